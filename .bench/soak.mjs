// Simulates thousands of users for minutes, with short-lived tokens and faults, and reports lost sessions, errors and
// growth.
// Arguments: the app, its site folder. The exit code is 0 if no session was lost, every error had a fault as its cause,
// and neither memory nor disk usage grew.
//
// SOAK_PEOPLE (10000), SOAK_RATE (requests a second, 200), SOAK_SECONDS (600), SOAK_FAULTS (one fault in this number of
// requests, 100) and SOAK_STORE (an address for SESSION_STORE) make another run.

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { median } from "./load.mjs";
import { freePort, residentMebibytes, start, startTenant, stop, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";
import { Faults } from "./soak/faults.mjs";
import { visit } from "./soak/visit.mjs";

const [program, site] = process.argv.slice(2).map((argument) => path.resolve(argument));
const people = Number(process.env.SOAK_PEOPLE ?? 10_000);
const rate = Number(process.env.SOAK_RATE ?? 200);
const seconds = Number(process.env.SOAK_SECONDS ?? 600);
const oneIn = Number(process.env.SOAK_FAULTS ?? 100);
/** The lifetime of an access token in seconds. */
const TOKEN_LIFETIME = 30;
const SIGN_INS_AT_ONCE = 16;
/** The allowed growth of memory and disk, from the first third (when every buffer has been used once) to the last. */
const GROWTH = 1.1;

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-soak-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (text) => process.stdout.write(`${text}\n`);
const file = path.join(folder, "sessions.db");

async function startAll() {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { tenant, env: registration } = await startTenant(program, origin, { folder, more: ["--strict"] });
  const faults = new Faults(new URL(registration.AUTHORITY).origin);
  await faults.order({ set_access_token_lifetime: { seconds: TOKEN_LIFETIME } });
  const limits = { RATE_LIMIT_SIGN_IN: "0", RATE_LIMIT_CALLBACK: "0", RATE_LIMIT_API: "0" };
  const store = process.env.SOAK_STORE ?? `sqlite:${file}`;
  const env = { ...registration, ...limits, LEPTOS_SITE_ADDR: `127.0.0.1:${port}`, LEPTOS_SITE_ROOT: site, SESSION_STORE: store };
  const child = start(program, [], { folder, env });
  await untilAnswers(child, `${origin}/`);
  return { app: { child, origin }, tenant, faults };
}

async function signEverybodyIn(origin) {
  const cookies = [];
  const one = async () => {
    while (cookies.length < people) {
      const place = cookies.push(undefined) - 1;
      const jar = (await signIn(origin, {}, `User ${place}`)).cookies;
      cookies[place] = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    }
  };
  await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, one));
  return cookies;
}

/** Sends requests at a fixed rate, each for the next user, with two API calls for each page view. */
async function use({ app, faults }, cookies, counts, samples) {
  const begin = performance.now();
  const open = new Set();
  let sampled = begin;
  for (let number = 0; performance.now() - begin < seconds * 1000; number += 1) {
    const wait = begin + (number * 1000) / rate - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    if (number % oneIn === oneIn - 1) await faults.arm(counts);
    const kind = number % 3 === 0 ? "page" : "call";
    const done = visit(app.origin, kind, cookies[number % cookies.length]).then((answer) => {
      counts[answer] = (counts[answer] ?? 0) + 1;
      open.delete(done);
    });
    open.add(done);
    if (performance.now() - sampled > 10_000) {
      sampled = performance.now();
      samples.push({ memory: residentMebibytes(app.child), disk: onDisk() });
    }
  }
  await Promise.all(open);
}

function onDisk() {
  const sizes = [file, `${file}-wal`].map((name) => statSync(name, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
}

/** Returns the medians of the first third and of the last third of the samples. */
function growth(samples, name) {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const of = (part) => median(part.map((sample) => sample[name]));
  return { first: of(samples.slice(0, third)), last: of(samples.slice(-third)) };
}

const all = await startAll();
let begin = performance.now();
const cookies = await signEverybodyIn(all.app.origin);
say(`${cookies.length} users signed in within ${Math.round((performance.now() - begin) / 1000)} s.`);
const counts = { faults: 0 };
const samples = [];
begin = performance.now();
await use(all, cookies, counts, samples);
const took = (performance.now() - begin) / 1000;
const answered = Object.entries(counts).filter(([name]) => name !== "faults").reduce((sum, [, count]) => sum + count, 0);
const counters = await all.faults.order("counters");
const stillIn = await Promise.all(cookies.slice(0, 500).map((cookie) => visit(all.app.origin, "page", cookie)));

const lost = stillIn.filter((answer) => answer !== "page").length + (counts["signed out"] ?? 0);
const errors = Object.entries(counts).filter(([name]) => /^(status|problem|no answer)/.test(name)).reduce((sum, [, count]) => sum + count, 0);
const memory = growth(samples, "memory");
const disk = growth(samples, "disk");
const refreshes = `${counters.refreshes} refreshes and ${counters.graph_calls} Graph calls reached the tenant`;
say(`${answered} requests in ${Math.round(took)} s, ${Math.round(answered / took)} a second: ${JSON.stringify(counts)}; ${refreshes}.`);
say(`Memory ${memory.first.toFixed(1)} MiB in the first third, ${memory.last.toFixed(1)} MiB in the last; the store's file ${disk.first.toFixed(1)} and ${disk.last.toFixed(1)} MiB.`);
const wrong = [
  [lost > 0, `${lost} users were signed out`],
  [errors > counts.faults, `${errors} errors, but only ${counts.faults} faults`],
  [memory.last > memory.first * GROWTH, "memory grew"],
  [disk.last > disk.first * GROWTH, "the store's file grew"],
].filter(([is]) => is).map(([, what]) => what);
say(wrong.length === 0 ? "No user was signed out, every error had a fault as its cause, and nothing grew." : `WRONG: ${wrong.join("; ")}`);
await Promise.all([stop(all.app.child), stop(all.tenant)]);
process.exit(wrong.length === 0 ? 0 : 1);
