// Measures the release build in one run, and prints one markdown table.
// Arguments: the app, its site folder, the yardstick (example raw_axum), the file to write the table to.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";

import { load, median, medians } from "./load.mjs";
import { cpuMicroseconds, freePort, residentMebibytes, start, startTenant, stop, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";
import { firstVisit } from "./wire.mjs";

const [program, site, yardstick, output] = process.argv.slice(2).map((argument) => path.resolve(argument));
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const signIns = Number(process.env.BENCH_SIGN_INS ?? 300);
const CONNECTIONS = [1, 16, 64];
const SESSION_COOKIE = "leptos-entra-session";

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (text) => process.stderr.write(`${text}\n`);

/** The dev tenant runs apart, so that what it costs is not counted as the app's. */
async function setUp() {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const listen = `127.0.0.1:${await freePort()}`;
  const { env: registration } = await startTenant(program, origin, { listen, folder });
  const env = {
    ...registration,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: site,
    // One client makes all requests here.
    RATE_LIMIT_SIGN_IN: "0",
    RATE_LIMIT_CALLBACK: "0",
    RATE_LIMIT_API: "0",
  };
  return { origin, env };
}

function startApp({ env }, sessions) {
  return start(program, [], { folder, env: { ...env, SESSION_STORE: `sqlite:${sessions}` } });
}

async function startYardstick(sessions, page, cookie) {
  const port = await freePort();
  const file = path.join(folder, "page.html");
  writeFileSync(file, page);
  const child = start(yardstick, [`127.0.0.1:${port}`, sessions, file, SESSION_COOKIE], { folder });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(child, `${origin}/`, { status: 401 });
  await untilAnswers(child, `${origin}/`, { headers: { cookie } });
  return { child, origin };
}

/** The app and the yardstick take turns: A B, A B, A B. */
async function comparePages(app, raw, cookie) {
  const results = [];
  for (const connections of CONNECTIONS) {
    say(`Signed-in page at ${connections} connections`);
    const measured = { app: [], raw: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { child, origin }] of Object.entries({ app, raw })) {
        await load(child, `${origin}/`, cookie, connections, 1);
        measured[name].push(await load(child, `${origin}/`, cookie, connections, seconds));
      }
    }
    results.push({ connections, app: medians(measured.app), raw: medians(measured.raw) });
  }
  return results;
}

/** The page as browsers ask for it: gzip costs time and saves bytes. */
async function compressedPage(app, cookie) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await load(app.child, `${app.origin}/`, cookie, 16, seconds, "gzip"));
  }
  return medians(measured);
}

/** Returns the app's CPU microseconds per sign-in, from `/sign-in` to the welcome view. */
async function costOfSignIn(app) {
  say(`${signIns} sign-ins`);
  for (let warmUp = 0; warmUp < 20; warmUp += 1) await signIn(app.origin);
  const before = cpuMicroseconds(app.child);
  for (let count = 0; count < signIns; count += 1) await signIn(app.origin);
  return (cpuMicroseconds(app.child) - before) / signIns;
}

/** Returns the milliseconds from the start to the first 200, and the memory of an app that has answered once and rests. */
async function startAndRest(setting) {
  say("Start and rest");
  const starts = [];
  const memory = [];
  for (let round = 0; round < Math.max(rounds, 5); round += 1) {
    const child = startApp(setting, path.join(folder, `start-${round}.db`));
    starts.push(await untilAnswers(child, `${setting.origin}/`));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    memory.push(residentMebibytes(child));
    await stop(child);
  }
  return { start: median(starts), memory: median(memory) };
}

function table({ pages, compressed, signIn: cost, signedIn, signedOut, rest }) {
  const number = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const lines = [
    "| | this app | raw axum | ratio | aim |",
    "| --- | ---: | ---: | ---: | ---: |",
  ];
  const compare = (what, unit, name, digits, aim) => {
    for (const { connections, app, raw } of pages) {
      const ratio = number(app[name] / raw[name], 2);
      const values = [app, raw].map((figures) => `${number(figures[name], digits)}${unit}`);
      lines.push(`| signed-in page, ${connections} ${connections === 1 ? "connection" : "connections"}: ${what} | ${values.join(" | ")} | ${ratio} | ${aim} |`);
    }
  };
  compare("requests/s", "", "requestsPerSecond", 0, "≥ 0.5");
  compare("CPU per request", " µs", "cpuPerRequest", 1, "≤ 2.5");
  compare("p99", " µs", "p99", 0, "");
  const alone = (what, value, aim) => lines.push(`| ${what} | ${value} | | | ${aim} |`);
  alone("signed-in page with gzip, 16 connections: requests/s", number(compressed.requestsPerSecond), "");
  alone("signed-in page with gzip, 16 connections: CPU per request", `${number(compressed.cpuPerRequest, 1)} µs`, "");
  alone("CPU per sign-in", `${number(cost / 1000, 2)} ms`, "1.5 ms");
  alone("first visit of the signed-in page, on the wire", `${number(signedIn.total / 1000, 1)} kB`, "80 kB");
  alone("first visit of the login page, on the wire", `${number(signedOut.total / 1000, 1)} kB`, "");
  alone("start to first 200", `${number(rest.start)} ms`, "100 ms");
  alone("memory at rest", `${number(rest.memory, 1)} MiB`, "15 MiB");
  const cores = `${cpus().length} × ${cpus()[0].model.trim()}`;
  const how = `Medians of ${rounds} rounds of ${seconds} s, in turn, on one machine (${cores}) with the load and the dev tenant beside it.`;
  return `${lines.join("\n")}\n\n${how}\n`;
}

async function bench() {
  const setting = await setUp();
  const sessions = path.join(folder, "sessions.db");
  const app = { child: startApp(setting, sessions), origin: setting.origin };
  await untilAnswers(app.child, `${app.origin}/`);
  const { cookies, page } = await signIn(app.origin);
  const cookie = `${SESSION_COOKIE}=${cookies.get(SESSION_COOKIE)}`;
  const raw = await startYardstick(sessions, page, cookie);
  const signedIn = await firstVisit(app.origin, cookie);
  const signedOut = await firstVisit(app.origin);
  say(`On the wire: ${signedIn.files.map(({ name, bytes }) => `${name} ${bytes}`).join(", ")}`);
  const pages = await comparePages(app, raw, cookie);
  const compressed = await compressedPage(app, cookie);
  const cost = await costOfSignIn(app);
  await Promise.all([stop(app.child), stop(raw.child)]);
  const rest = await startAndRest(setting);
  return table({ pages, compressed, signIn: cost, signedIn, signedOut, rest });
}

const text = await bench();
process.stdout.write(text);
writeFileSync(output, text);
process.exit(0);
