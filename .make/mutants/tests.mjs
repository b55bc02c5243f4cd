// Runs tests of the copy: each once to see which changes it reaches, then for each change those that reach it.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Hands each of the items to `work`, some at once. */
export async function atOnce(items, count, work) {
  const rest = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: count }, async () => {
    for (const item of rest) await work(item);
  }));
}

/** Runs tests of one binary until one fails; returns which one, or nothing. */
function run(executable, names, tree, variables, seconds) {
  return new Promise((resolve) => {
    const child = spawn(executable, [...names, "--exact", "--test-threads=3"], {
      cwd: tree,
      env: { ...process.env, ...variables },
      // A group of its own, because some tests start servers.
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let [said, failed] = ["", undefined];
    const end = () => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself, with all that it started.
      }
    };
    const timer = setTimeout(() => {
      failed ??= "the clock";
      end();
    }, seconds * 1000);
    child.stdout.on("data", (data) => {
      said += data;
      failed ??= said.match(/^test (\S+).* \.\.\. FAILED$/m)?.[1];
      if (failed) end();
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      end();
      resolve(failed ?? (code === 0 ? undefined : "the whole run"));
    });
  });
}

const namesIn = (executable, tree) =>
  execFileSync(executable, ["--list"], { cwd: tree, maxBuffer: 2 ** 30 })
    .toString()
    .split("\n")
    .filter((line) => line.endsWith(": test"))
    .map((line) => line.slice(0, -": test".length));

/** Returns the tests that reach each change. All tests have to pass without one. */
export async function reached(binaries, tree, workers, say) {
  const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-mutants-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const tests = binaries.flatMap((binary) => namesIn(binary.executable, tree).map((name) => ({ ...binary, name })));
  const testsOf = new Map();
  const failed = [];
  await atOnce(tests.entries(), workers + 1, async ([index, test]) => {
    const notes = path.join(folder, String(index));
    const begun = Date.now();
    if (await run(test.executable, [test.name], tree, { MUTANT_NOTES: notes }, 180)) failed.push(test.name);
    test.milliseconds = Date.now() - begun;
    const numbers = existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n").map(Number) : [];
    for (const number of new Set(numbers)) testsOf.set(number, [...(testsOf.get(number) ?? []), test]);
  });
  if (failed.length > 0) throw new Error(`without any change, these fail: ${failed.join(", ")}`);
  say(`${tests.length} tests pass without a change`);
  return testsOf;
}

/** Returns the test that notices a change, or nothing. The quickest come first, few at a time, then more. */
export async function runUntilOneFails(tests, number, tree) {
  for (const unit of [true, false]) {
    const left = tests.filter((test) => test.unit === unit).sort((a, b) => a.milliseconds - b.milliseconds);
    for (let size = unit ? left.length : 24; left.length > 0; size = 60) {
      const some = left.splice(0, size);
      const expected = some.reduce((sum, test) => sum + test.milliseconds, 0) / 1000;
      const names = some.map(({ name }) => name);
      const noticedBy = await run(some[0].executable, names, tree, { MUTANT: String(number) }, 30 + 2 * expected);
      if (noticedBy) return noticedBy;
    }
  }
  return undefined;
}
