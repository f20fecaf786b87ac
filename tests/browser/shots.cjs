const { chromium } = require("playwright-core"); const { pathToFileURL } = require("node:url");
(async () => {
  const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const [out, ...files] = process.argv.slice(2);
  for (const f of files) for (const w of [1400, 390]) {
    const name = f.split("/").pop().replace(/\.html$/, "");
    const p = await (await b.newContext({ viewport: { width: w, height: 1000 } })).newPage();
    await p.goto(pathToFileURL(f).href); await p.waitForTimeout(300);
    const s = await p.$("#s1 summary");
    if (s) { await p.screenshot({ path: `${out}/${name}-${w}-top.png` }); await s.scrollIntoViewIfNeeded(); await p.waitForTimeout(200); await (await p.$("#s1 summary")).click(); await p.waitForTimeout(300);
      await (await p.$("#s1")).screenshot({ path: `${out}/${name}-${w}-s1.png` }); }
    else await p.screenshot({ path: `${out}/${name}-${w}.png`, fullPage: true });
    if (w === 1400) await p.pdf({ path: `${out}/${name}.pdf`, preferCSSPageSize: true, format: "A4" });
  }
  await b.close();
})();
