// Measures a release build of the app in one run, and prints markdown tables. With a second build, both are measured in
// turn.
// Arguments: the app, its site folder, the yardstick (example raw_axum), the file to write the tables to, and
// optionally the folder of the second build, as `make dist` makes it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";

import { startBuild } from "./builds.mjs";
import { stop } from "./processes.mjs";
import { compareCompressedPages, comparePages, compareSignIns, compareStarts, startYardstick } from "./server.mjs";
import { serverTable, timesTable, weightTable } from "./tables.mjs";
import { compareVisits } from "./visits.mjs";

const [program, site, yardstick, output, against] = process.argv.slice(2).map((argument) => path.resolve(argument));
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const signIns = Number(process.env.BENCH_SIGN_INS ?? 300);
const visitRounds = Number(process.env.BENCH_VISITS ?? 5);

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (text) => process.stderr.write(`${text}\n`);

async function bench() {
  const wanted = [{ name: "this build", program, site }];
  if (against) wanted.push({ name: "other build", program: path.join(against, "leptos-entra"), site: path.join(against, "site") });
  const builds = [];
  for (const build of wanted) builds.push(await startBuild(build, folder));
  const visits = await compareVisits(builds, visitRounds, say);
  const raw = await startYardstick(yardstick, builds[0], folder);
  const pages = await comparePages([...builds, raw], { rounds, seconds, say });
  const compressed = await compareCompressedPages(builds, { rounds, seconds });
  const costs = await compareSignIns(builds, signIns, say);
  await Promise.all([...builds, raw].map(({ child }) => stop(child)));
  const starts = await compareStarts(builds, rounds, folder, say);
  return report({ visits, pages, compressed, signIns: costs, starts }, builds.map(({ name }) => name));
}

function report(results, names) {
  const machine = `one machine (${cpus().length} × ${cpus()[0].model.trim()})`;
  return `First visit, empty cache, Chromium: bytes on the wire, headers included, compressed as served.

${weightTable(results.visits, names)}

First visit on a slow phone (Lighthouse's "Slow 4G, CPU / 4"), medians of ${visitRounds} visits.

${timesTable(results.visits, names)}

The server, medians of ${rounds} rounds of ${seconds} s in turn on ${machine}, with the load and the dev tenant beside it.

${serverTable(results, names)}
`;
}

const text = await bench();
process.stdout.write(text);
writeFileSync(output, text);
process.exit(0);
