// The journey of alone.sh: signs in at the dev tenant, calls its Graph, and signs out, without access to a network.
// Argument: the folder of a release build with the dev tenant.

import { mkdtempSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";

import { freePort, start, stop, untilAnswers } from "../.bench/processes.mjs";
import { signIn } from "../.bench/sign-in.mjs";

const build = path.resolve(process.argv[2]);
const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-alone-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const others = Object.keys(networkInterfaces()).filter((name) => name !== "lo");
if (others.length > 0) throw new Error(`a network can be reached: ${others.join(", ")}`);

const port = await freePort();
const origin = `http://localhost:${port}`;
const env = {
  LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
  LEPTOS_SITE_ROOT: path.join(build, "site"),
  DEV_TENANT_ADDR: `127.0.0.1:${await freePort()}`,
};
const app = start(path.join(build, "leptos-entra"), [], { folder, env });
await untilAnswers(app, `${origin}/`);
const { cookies, page } = await signIn(origin);
if (!page.includes("Welcome")) throw new Error("the sign-in did not end at the welcome view");

const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
const headers = { cookie, origin, accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
const answer = await fetch(`${origin}/api/call_api`, { method: "POST", headers });
if (answer.status !== 200 || !(await answer.text()).includes("displayName")) throw new Error(`Graph: ${answer.status}`);
const ended = await fetch(`${origin}/api/sign_out`, { method: "POST", headers });
const after = await (await fetch(`${origin}/`, { headers })).text();
if (ended.status !== 200 || after.includes("Welcome")) throw new Error(`the sign-out failed: status ${ended.status}, or the homepage still shows the welcome view`);
await stop(app);
console.log("\n1 passed, 0 failed");
