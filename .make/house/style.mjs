// Checks the style sheets and the brand: all files are joined, pages work from right to left, the size, and the product's name.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { literals } from "./source.mjs";

/**
 * The size of all style sheets after compression, in bytes: every first visit has them in the page. The limit leaves about 90
 * bytes for small corrections.
 */
const LARGEST = 4_864;
/** Names of properties and values that mean the left or the right side. */
const PHYSICAL = /^\s*(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?:left|right|top|bottom)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right))/;
/** The file that defines the default of APP_NAME. */
const BRAND = "src/server/config/brand.rs";

export function style(files) {
  const names = readdirSync("style").filter((name) => name !== "main.css").sort();
  const sheets = names.map((name) => ({ path: `style/${name}`, text: readFileSync(`style/${name}`, "utf8") }));
  const size = gzipSync(sheets.map(({ text }) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};:,>]) ?/g, "$1")).join(""), { level: 9 }).length;
  return [
    { rule: "style/main.css imports every style sheet once and has no rules", findings: entry(names) },
    { rule: "style sheets use logical properties, so that pages work from right to left", findings: sheets.flatMap(physical) },
    { rule: `the style sheets have at most ${LARGEST} bytes after compression`, findings: size > LARGEST ? [`${size} bytes`] : [] },
    { rule: `the name of the product is in ${BRAND} only`, findings: products(files) },
  ];
}

/** .make/site.sh joins the files by these lines. */
function entry(names) {
  const rest = readFileSync("style/main.css", "utf8").replace(/\/\*[\s\S]*?\*\//g, "").trim().split("\n");
  const imported = rest.map((line) => /^@import "\.\/([\w-]+\.css)";$/.exec(line)?.[1] ?? `not an import: ${line}`);
  return JSON.stringify([...imported].sort()) === JSON.stringify(names) ? [] : [`style has ${names.join(", ")}; main.css imports ${imported.join(", ")}`];
}

function physical({ path, text }) {
  return text.split("\n").flatMap((line, index) => (PHYSICAL.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

function products(files) {
  const name = /const NAME: &str = "([^"]+)";/.exec(readFileSync(BRAND, "utf8"))?.[1];
  if (!name) return [`${BRAND} has no constant NAME`];
  const found = files.filter((file) => !file.beside && file.path !== BRAND).flatMap((file) =>
    literals(file.live).filter(({ text }) => text.includes(name)).map(({ number, line }) => `${file.path}:${number}: ${line.trim()}`),
  );
  return found;
}
