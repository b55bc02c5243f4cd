// An OpenID provider with a certificate of a private authority. It has only the endpoints that the start of a sign-in
// needs.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a private authority (`ca.pem`) in a folder, and the key and certificate of a server with these names. */
export function makeCertificates(folder, names) {
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "1"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=A private authority");
  const alternatives = names.map((name) => `DNS:${name}`).join(",");
  const server = ["-subj", `/CN=${names[0]}`, "-addext", `subjectAltName=${alternatives}`, "-addext", "basicConstraints=critical,CA:FALSE"];
  openssl("req", "-x509", ...key, "-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "server.key", "-out", "server.pem", ...server);
}

/** Starts the provider. In the result, `authority` is the certificate file that the app must trust. */
export async function startPrivateProvider() {
  const folder = mkdtempSync(join(tmpdir(), "leptos-entra-ca-"));
  makeCertificates(folder, ["localhost"]);
  const server = createServer({ key: readFileSync(join(folder, "server.key")), cert: readFileSync(join(folder, "server.pem")) });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `https://localhost:${server.address().port}`;
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" };
  const endpoints = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` };
  server.on("request", ({ url }, answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify(url === "/keys" ? { keys: [key] } : { issuer, ...endpoints }));
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  };
  return { issuer, authority: join(folder, "ca.pem"), stop };
}
