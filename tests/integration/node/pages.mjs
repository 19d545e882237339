// node pages.mjs CHROMIUM PROFILE PAGE...: what chromium, axe-core and html-validate find in pages, as JSON.
// CHROMIUM is the program, PROFILE an empty folder for it, a PAGE the path of an HTML file.
// No picture is fetched from anywhere: chromium gets one drawn here for each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, userDataDir, ...pages] = process.argv.slice(2);
const WIDTHS = [320, 390, 1280];
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#888"/></svg>`;

const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()], {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // That the sheet of styles stands in the page is what lets the policy name it by its hash.
    "no-style-tag": "off",
  },
}));

// What makes a page scroll sideways: the elements that reach beyond the window.
const wide = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < 0 || right > clientWidth;
  });
  return [`${scrollWidth} px`, ...beyond.map((element) => element.outerHTML.slice(0, 100))];
};

const violations = async (page) => {
  const { violations } = await page.evaluate(() => axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

// Where a click on each picture leads.
const targets = () => [...document.querySelectorAll(".picture")].map((picture) => {
  picture.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = picture.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("a")?.href ?? null;
});

const browser = await puppeteer.launch({
  executablePath,
  userDataDir,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const found = {};
for (const file of pages) {
  const seen = (found[file] = { console: [], pictures: [], wide: {}, targets: {}, axe: {}, html: [] });
  const page = await browser.newPage();
  page.on("console", (message) => seen.console.push(message.text()));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url().startsWith("file:")) return request.continue();
    seen.pictures.push(request.url());
    return request.respond({ contentType: "image/svg+xml", body: PICTURE });
  });
  await page.goto(pathToFileURL(file).href);
  for (const isOpen of [false, true]) {
    if (isOpen) await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 844 });
      seen.wide[`${width}${isOpen ? " open" : ""}`] = await page.evaluate(wide);
      seen.targets[width] = await page.evaluate(targets);
    }
  }
  // Our policy lets no script into the page; through the debugger it may come.
  await page.evaluate(axe);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of [390, 1280]) {
      await page.setViewport({ width, height: 844 });
      seen.axe[`${scheme} ${width}`] = await violations(page);
    }
  }
  await page.close();
  const report = await validator.validateFile(file);
  seen.html = report.results.flatMap(({ messages }) => messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
}
await browser.close();
process.stdout.write(JSON.stringify(found));
