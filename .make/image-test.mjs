// Runs the image with podman and tests it: contents, start, sign-in at a dev tenant outside the image, rights of the process, stop.
// Arguments: the name of the image, and a program with the dev tenant. Closes with `N passed, N failed`.

import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";

import { freePort, startTenant, stop, untilAnswers } from "../.bench/processes.mjs";
import { signIn } from "../.bench/sign-in.mjs";

const [image, tenantProgram] = process.argv.slice(2);
/** The user of the image. */
const USER = 65532;
/** The time that a platform gives a container to stop; Kubernetes and Container Apps give 30 seconds. */
const STOP_WITHIN_SECONDS = 30;
/**
 * The restrictions under which the image must run. runc and the limits are for machines without systemd, where podman's defaults
 * fail. There podman also reports that it cannot start the timer of the health check, and starts the container.
 */
const RESTRICTED = [
  "--runtime", "runc", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=512:512", "--network", "host",
  "--read-only", "--read-only-tmpfs=false", "--cap-drop", "all", "--security-opt", "no-new-privileges",
];

const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-image-"));
const containers = [];
process.on("exit", () => {
  for (const name of containers) podman("rm", "--force", name);
  rmSync(folder, { recursive: true, force: true });
});

let passed = 0;
let failed = 0;

/** Runs one test. Later tests need the results of earlier ones, so each runs also after a failure. */
async function test(name, body) {
  try {
    const figure = await body();
    passed += 1;
    console.log(`pass  ${name}${figure ? `: ${figure}` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n      ${error.message}`);
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** Runs podman and returns its result. */
function podman(...parameters) {
  const { status, stdout, stderr } = spawnSync("podman", parameters, { encoding: "utf8", maxBuffer: 64 << 20 });
  return { status, out: stdout.trim(), error: stderr.trim() };
}

/** Runs podman, which must succeed, and returns its output. */
function done(...parameters) {
  const { status, out, error } = podman(...parameters);
  expect(status === 0, `podman ${parameters.join(" ")}: ${status}: ${error}`);
  return out;
}

/** Returns every path of the image, without a slash at the beginning, and its status. */
function filesOfImage() {
  const root = done("image", "mount", image);
  const walk = (below) => readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(below, entry.name);
    if (entry.isDirectory()) return [{ name, status: statSync(path.join(root, name)) }, ...walk(name)];
    return entry.isFile() ? [{ name, status: statSync(path.join(root, name)) }] : [];
  });
  try {
    return { root, files: walk("") };
  } finally {
    done("image", "unmount", image);
  }
}

async function contents() {
  const { files } = filesOfImage();
  const programs = files.filter(({ status }) => status.isFile() && status.mode & 0o111).map(({ name }) => name);
  const others = programs.filter((name) => name !== "app/leptos-entra" && !/^lib\/.*\.so(?:\.\d+)*$/.test(name));
  expect(others.length === 0, `the image has other programs: ${others.join(", ")}`);
  const special = files.filter(({ status }) => status.mode & 0o6000);
  expect(special.length === 0, "the image has setuid files");
  const writable = files.filter(({ name, status }) => name !== "tmp" && (status.mode & 0o022 || (status.uid !== 0 && name !== "data")));
  expect(writable.length === 0, `others than root may write to ${writable.map(({ name }) => name).join(", ")}`);
}

function configuration() {
  const { Config: config, Healthcheck: health } = JSON.parse(done("image", "inspect", image))[0];
  expect(config.User === `${USER}:${USER}`, `the user is ${config.User}`);
  const check = health?.Test.join(" ");
  expect(check === "CMD /app/leptos-entra healthcheck", `the health check is ${check}`);
  expect(!(config.Env ?? []).some((variable) => /SECRET|PASSWORD|KEY/.test(variable)), "the image has a variable for a secret");
}

