// Lets Mozilla's HTTP Observatory scan the app over https, and prints the app's grade. The exit code is 0 if it is an
// A+.
// Arguments: the app, its site folder, the folder with the scanner's package.
//
// A small proxy in this process terminates TLS, like the proxy of a deployment. Nothing leaves this machine: the
// scanner requests only 127.0.0.1, because it wants a host with a dot in its name.

import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { freePort, start, startTenant, stop, untilAnswers } from "./processes.mjs";

const [program, site, scanner] = process.argv.slice(2).map((argument) => path.resolve(argument));
const folder = mkdtempSync(path.join(tmpdir(), "leptos-entra-observatory-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Creates a private certificate authority, and a certificate for this machine. */
function certificates() {
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "1"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=An authority for one scan");
  const server = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
  openssl("req", "-x509", ...key, "-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "server.key", "-out", "server.pem", ...server);
  const read = (name) => readFileSync(path.join(folder, name));
  return { key: read("server.key"), cert: read("server.pem") };
}

/** Starts a TLS proxy that forwards all requests to the app unchanged. */
function startProxy(port, to) {
  const proxy = https.createServer(certificates(), (request, response) => {
    const { method, url, headers } = request;
    const onward = http.request({ host: "127.0.0.1", port: to, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    request.pipe(onward);
  });
  return new Promise((listening) => proxy.listen(port, "127.0.0.1", () => listening(proxy)));
}

async function startApp(publicUrl) {
  const port = await freePort();
  const { tenant, env: registration } = await startTenant(program, publicUrl, { folder });
  const env = {
    ...registration,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: site,
    SESSION_STORE: "memory:",
  };
  const child = start(program, [], { folder, env });
  await untilAnswers(child, `http://127.0.0.1:${port}/`, { headers: { host: new URL(publicUrl).host } });
  return { port, child, tenant };
}

/**
 * Runs the scanner in a separate process, because Node.js reads the trusted authorities only at the start of a process.
 */
async function scan(host) {
  // The scanner's own command is not used, because it trusts Mozilla's list of authorities instead of the authority of
  // this run.
  const script = path.join(scanner, "node_modules/@mdn/mdn-http-observatory/src/scan.js");
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") };
  const { stdout } = await promisify(execFile)(process.execPath, [script, host], { env, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout.slice(stdout.indexOf("{")));
}

const port = await freePort();
const app = await startApp(`https://127.0.0.1:${port}`);
const proxy = await startProxy(port, app.port);
const { scan: result, tests } = await scan(`127.0.0.1:${port}`);
proxy.close();
await Promise.all([stop(app.child), stop(app.tenant)]);

for (const [name, { pass, result: found, scoreModifier }] of Object.entries(tests)) {
  const change = scoreModifier > 0 ? `+${scoreModifier}` : `${scoreModifier}`;
  console.log(`${pass ? "pass" : "FAIL"}  ${name}: ${found} (${change})`);
}
console.log(`\nHTTP Observatory: ${result.grade}, ${result.score} points, ${result.testsPassed} of ${result.testsQuantity} tests passed`);
process.exit(result.grade === "A+" ? 0 : 1);
