// Drives reports in a real Chromium, as a reader would, and fails at the first thing that is wrong.
//
//   npm install --prefix tests/browser --no-package-lock
//   cargo test --test opens_in_real_programs -- --ignored --nocapture
//
// Called as: node drive.cjs PILOT.html HOSTILE.html MANY.html SUPPLIER.html [FOLDER for screenshots and print]
// The last page is a supplier's own, of a name that ends a script.
// CHROMIUM names the browser, /usr/bin/chromium if it is not set.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [pilot, hostile, many, supplier, folder] = process.argv.slice(2);
const WIDE = { width: 1400, height: 1000 };
const NARROW = { width: 390, height: 844 };
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

let browser;

/** A page that fails at any message, error, dialog or request but that for the file itself. */
async function open(file, viewport, options = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const fail = (what) => { page.fault ??= what; };
  page.on("console", (message) => fail(`console: ${message.text()}`));
  page.on("pageerror", (error) => fail(`error: ${error}`));
  page.on("dialog", (dialog) => { fail(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) fail(`request: ${request.url()}`);
  });
  const start = process.hrtime.bigint();
  await page.goto(address);
  page.loaded = Number(process.hrtime.bigint() - start) / 1e6;
  return page;
}

async function close(page) {
  assert.equal(page.fault, undefined);
  await page.context().close();
}

async function picture(page, name, options = {}) {
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), ...options });
}

