// Writes every change into the copy: each function gets one body for each of its changes, and the one it has.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export function groupBy(list, key) {
  const groups = new Map();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Returns where a line and a column of cargo-mutants, which count from one and by characters, are in a text. */
function offsets(text) {
  const lines = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  return ({ line, column }) => {
    let at = lines[line - 1];
    for (let passed = 1; passed < column; passed += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
}

/** Returns where `fn` is and where the body of the function opens that stands between two places. */
function openingOf(text, from, to) {
  const name = from + text.slice(from).search(/\bfn\s+\w/);
  let depth = 0;
  for (let at = name; at < to; at += 1) {
    if ("([".includes(text[at])) depth += 1;
    else if (")]".includes(text[at])) depth -= 1;
    else if (text[at] === "{" && depth === 0) return { name, open: at };
  }
  throw new Error(`no function: ${text.slice(from, from + 80)}`);
}

/** Returns the body of a function after a change. */
function changed(text, open, to, at, change) {
  if (change.genre === "FnValue") return change.replacement;
  const [from, end] = [at(change.span.start), at(change.span.end)];
  const goes = change.genre === "MatchArm" || change.genre === "StructField";
  const comma = goes ? text.slice(end).match(/^\s*,/)?.[0].length ?? 0 : 0;
  return `${text.slice(open + 1, from)} ${goes ? "" : change.replacement} ${text.slice(end + comma, to - 1)}`;
}

/** Returns one file with all these changes, and between which of its lines each of them is. */
function rewritten(text, file, changes) {
  const at = offsets(text);
  const functions = [...groupBy(changes, (change) => JSON.stringify(change.function.span)).values()].map((own) => {
    const { start, end } = own[0].function.span;
    return { own, to: at(end), ...openingOf(text, at(start), at(end)) };
  });
  let [out, done, line] = ["", 0, 1];
  const places = [];
  const write = (piece) => {
    const from = line;
    line += piece.split("\n").length - 1;
    out += piece;
    return { file, from, to: line };
  };
  for (const { own, name, open, to } of functions.sort((a, b) => a.open - b.open)) {
    if (open < done) throw new Error(`${file}: a function with changes within another one`);
    // What asks for a change while the app runs is not constant.
    write(text.slice(done, name).replace(/\bconst (?=(?:async )?$)/, "") + text.slice(name, open) + "{");
    const all = own.map((change) => {
      const place = write(`\nif crate::mutant::on(${change.number}) {\n${changed(text, open, to, at, change)}\n} else `);
      return { ...place, from: place.from + 2, numbers: [change.number] };
    });
    const rest = write(`{${text.slice(open + 1, to - 1)}}}`);
    places.push(...all, { ...rest, whole: true, numbers: own.map(({ number }) => number) });
    done = to;
  }
  write(text.slice(done));
  return { out, places };
}

/** Writes the changes into the copy; returns where they are. */
export function writeChanges(changes, files, tree) {
  const byFile = groupBy(changes, (change) => change.file);
  return files.flatMap((file) => {
    const { out, places } = rewritten(readFileSync(file, "utf8"), file, byFile.get(file) ?? []);
    const target = path.join(tree, file);
    if (readFileSync(target, "utf8") !== out) writeFileSync(target, out);
    return places;
  });
}
