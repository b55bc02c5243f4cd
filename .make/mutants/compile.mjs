// Compiles the copy with all changes in it; leaves out, one round after the other, what the compiler does not take.

import { spawnSync } from "node:child_process";

import { writeChanges } from "./schemata.mjs";

const FEATURES = ["--no-default-features", "--features", "ssr,dev-tenant"];
/** A change that fails like this would fail alone, too: a type has no default, no such constructor, no such operator. */
const NEVER_COMPILES = new Set(["E0061", "E0277", "E0283", "E0369", "E0599", "E0600", "E0624", "E0004", "E0282"]);

function cargo(tree, ...words) {
  const result = spawnSync("cargo", [...words, "--locked", ...FEATURES, "--message-format=json"], {
    cwd: tree,
    maxBuffer: 2 ** 30,
  });
  const lines = result.stdout.toString().split("\n").filter((line) => line.startsWith("{"));
  return { ok: result.status === 0, messages: lines.map((line) => JSON.parse(line)), said: result.stderr.toString() };
}

/** The place of an error, and of the macros around it. */
const places = (span) => (span.expansion ? [span, ...places(span.expansion.span)] : [span]);
const isAt = (place) => (span) => span.file_name === place.file && span.line_start >= place.from && span.line_start <= place.to;

/**
 * Returns the numbers of the changes that an error is about. An error in what a function is by itself comes from the changes
 * before it: the type of the first body is what the others are measured by.
 */
function blamed(error, written, isLeft, genreOf) {
  const spans = error.spans.flatMap(places);
  const one = written.find((place) => !place.whole && place.numbers.every(isLeft) && spans.some(isAt(place)));
  if (one) return { numbers: one.numbers, alone: NEVER_COMPILES.has(error.code?.code) || !error.code };
  const whole = written.find((place) => place.whole && spans.some(isAt(place)));
  const left = (whole?.numbers ?? []).filter(isLeft);
  const values = left.filter((number) => genreOf(number) === "FnValue");
  return { numbers: values.length > 0 ? values : left, alone: false };
}

/**
 * Returns the test binaries, what does not compile, and what has to be tried in another way.
 */
export function compile(changes, tree, say) {
  const unviable = new Set();
  const elsewhere = new Set(changes.filter((change) => !change.function).map(({ number }) => number));
  const isLeft = (number) => !unviable.has(number) && !elsewhere.has(number);
  const genreOf = (number) => changes[number - 1].genre;
  const files = [...new Set(changes.map((change) => change.file))];
  for (;;) {
    const written = writeChanges(changes.filter(({ number }) => isLeft(number)), files, tree);
    const { ok, messages, said } = cargo(tree, "check", "--lib");
    if (ok) break;
    const errors = messages.map(({ message }) => message).filter((message) => message?.level === "error" && message.spans.length);
    const before = unviable.size + elsewhere.size;
    for (const error of errors) {
      const { numbers, alone } = blamed(error, written, isLeft, genreOf);
      for (const number of numbers) (alone ? unviable : elsewhere).add(number);
    }
    if (unviable.size + elsewhere.size === before) throw new Error(`the copy does not compile\n${said}${errors[0]?.rendered}`);
    say(`${errors.length} errors`);
  }
  const { ok, messages, said } = cargo(tree, "test", "--no-run", "--lib", "--test", "integration");
  if (!ok) throw new Error(`the tests do not compile\n${said}`);
  const binaries = messages.filter((message) => message.executable && message.profile?.test);
  const tests = binaries.map(({ executable, target }) => ({ executable, unit: target.kind.includes("test") === false }));
  return { tests, unviable, elsewhere };
}
