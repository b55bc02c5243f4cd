// The house rules that a search can check: who may use whom, where things stand, what is never written.
// Prints a line for each rule and closes with `N passed, N failed`. The rules are explained where they are checked.
import { sources } from "./house/source.mjs";
import { borders } from "./house/borders.mjs";
import { docs } from "./house/docs.mjs";
import { clientTree } from "./house/client_tree.mjs";
import { locks } from "./house/locks.mjs";
import { words } from "./house/words.mjs";

const files = sources("src");
let passed = 0;
let failed = 0;

for (const { rule, findings } of [...borders(files), ...words(files), ...docs(), ...locks(), clientTree()]) {
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
