// Measures the signed-in page with ten and with very many live sessions in SQLite, in turn, and prints one markdown table.
// Arguments: the app, its site folder, the example fill_store, the file to write the table to.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { load, medians } from "./load.mjs";
import { freePort, residentMebibytes, start, startTenant, stop, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";

const [program, site, fill, output] = process.argv.slice(2).map((argument) => path.resolve(argument));
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const FEW = 10;
const many = Number(process.env.BENCH_SESSIONS ?? 200_000);
/** The number of users whose sessions the requests use in turn. With one user, every cache would hold the row. */
const USERS = 1000;
const CONNECTIONS = 16;

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-sessions-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (text) => process.stderr.write(`${text}\n`);

/** Starts an app with `count` sessions in its store, all of the same user. */
async function appWith(count, tenantListen) {
  const own = path.join(folder, `${count}`);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { tenant, env: registration } = await startTenant(program, origin, { listen: tenantListen, folder });
  const env = {
    ...registration,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: site,
    SESSION_STORE: `sqlite:${own}/sessions.db`,
    RATE_LIMIT_SIGN_IN: "0",
    RATE_LIMIT_CALLBACK: "0",
  };
  const first = start(program, [], { folder, env });
  await untilAnswers(first, `${origin}/`);
  const { cookies, sessionCookie } = await signIn(origin);
  await stop(first);
  say(`Filling a store with ${count} sessions`);
  const arguments_ = [`${own}/sessions.db`, `${own}/session-keys`, cookies.get(sessionCookie), `${count - 1}`, `${USERS}`];
  const printed = execFileSync(fill, arguments_, { encoding: "utf8", maxBuffer: 1 << 26 });
  const values = printed.trim().split("\n");
  const list = path.join(own, "cookies.txt");
  writeFileSync(list, values.map((value) => `${sessionCookie}=${value}`).join("\n"));
  const child = start(program, [], { folder, env });
  await untilAnswers(child, `${origin}/`);
  const page = await fetch(`${origin}/`, { headers: { cookie: `${sessionCookie}=${values.at(-1)}` } });
  if (!(await page.text()).includes("/api/sign_out")) throw new Error("the app does not accept a session that was filled in");
  return { child, origin, list, tenant, bytes: statSync(path.join(own, "sessions.db")).size };
}

const apps = { few: await appWith(FEW, `127.0.0.1:${await freePort()}`), many: await appWith(many, `127.0.0.1:${await freePort()}`) };
const measured = { few: [], many: [] };
for (let round = 0; round < rounds; round += 1) {
  say(`Round ${round + 1} of ${rounds}`);
  for (const [name, { child, origin, list }] of Object.entries(apps)) {
    const options = { cookies: list };
    await load(child, `${origin}/`, "", CONNECTIONS, 1, "identity", options);
    measured[name].push(await load(child, `${origin}/`, "", CONNECTIONS, seconds, "identity", options));
  }
}

const few = medians(measured.few);
const lots = medians(measured.many);
const number = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (what, unit, one, other, digits = 0) =>
  `| ${what} | ${number(one, digits)}${unit} | ${number(other, digits)}${unit} | ${number(other / one, 2)} |`;
const text = `| ${CONNECTIONS} connections, ${USERS} users in turn | ${FEW} live sessions | ${number(many)} live sessions | ratio |
| --- | ---: | ---: | ---: |
${row("signed-in page: requests/s", "", few.requestsPerSecond, lots.requestsPerSecond)}
${row("signed-in page: CPU per request", " µs", few.cpuPerRequest, lots.cpuPerRequest, 1)}
${row("signed-in page: p99", " µs", few.p99, lots.p99)}
${row("memory after it", " MiB", residentMebibytes(apps.few.child), residentMebibytes(apps.many.child), 1)}
| file | | ${number(apps.many.bytes / 2 ** 20)} MiB | |

Medians of ${rounds} rounds of ${seconds} s, in turn, on one machine with the load beside it.
`;
process.stdout.write(text);
writeFileSync(output, text);
for (const { child, tenant } of Object.values(apps)) await Promise.all([stop(child), stop(tenant)]);
process.exit(0);