/** No violation of WCAG A or AA, and nothing wider than the window. */
async function accessible(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const told = found.violations.map((violation) =>
    `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  assert.deepEqual(told, [], what);
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(scroll <= inner, `${what}: ${scroll} px wide in a window of ${inner}`);
}

const shown = (page, column) => page.$$eval("#matrix tbody tr:not([hidden])",
  (rows, column) => rows.map((row) => row.cells[column].textContent), column);
const heading = (page, name) => page.locator("#matrix th button", { hasText: name });
const settled = (page) => page.waitForTimeout(250);

async function sorts(page) {
  const before = await shown(page, 0);
  await heading(page, "Leverandør").click();
  const danish = [...before].sort(new Intl.Collator("da", { numeric: true }).compare);
  assert.deepEqual(await shown(page, 0), danish);
  await heading(page, "Leverandør").click();
  assert.deepEqual(new Set(await shown(page, 0)), new Set(danish));
  assert.equal((await shown(page, 0))[0], danish.at(-1));
  await heading(page, "Niveau").click();
  const order = ["højt", "moderat", "let", "under let", "uafklaret", "uden kvalitet"];
  const levels = (await shown(page, 2)).map((level) => order.indexOf(level.replace("*", "")));
  assert.deepEqual(levels, [...levels].sort((a, b) => a - b), "from højt down");
  await heading(page, "Gns.").click();
  const means = (await shown(page, 11)).map((mean) => Number(mean.replace(",", ".") || -1));
  assert.deepEqual(means, [...means].sort((a, b) => b - a), "from the highest mean down");
  assert.deepEqual(await page.$$eval("th[aria-sort]", (all) => all.map((th) => th.textContent)), ["Gns."]);
}

async function filters(page) {
  const all = (await shown(page, 0)).length;
  await page.selectOption("#group", { index: 1 });
  await settled(page);
  const group = await page.locator("#group").inputValue();
  const groups = await shown(page, 1);
  assert.ok(groups.length > 0 && groups.length < all);
  assert.ok(groups.every((name) => name === group));
  assert.match(await page.locator("#showing").textContent(), new RegExp(`^Viser ${groups.length} af ${all}$`));
  await page.selectOption("#level", "h");
  await settled(page);
  assert.ok((await shown(page, 2)).every((level) => level.startsWith("højt")));
  assert.equal(await page.$$eval(".profile:not([hidden])", (all) => all.length), (await shown(page, 0)).length);
  await page.selectOption("#level", "+missing");
  await settled(page);
  assert.ok((await shown(page, 12)).every((missing) => Number(missing) > 0));
  await page.selectOption("#level", "+weighting");
  await settled(page);
  assert.ok((await shown(page, 0)).length < all);
  const first = page.locator(".profile:not([hidden]) .remarks").first();
  assert.match(await first.textContent(), /Niveauet afhænger af, hvordan parametrene vægtes: [\d,]+ % af alle vægtninger giver/);
  await page.click("button[type=reset]");
  await settled(page);
  assert.equal((await shown(page, 0)).length, all);
}

async function searches(page) {
  await page.fill("#search", "æblehaven");
  await settled(page);
  const names = await shown(page, 0);
  assert.ok(names.length > 0 && names.every((name) => name.includes("Æblehaven")));
  await page.fill("#search", "findes slet ikke");
  await settled(page);
  assert.equal(await page.locator("#none").isVisible(), true);
  await page.click("button[type=reset]");
  await settled(page);
}

async function opensProfile(page) {
  const fold = page.locator("#s1 details.why");
  assert.equal(await page.$$eval(".why li", (all) => all.length), 0, "nothing is built before it is opened");
  await fold.locator("summary").click();
  assert.ok(await fold.locator("li").count() > 15);
  const told = await fold.textContent();
  assert.match(told, /Mindst 10 borgere med særligt komplekse problemstillinger. Efter kap. 3, Aktiv praksis/);
  assert.match(told, /Fundet: 13 borgere \(oplysningsskema, celle S2\)/);
  assert.match(told, /Hvad der ville koste niveauet.*Praksiserfaring fra højt til moderat: .*1 færre af de 19/s);
  assert.equal(await fold.locator("noscript").count(), 0);
}

/** From the top of the page to an open profile without a mouse. */
async function byKeyboard(page) {
  const focused = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 60));
  const tabTo = async (selector) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    }
    assert.fail(`no way to ${selector} by Tab; last at ${await focused()}`);
  };
  await page.keyboard.press("Tab");
  assert.match(await focused(), /class="skip"/);
  await tabTo("#search");
  await page.keyboard.type("mimers");
  await settled(page);
  assert.equal((await shown(page, 0)).length, 1);
  await tabTo("#matrix th button");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("th[aria-sort]").count(), 1);
  await tabTo("#matrix tbody a");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#s1$/);
  await tabTo("#s1 summary");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#s1 details.why").getAttribute("open"), "");
}

async function prints(page) {
  await page.click("#s2 summary");
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 50_000);
  if (folder) fs.writeFileSync(path.join(folder, "print.pdf"), pdf);
}

async function withoutScript() {
  const page = await open(pilot, WIDE, { javaScriptEnabled: false });
  assert.equal(await page.locator("#controls").isVisible(), false);
  assert.equal(await page.locator("#matrix th button").count(), 0);
  await page.locator("#s1 details.why summary").click();
  const cells = await page.locator("#s1 .why p span").allInnerTexts();
  assert.ok(cells.includes("Mindst 10 borgere med særligt komplekse problemstillinger. Efter kap. 3, Aktiv praksis"));
  assert.equal(await page.locator("#s1 .why li").first().isVisible(), true);
  await picture(page, "without-script");
  await close(page);
}

async function harmless() {
  for (const viewport of [WIDE, NARROW]) {
    const page = await open(hostile, viewport);
    const names = await shown(page, 0);
    assert.equal(names[0], "<script>alert(1)</script>");
    assert.equal(names[1], "=HYPERLINK(\"http://x.example\";\"x\")");
    assert.ok(names[2].includes("\u{fffd}[2J"), "an escape sequence is visible and dead");
    assert.equal(names[3], "Å".repeat(300));
    assert.equal(await page.locator("script").count(), 1);
    for (const fold of await page.locator("details.why summary").all()) await fold.click();
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator(".why img, .why script").count(), 0);
    const text = await page.evaluate(() => document.body.textContent);
    assert.ok(!/[\u0000-\u0008\u000b-\u001f\u202e]/.test(text), "no control signs are left");
    await accessible(page, "hostile names");
    await picture(page, `hostile-${viewport.width}`, { fullPage: true });
    await close(page);
  }
}

async function handlesMany() {
  const page = await open(many, WIDE);
  const timed = async (what) => {
    const start = process.hrtime.bigint();
    await what();
    await page.evaluate(() => document.body.offsetHeight);
    return `${Math.round(Number(process.hrtime.bigint() - start) / 1e6)} ms`;
  };
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  const rows = await page.locator("#matrix tbody tr").count();
  const visible = (await shown(page, 0)).length;
  const sorted = await timed(() => heading(page, "Niveau").click());
  const searched = await timed(async () => {
    await page.fill("#search", "æblehaven");
    await page.waitForFunction((rows) =>
      document.querySelectorAll("#matrix tbody tr:not([hidden])").length < rows, visible);
  });
  await page.click("button[type=reset]");
  await settled(page);
  assert.equal((await shown(page, 0)).length, visible);
  const opened = await timed(() => page.click("#s1 summary"));
  const fold = page.locator("#s1 details.why");
  assert.match(await fold.textContent(), /Mindst 10 borgere med særligt komplekse problemstillinger/);
  const whole = await timed(async () => {
    await page.click("#rest button");
    await page.waitForFunction((rows) =>
      document.querySelectorAll("#matrix tbody tr:not([hidden])").length === rows, rows);
  });
  console.log(`${rows} suppliers: ${(fs.statSync(many).size / 1e6).toFixed(1)} MB, loaded in ${Math.round(page.loaded)} ms, ` +
    `${nodes} elements, sorted in ${sorted}, searched in ${searched}, profile opened in ${opened}, all shown in ${whole}`);
  await close(page);
}

/** A supplier's own page, which is for paper: room to write in, and a record that nothing obeys. */
async function ownPage() {
  for (const viewport of [WIDE, NARROW]) {
    const page = await open(supplier, viewport);
    await accessible(page, "a supplier's page");
    assert.equal(await page.locator("script").count(), 1);
    const data = JSON.parse(await page.locator("script").textContent());
    assert.ok((await page.locator("h1").textContent()).endsWith(data.records[0].leverandoer));
    assert.ok(await page.locator(".room").count() > 10);
    await picture(page, `supplier-${viewport.width}`, { fullPage: true });
    if (folder) fs.writeFileSync(path.join(folder, "supplier.pdf"), await page.pdf({ preferCSSPageSize: true }));
    await close(page);
  }
}

async function main() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ARGUMENTS,
  });
  const page = await open(pilot, WIDE);
  await accessible(page, "wide");
  await picture(page, "wide");
  await opensProfile(page);
  await accessible(page, "wide, a profile open");
  await sorts(page);
  await filters(page);
  await searches(page);
  await prints(page);
  await close(page);

  const keyboard = await open(pilot, WIDE);
  await byKeyboard(keyboard);
  await picture(keyboard, "keyboard");
  await close(keyboard);

  const narrow = await open(pilot, NARROW);
  await opensProfile(narrow);
  await accessible(narrow, "narrow");
  await picture(narrow, "narrow", { fullPage: false });
  await close(narrow);

  await withoutScript();
  await harmless();
  await ownPage();
  await handlesMany();
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
