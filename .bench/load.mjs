// Puts load on one URL with wrk, and measures requests per second, CPU time and the 99th percentile of the latency
// (p99).

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { cpuMicroseconds } from "./processes.mjs";

const run = promisify(execFile);
const script = fileURLToPath(new URL("wrk.lua", import.meta.url));

/**
 * Measures one round: requests per second, CPU microseconds of the process per request, and p99 in microseconds.
 * `cookies` names a file with one `Cookie` header per line. The requests send these in turn instead of `cookie`.
 */
export async function load(child, url, cookie, connections, seconds, encoding = "identity", { cookies } = {}) {
  const threads = Math.min(connections, 2);
  const before = cpuMicroseconds(child);
  const { stdout } = await run("wrk", [
    `--threads=${threads}`,
    `--connections=${connections}`,
    `--duration=${seconds}s`,
    "--latency",
    `--script=${script}`,
    ...(cookies ? [] : [`--header=Cookie: ${cookie}`]),
    `--header=Accept-Encoding: ${encoding}`,
    url,
  ], { env: { ...process.env, COOKIES: cookies ?? "" } });
  const cpu = cpuMicroseconds(child) - before;
  const figures = JSON.parse(stdout.trim().split("\n").at(-1));
  if (figures.errors > 0 || figures.requests === 0) throw new Error(`${url}: ${stdout}`);
  return {
    requestsPerSecond: (figures.requests / figures.microseconds) * 1e6,
    cpuPerRequest: cpu / figures.requests,
    p99: figures.p99,
    bytesPerRequest: figures.bytes / figures.requests,
  };
}

/** Returns the median of each figure over the rounds. */
export function medians(rounds) {
  const names = Object.keys(rounds[0]);
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))]));
}

export function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
