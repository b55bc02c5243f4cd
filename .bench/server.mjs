// Measures the server: requests per second, CPU time, duration of the start, and memory. Several builds take turns.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { load, median, medians } from "./load.mjs";
import { cpuMicroseconds, freePort, residentMebibytes, start, stop, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";

const CONNECTIONS = [1, 16, 64];

/** Starts the yardstick: the raw axum handler that looks up the build's session and sends the build's page. */
export async function startYardstick(program, build, folder) {
  const port = await freePort();
  const file = path.join(folder, "page.html");
  writeFileSync(file, build.page);
  const child = start(program, [`127.0.0.1:${port}`, build.sessions, file, build.sessionCookie], { folder });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(child, `${origin}/`, { status: 401 });
  await untilAnswers(child, `${origin}/`, { headers: { cookie: build.cookie } });
  return { child, origin, cookie: build.cookie };
}

/**
 * Measures the signed-in page of each server in turn. Returns the figures for each number of connections, in the
 * servers' order.
 */
export async function comparePages(servers, { rounds, seconds, say }) {
  const results = [];
  for (const connections of CONNECTIONS) {
    say(`Signed-in page at ${connections} connections`);
    results.push({ connections, figures: await takeTurns(servers, { rounds, seconds, connections }) });
  }
  return results;
}

/** Measures the signed-in page with gzip, as browsers request it. */
export function compareCompressedPages(servers, { rounds, seconds }) {
  return takeTurns(servers, { rounds, seconds, connections: 16, encoding: "gzip" });
}

async function takeTurns(servers, { rounds, seconds, connections, encoding }) {
  const measured = servers.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { child, origin, cookie }] of servers.entries()) {
      await load(child, `${origin}/`, cookie, connections, 1, encoding);
      measured[index].push(await load(child, `${origin}/`, cookie, connections, seconds, encoding));
    }
  }
  return measured.map(medians);
}

/** Returns the CPU milliseconds of each build per sign-in, from `/sign-in` to the welcome view. */
export async function compareSignIns(builds, signIns, say) {
  say(`${signIns} sign-ins`);
  const spent = builds.map(() => 0);
  for (let warmUp = 0; warmUp < 20; warmUp += 1) for (const { origin } of builds) await signIn(origin);
  // The kernel counts CPU time in steps of 10 ms, so each turn is long.
  const turns = 5;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, { child, origin }] of builds.entries()) {
      const before = cpuMicroseconds(child);
      for (let count = 0; count < signIns / turns; count += 1) await signIn(origin, {}, `User ${turn}-${count}`);
      spent[index] += cpuMicroseconds(child) - before;
    }
  }
  return spent.map((microseconds) => microseconds / signIns / 1000);
}

/**
 * Returns for each build the milliseconds until a new process responds with 200, and its memory a second later. The
 * builds must be stopped.
 */
export async function compareStarts(builds, rounds, folder, say) {
  say("Start and memory");
  const measured = builds.map(() => []);
  for (let round = 0; round < Math.max(rounds, 5); round += 1) {
    for (const [index, { origin, again }] of builds.entries()) {
      const child = again(path.join(folder, `start-${index}-${round}.db`));
      const milliseconds = await untilAnswers(child, `${origin}/`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      measured[index].push({ milliseconds, memory: residentMebibytes(child) });
      await stop(child);
    }
  }
  return measured.map((rounds_) => ({ start: median(rounds_.map((one) => one.milliseconds)), memory: median(rounds_.map((one) => one.memory)) }));
}
