// Sorts, searches and filters the matrix, and opens profiles. Everything to read is in the HTML already.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = byId("matrix").tBodies[0];
  const controls = byId("controls");
  const showing = byId("showing");
  const none = byId("none");
  const fields = ["search", "group", "level", "kind", "tilsyn"].map(byId);
  const [search, group, level, kind, tilsyn] = fields;
  const lower = (text) => text.toLocaleLowerCase(document.documentElement.lang);

  const rows = Array.from(body.rows, (row, place) => {
    const [name, target] = row.cells;
    return {
      row,
      place,
      profile: byId("s" + row.dataset.id),
      text: lower([name.textContent, target.textContent, row.dataset.text].join(" ")),
      group: target.textContent,
      level: row.cells[2].classList[0],
      kind: row.dataset.kind,
      tilsyn: row.dataset.tilsyn,
      missing: row.cells[12].textContent !== "",
      overridden: row.querySelector("abbr") !== null,
      weighting: "weighting" in row.dataset,
    };
  });

  const chosen = (field) => (field ? field.value : "");

  function fits(entry, words) {
    const wanted = chosen(level);
    return words.every((word) => entry.text.includes(word))
      && (!chosen(group) || entry.group === chosen(group))
      && (!chosen(kind) || entry.kind === chosen(kind))
      && (!chosen(tilsyn) || entry.tilsyn === chosen(tilsyn))
      && (!wanted
        || (wanted === "+missing" ? entry.missing
          : wanted === "+overridden" ? entry.overridden
            : wanted === "+weighting" ? entry.weighting
              : entry.level === wanted));
  }

  // In the order in which they stand; of thousands only the first are laid out until all are asked for.
  let order = rows;
  const rest = byId("rest");
  let most = rest ? Number(rest.dataset.first) : Infinity;

  function show() {
    const words = lower(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const entry of order) {
      const fit = fits(entry, words);
      const hidden = !fit || found >= most;
      found += fit ? 1 : 0;
      if (entry.row.hidden !== hidden) entry.row.hidden = hidden;
      if (entry.row.className) entry.row.className = "";
      if (entry.profile.hidden === fit) entry.profile.hidden = !fit;
    }
    none.hidden = found > 0;
    if (rest) rest.hidden = found <= most;
    const number = found.toLocaleString(document.documentElement.lang);
    showing.textContent = showing.dataset.text.replace("{n}", number);
  }

  // From the lowest to the highest; what is open stands by its lower level.
  const LEVELS = ["", "q", "o", "n", "u", "o ul", "o um", "o uh", "l", "o lm", "o lh", "m", "o mh", "h"];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const KEYS = {
    text: (cell) => cell.textContent,
    level: (cell) => LEVELS.indexOf(cell.className),
    number: (cell) => Number(cell.textContent.replace(",", ".") || -1),
  };

  function sort(heading) {
    const falling = heading.getAttribute("aria-sort") === "ascending"
      || (heading.dataset.sort !== "text" && !heading.hasAttribute("aria-sort"));
    const key = KEYS[heading.dataset.sort];
    const column = heading.cellIndex;
    const compare = heading.dataset.sort === "text" ? collator.compare : (a, b) => a - b;
    const keyed = rows.map((entry) => ({ entry, key: key(entry.row.cells[column]) }));
    keyed.sort((a, b) =>
      (falling ? compare(b.key, a.key) : compare(a.key, b.key)) || a.entry.place - b.entry.place);
    order = keyed.map(({ entry }) => entry);
    show();
    for (const entry of order) body.append(entry.row);
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  }

  for (const heading of byId("matrix").querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  }

  // A profile, and what lies behind it, is only text until the reader comes to it.
  function build(part, className) {
    const text = part.querySelector(":scope > noscript");
    if (!text) return;
    const built = document.createElement("div");
    built.className = className;
    built.innerHTML = text.textContent;
    for (const link of built.querySelectorAll('a[href^="#k"]')) {
      const line = document.createElement("p");
      const mark = link.nextSibling;
      link.before(line);
      line.append(mark, byId(link.getAttribute("href").slice(1)).cloneNode(true), link);
      line.children[0].replaceWith(...line.children[0].childNodes);
    }
    text.replaceWith(built);
  }
  const coming = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      build(target, "front");
      coming.unobserve(target);
    }
  }, { rootMargin: "800px" });
  for (const entry of rows) coming.observe(entry.profile);
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.why") && event.target.open) build(event.target, "scroll");
  }, true);
  // A link to a profile leads to the place where it will stand when those around it are built.
  function arrive() {
    const profile = /^#s\d+$/.test(location.hash) && byId(location.hash.slice(1));
    if (!profile) return;
    build(profile, "front");
    requestAnimationFrame(() => profile.scrollIntoView());
  }
  addEventListener("hashchange", arrive);

  addEventListener("beforeprint", () => {
    most = Infinity;
    show();
    for (const entry of rows) if (!entry.profile.hidden) build(entry.profile, "front");
  });

  let waiting = 0;
  controls.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  controls.addEventListener("reset", () => setTimeout(show));
  controls.addEventListener("submit", (event) => event.preventDefault());
  for (const part of document.querySelectorAll(".js")) part.hidden = false;
  if (rest) {
    rest.querySelector("button").addEventListener("click", () => {
      most = Infinity;
      show();
    });
  }
  show();
  arrive();
})();