/** The dev tenant's marker is in each of its responses, so a program with the dev tenant contains the text. */
function withoutDevTenant() {
  const marker = /MARKER: &str = "(.*)"/.exec(readdirSync("src/dev_tenant/protocol").map((name) => readFileSync(`src/dev_tenant/protocol/${name}`, "utf8")).join("\n"))[1];
  expect(readFileSync(tenantProgram).includes(marker), "the program with the dev tenant has no marker, so this test proves nothing");
  const root = done("image", "mount", image);
  const program = readFileSync(path.join(root, "app/leptos-entra"));
  done("image", "unmount", image);
  expect(!program.includes(marker), "the image contains the dev tenant");
}

/** Makes a file as Kubernetes mounts a secret: of root, and readable for the group of the app. */
function secretFile(name, content) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  chownSync(file, 0, USER);
  chmodSync(file, 0o440);
  return file;
}

/** The session keys, as the operator makes them: with the image itself. The root of the container is read-only. */
function sessionKeys() {
  const keys = mkdtempSync(path.join(folder, "keys-"));
  chownSync(keys, USER, USER);
  done("run", "--rm", ...RESTRICTED, "--volume", `${keys}:/keys`, image, "keys", "new", "--file", "/keys/session-keys");
  const { uid, mode } = statSync(path.join(keys, "session-keys"));
  expect(uid === USER && (mode & 0o777) === 0o600, `the key file has the owner ${uid} and the mode ${(mode & 0o777).toString(8)}`);
  return secretFile("session-keys", readFileSync(path.join(keys, "session-keys")));
}

/** Starts a container with these settings, and waits until it responds. Returns its name and two durations in milliseconds. */
async function start(port, env, files) {
  const name = `leptos-entra-test-${port}`;
  containers.push(name);
  const variables = Object.entries({ ...env, LEPTOS_SITE_ADDR: `127.0.0.1:${port}`, SESSION_STORE: "sqlite:/data/sessions.db" });
  const mounts = Object.entries(files).map(([inside, outside]) => ["--volume", `${outside}:${inside}:ro`]);
  const data = mkdtempSync(path.join(folder, "data-"));
  chownSync(data, USER, USER);
  const begin = performance.now();
  done("run", "--detach", "--name", name, ...RESTRICTED, "--volume", `${data}:/data`, ...mounts.flat(), ...variables.flatMap(([key, value]) => ["--env", `${key}=${value}`]), image);
  await untilAnswers({ exitCode: null, errors: "" }, `http://127.0.0.1:${port}/health/live`).catch((error) => {
    throw new Error(`${error.message}${podman("logs", name).error}`);
  });
  const ready = Date.now();
  const took = performance.now() - begin;
  const { State: state } = JSON.parse(done("inspect", name))[0];
  return { name, pid: state.Pid, took, ofApp: ready - Date.parse(state.StartedAt) };
}

/** The kernel's view of the process: user, capabilities, and whether it can gain rights. */
function restrictions({ pid, name }) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const field = (key) => new RegExp(`^${key}:\\s+(.*)$`, "m").exec(status)[1].split(/\s+/);
  expect(field("Uid").every((id) => id === String(USER)) && field("Gid").every((id) => id === String(USER)), `the user is ${field("Uid")}`);
  expect(field("CapEff")[0] === "0000000000000000" && field("CapBnd")[0] === "0000000000000000", `the capabilities are ${field("CapEff")}`);
  expect(field("NoNewPrivs")[0] === "1", "the process can gain rights");
  const root = readFileSync(`/proc/${pid}/mounts`, "utf8").split("\n").find((line) => line.split(" ")[1] === "/");
  expect(/\bro\b/.test(root?.split(" ")[3] ?? ""), `the root of ${name} can be written: ${root}`);
}

/** Runs the health check until it succeeds: the app is ready when it has fetched the metadata of the provider. */
async function becomesHealthy({ name }) {
  const begin = performance.now();
  let check = podman("healthcheck", "run", name);
  while (check.status !== 0 && performance.now() - begin < 10_000) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    check = podman("healthcheck", "run", name);
  }
  expect(check.status === 0, `the health check has the exit code ${check.status}: ${check.out} ${check.error}`);
}

