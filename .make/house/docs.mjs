// Checks that every test, module and file exists that the tables for reviewers name, because otherwise a table proves
// nothing.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const FOLDER = "src/docs";

export function docs(files) {
  const findings = [];
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
  let tests = 0;
  for (const page of pages) {
    readFileSync(`${FOLDER}/${page}`, "utf8").split("\n").forEach((line, index) => {
      for (const [, name] of line.matchAll(/`([^`]+)`/g)) {
        const kind = kindOf(name);
        if (kind === "test") tests += 1;
        if (kind === "missing") findings.push(`${FOLDER}/${page}:${index + 1}: ${name} does not exist`);
      }
    });
  }
  if (pages.length === 0 || tests < 50) findings.push(`${pages.length} pages name ${tests} tests: too few, so this check proves little`);
  return [
    { rule: "every test, module and file that the docs name exists", findings },
    { rule: "every attack has a row", findings: attacksWithoutRow(files) },
  ];
}

function kindOf(name) {
  if (/^[\w.-]+(?:\/[\w.-]+)+\.(?:rs|ts|mjs|sh|md)$/.test(name)) return existsSync(name) ? "file" : "missing";
  if (!/^[a-z0-9_]+(?:::[a-z0-9_]+)+$/.test(name)) return "other";
  const path = name.split("::");
  if (fileOf(path)) return "module";
  const test = path.pop();
  // A module of tests may be inside the file that it tests.
  const file = fileOf(path) ?? (path.at(-1) === "tests" ? fileOf(path.slice(0, -1)) : undefined);
  // A test is a function, or a row of a macro that makes one test of each row.
  const defined = new RegExp(`\\bfn ${test}\\b|^\\s*${test}:(?:\\s|$)`, "m");
  return file && defined.test(readFileSync(file, "utf8")) ? "test" : "missing";
}

/** Returns the file of a module, if it exists. The integration tests begin in `src/tests`. */
function fileOf(path) {
  const file = `src/${path.join("/")}.rs`;
  return path.length > 0 && existsSync(file) ? file : undefined;
}

/**
 * Returns the attacks without a row in attacks.md: of the security design, and each in the name of a test
 * (`a_46_…`).
 */
function attacksWithoutRow(files) {
  const text = readFileSync(`${FOLDER}/attacks.md`, "utf8");
  const named = new Set();
  for (const [, from, to] of text.matchAll(/^\| A-(\d\d)(?: to A-(\d\d))? /gm)) {
    for (let number = Number(from); number <= Number(to ?? from); number += 1) named.add(number);
  }
  const tested = files.flatMap((file) => [...file.text.matchAll(/\bfn a_?(\d\d)_/g)].map(([, number]) => Number(number)));
  const designed = Array.from({ length: 45 }, (_, index) => index + 1);
  return [...new Set([...designed, ...tested])]
    .filter((number) => !named.has(number))
    .map((number) => `A-${String(number).padStart(2, "0")} is not in ${FOLDER}/attacks.md`);
}
