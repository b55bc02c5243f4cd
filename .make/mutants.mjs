// Says which of cargo-mutants' changes to the code no test notices.
//
// cargo-mutants compiles the tests anew for each change and runs them all, which takes it some ten hours here. So what it would
// change is taken from it (`--list`), and all of it is compiled into one build, in which an environment variable chooses the one
// change that is done. Each test runs once to see which changes it reaches; then each change meets the tests that reach it, until
// one fails. What cannot be chosen while the app runs (constants, mostly) is left to cargo-mutants itself, at the end.
//
// Arguments: a folder for the copy and the results, then what goes to cargo-mutants.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { compile } from "./mutants/compile.mjs";
import { copyCheckout } from "./mutants/copy.mjs";
import { atOnce, reached, runUntilOneFails } from "./mutants/tests.mjs";

const [folder, ...forCargoMutants] = process.argv.slice(2);
const work = path.resolve(folder);
const tree = path.join(work, "tree");
/** Most tests wait for something, most of the time. */
const WORKERS = 2;
const say = (text) => console.log(text);

mkdirSync(work, { recursive: true });
const listed = execFileSync("cargo", ["mutants", "--list", "--json", ...forCargoMutants], { maxBuffer: 2 ** 30 });
const changes = JSON.parse(listed).map((change, index) => ({ ...change, number: index + 1 }));
say(`${changes.length} changes`);

copyCheckout(tree);
const { tests, unviable, elsewhere } = compile(changes, tree, say);
say(`${unviable.size} of them do not compile, ${elsewhere.size} are left to cargo-mutants`);

const testsOf = await reached(tests, tree, WORKERS, say);
const survivors = [];
let tried = 0;
const here = changes.filter(({ number }) => !unviable.has(number) && !elsewhere.has(number));
await atOnce(here, WORKERS, async (change) => {
  const noticedBy = await runUntilOneFails(testsOf.get(change.number) ?? [], change.number, tree);
  tried += 1;
  if (!noticedBy) {
    survivors.push(change.name);
    say(`not noticed: ${change.name}`);
  }
  if (tried % 50 === 0) say(`${tried} of ${here.length} tried`);
});

/** Tries what is left in cargo-mutants' own way; returns what no test noticed. */
function tryElsewhere(names) {
  if (names.length === 0) return [];
  const chosen = names.flatMap((name) => ["--re", `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`]);
  const output = path.join(work, "elsewhere");
  mkdirSync(output, { recursive: true });
  // It builds in its own copy: what stands in the folder of this build would be taken for its own.
  const { CARGO_TARGET_DIR: _, ...env } = process.env;
  const result = spawnSync("cargo", ["mutants", "--output", output, ...forCargoMutants, ...chosen], { env, stdio: "inherit" });
  // 0: all were noticed; 2: some were not; 3: some took too long, which is noticing, too. Else it did not get that far.
  if (![0, 2, 3].includes(result.status)) throw new Error(`cargo mutants ended with ${result.status ?? result.signal}`);
  return readFileSync(path.join(output, "mutants.out", "missed.txt"), "utf8").split("\n").filter(Boolean);
}

survivors.push(...tryElsewhere(changes.filter(({ number }) => elsewhere.has(number)).map(({ name }) => name)));
survivors.sort();
writeFileSync(path.join(work, "not-noticed.txt"), survivors.map((name) => `${name}\n`).join(""));
say(`${changes.length - unviable.size} changes tried, ${survivors.length} not noticed${survivors.length ? ":" : ""}`);
for (const name of survivors) say(`  ${name}`);
process.exitCode = survivors.length === 0 ? 0 : 1;
