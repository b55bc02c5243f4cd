// The house rules, which neither the compiler, clippy nor cargo-deny checks: dependencies between modules and files, names, sizes,
// lock files, documents, language. Prints a line for each rule and closes with `N passed, N failed`. Each module explains its rules.
import { sources } from "./house/source.mjs";
import { borders } from "./house/borders.mjs";
import { cycles } from "./house/cycles.mjs";
import { docs } from "./house/docs.mjs";
import { documents } from "./house/documents.mjs";
import { language } from "./house/language.mjs";
import { locks } from "./house/locks.mjs";
import { project } from "./house/project.mjs";
import { shapes } from "./house/shapes.mjs";
import { style } from "./house/style.mjs";
import { words } from "./house/words.mjs";

const files = sources("src");
let passed = 0;
let failed = 0;

const rules = [
  ...borders(files), cycles(files), ...shapes(files), ...words(files), ...style(files),
  ...docs(files), ...documents(files), ...project(), ...language(files), ...locks(),
];
for (const { rule, findings } of rules) {
  if (findings.length === 0) {
    passed += 1;
    console.log(`pass  ${rule}`);
  } else {
    failed += 1;
    console.log(`FAIL  ${rule}`);
    for (const finding of findings) console.log(`      ${finding}`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
