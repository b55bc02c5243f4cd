// Sends garbage to the app while a user signs in, and reports the results of both. The exit code is 0 if the app
// withstands it.
// Arguments: the app, its site folder. GARBAGE_REQUESTS (100000) sets the number of requests, GARBAGE_SEED repeats a
// run.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { randomFrom } from "./garbage/random.mjs";
import { sendOne } from "./garbage/send.mjs";
import { freePort, residentMebibytes, start, startTenant, stop, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";

const [program, site] = process.argv.slice(2).map((argument) => path.resolve(argument));
const requests = Number(process.env.GARBAGE_REQUESTS ?? 100_000);
const seed = Number(process.env.GARBAGE_SEED ?? Math.floor(Math.random() * 2 ** 32));
const AT_ONCE = 64;
/** The allowed growth of the memory in MiB, from the first tenth (when every buffer has been used once) to the end. */
const GROWTH = 16;
const PANIC = /panicked at|thread '.*' panicked/;

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-garbage-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (text) => process.stdout.write(`${text}\n`);
const wrong = [];

async function startApp(limits) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { tenant, env: registration } = await startTenant(program, origin, { folder });
  const env = {
    ...registration,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: site,
    SESSION_STORE: `sqlite:${path.join(folder, `${port}.db`)}`,
    RUST_BACKTRACE: "1",
    ...limits,
  };
  const child = start(program, [], { folder, env });
  child.panics = 0;
  child.stderr.on("data", (text) => (child.panics += PANIC.test(text) ? 1 : 0));
  await untilAnswers(child, `${origin}/`);
  return { child, origin, port, tenant };
}

/** Signs in repeatedly until told to stop. Returns the number of successful sign-ins. */
async function keepSigningIn(app, until, { headers = {}, pause }) {
  let worked = 0;
  while (!until.over) {
    try {
      await signIn(app.origin, headers);
      worked += 1;
    } catch (error) {
      wrong.push(`a sign-in failed: ${error.message}`);
    }
    // The pauses between sign-ins are like those of users.
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return worked;
}

async function bombard(app, random, count, extra) {
  const statuses = new Map();
  const memory = [];
  let sent = 0;
  const one = async () => {
    while (sent < count) {
      sent += 1;
      if (sent % Math.ceil(count / 10) === 0) memory.push(residentMebibytes(app.child));
      const { status, what } = await sendOne(random, app, extra);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500 || status === "hangs") wrong.push(`${status}: ${what}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { statuses, memory: [...memory, residentMebibytes(app.child)] };
}

/** Runs one part of the test: an app, a number of garbage requests, and a user who signs in at the same time. */
async function part(title, count, limits, { extra = () => ({}), person = { pause: 200 } } = {}) {
  say(`\n${title}: ${count} requests`);
  const app = await startApp(limits);
  const until = { over: false };
  const signingIn = keepSigningIn(app, until, person);
  const began = Date.now();
  const { statuses, memory } = await bombard(app, randomFrom(seed), count, extra);
  until.over = true;
  const signIns = await signingIn;
  const table = [...statuses].sort(([one], [other]) => `${one}`.localeCompare(`${other}`));
  say(`  by status: ${table.map(([status, number]) => `${status} ${number}`).join(", ")}`);
  say(`  memory in MiB, each tenth: ${memory.map((value) => value.toFixed(1)).join(" ")}`);
  say(`  ${signIns} sign-ins worked at the same time; panics: ${app.child.panics}; ${Math.round((Date.now() - began) / 1000)} s`);
  if (app.child.exitCode !== null) wrong.push(`the app ended: ${app.child.errors}`);
  if (app.child.panics > 0) wrong.push("there was a panic");
  if (signIns === 0) wrong.push("no sign-in worked");
  if (memory.at(-1) - memory[0] > GROWTH) wrong.push(`memory grew by ${(memory.at(-1) - memory[0]).toFixed(1)} MiB`);
  await Promise.all([stop(app.child), stop(app.tenant)]);
  return statuses;
}

say(`Seed ${seed} (GARBAGE_SEED=${seed} makes this run again)`);
const unlimited = { RATE_LIMIT_SIGN_IN: "0", RATE_LIMIT_CALLBACK: "0", RATE_LIMIT_API: "0" };
await part("Without limits", Math.round(requests * 0.9), unlimited);
// The garbage comes from some clients behind a proxy. The user is another client behind the same proxy, with a separate
// limit.
const strangers = {
  extra: (random) => ({ "x-forwarded-for": `203.0.113.${random.below(4)}` }),
  person: { headers: { "x-forwarded-for": "198.51.100.7" }, pause: 4000 },
};
const limits = { TRUSTED_PROXIES: "127.0.0.1", RATE_LIMIT_SIGN_IN: "30", RATE_LIMIT_CALLBACK: "30", RATE_LIMIT_API: "10" };
const statuses = await part("With limits", Math.round(requests * 0.1), limits, strangers);
if (!statuses.has(429)) wrong.push("no limit was reached");

for (const finding of wrong.slice(0, 20)) say(`WRONG  ${finding}`);
say(wrong.length === 0 ? "\nAll is well." : `\n${wrong.length} things are wrong.`);
process.exit(wrong.length === 0 ? 0 : 1);