/** Signs in, calls Graph and signs out, as a browser without JavaScript does. */
async function journey(origin) {
  const { cookies, page } = await signIn(origin);
  expect(page.includes("Welcome"), "the sign-in did not end at the welcome view");
  const headers = requestHeaders(origin, cookies);
  const called = await fetch(`${origin}/api/call_api`, { method: "POST", headers });
  expect(called.status === 200 && (await called.text()).includes("displayName"), `the call of Graph has the status ${called.status}`);
  const ended = await fetch(`${origin}/api/sign_out`, { method: "POST", headers });
  const after = await (await fetch(`${origin}/`, { headers })).text();
  expect(ended.status === 200 && !after.includes("Welcome"), `the sign-out has the status ${ended.status}`);
}

function requestHeaders(origin, cookies) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { cookie, origin, accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
}

/** Stops the container during a call of Graph that takes two seconds: the call must succeed, and the exit code must be 0. */
async function stopDuringRequest({ name }, origin, tenant) {
  const { cookies } = await signIn(origin);
  const fault = { arm_graph_fault: { fault: { hang: { milliseconds: 2_000 } } } };
  const armed = await fetch(`${tenant}/dev/control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fault) });
  expect(armed.ok, `the dev tenant responds with ${armed.status}`);
  const open = fetch(`${origin}/api/call_api`, { method: "POST", headers: requestHeaders(origin, cookies) });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const begin = performance.now();
  done("kill", "--signal", "TERM", name);
  const response = await open;
  expect(response.status === 200, `the open request has the status ${response.status}`);
  const code = done("wait", name);
  const seconds = (performance.now() - begin) / 1000;
  expect(code === "0", `the exit code is ${code}: ${podman("logs", name).error.slice(-500)}`);
  expect(seconds < STOP_WITHIN_SECONDS, `the stop took ${seconds.toFixed(1)} s`);
  return `${seconds.toFixed(1)} s after SIGTERM`;
}

await test("the image has one program, no shell and no file that others can change", contents);
await test("the image names its user and its health check", configuration);
await test("the image does not contain the dev tenant", withoutDevTenant);

let keys;
await test("the image creates session keys for its user only", () => void (keys = sessionKeys()));

const port = await freePort();
const origin = `http://localhost:${port}`;
const { tenant, env } = await startTenant(tenantProgram, origin, { folder });
const { CLIENT_SECRET: secret, ...settings } = env;
const files = { "/run/secrets/client-secret": secretFile("client-secret", secret), "/run/secrets/session-keys": keys };
const paths = { CLIENT_SECRET_FILE: "/run/secrets/client-secret", SESSION_KEYS_FILE: "/run/secrets/session-keys" };

let running;
await test("the image starts with a read-only root and without capabilities", async () => {
  running = await start(port, { ...settings, ...paths }, files);
  return `responds ${running.took.toFixed(0)} ms after podman run, ${running.ofApp} ms after the start of the process`;
});
await test("the process has an own user, no capability and a read-only root", () => restrictions(running));
await test("the health check succeeds", () => becomesHealthy(running));
await test("a user signs in, calls Graph and signs out", () => journey(origin));
await test("the log has no error", () => {
  const log = podman("logs", running.name).error;
  expect(log.includes("is ready") && !/\b(?:ERROR|panicked)\b/.test(log), log.slice(-1_000));
});
await test("SIGTERM lets an open request finish, and the exit code is 0", () => stopDuringRequest(running, origin, new URL(settings.AUTHORITY).origin));
await stop(tenant);

const { Size: size } = JSON.parse(done("image", "inspect", image))[0];
console.log(`\nSize of the image: ${(size / 1e6).toFixed(1)} MB`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
