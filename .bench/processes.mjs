// Starts the programs to measure, and reads the kernel's counters of their processes.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { performance } from "node:perf_hooks";

/** The kernel counts CPU time in hundredths of a second (`getconf CLK_TCK` on every Linux that matters here). */
const MICROSECONDS_PER_TICK = 10_000;
const running = new Set();

process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** Starts a program with a clean environment, so that no setting of this shell changes the figures. */
export function start(program, args, { env = {}, folder }) {
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.errors = "";
  child.stderr.on("data", (text) => (child.errors = (child.errors + text).slice(-4000)));
  child.on("error", (error) => (child.errors += error.message));
  child.ended = new Promise((resolve) => child.on("close", resolve));
  child.ended.then(() => running.delete(child));
  return child;
}

/** Stops a program and waits until it has ended. */
export async function stop(child) {
  child.kill("SIGTERM");
  await child.ended;
}

/** Returns the first line that a program prints. */
export function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.ended.then(() => reject(new Error(`the program ended without a line: ${child.errors}`)));
  });
}

/** Returns a free port. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until the program responds with this status. Returns the duration in milliseconds. */
export async function untilAnswers(child, url, { headers = {}, status = 200 } = {}) {
  const begin = performance.now();
  let answered;
  while (performance.now() - begin < 30_000) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${child.errors}`);
    answered = await statusOf(url, headers);
    if (answered === status) return performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`${url} does not answer with ${status} but with ${answered}: ${child.errors}`);
}

function statusOf(url, headers) {
  return new Promise((resolve) => {
    const request = http.get(url, { headers, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    request.on("error", () => resolve(undefined));
  });
}

/** Returns the CPU time of a process so far, in user and kernel mode, in microseconds (proc_pid_stat(5)). */
export function cpuMicroseconds(child) {
  const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

/** Returns the resident memory of a process in MiB. */
export function residentMebibytes(child) {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) / 1024;
}

/** Starts a dev tenant in a separate process for the app at `publicUrl`; returns the process and the app's settings. */
export async function startTenant(program, publicUrl, { listen = "127.0.0.1:0", folder, more = [] }) {
  const arguments_ = ["dev-tenant", "--listen", listen, "--redirect-uri", `${publicUrl}/getAToken`, ...more];
  const tenant = start(program, arguments_, { folder });
  const registration = JSON.parse(await firstLine(tenant));
  const env = {
    CLIENT_ID: registration.client_id,
    CLIENT_SECRET: registration.client_secret,
    AUTHORITY: registration.authority,
    ENDPOINT: registration.endpoint,
    REDIRECT_URI: `${publicUrl}/getAToken`,
  };
  return { tenant, env };
}
