// A client certificate with its key in one file, and the public key as a provider registers it.
import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates the file, readable by its owner only, with the command that .env.sample names. */
export function makeClientCertificate() {
  const folder = mkdtempSync(join(tmpdir(), "leptos-entra-certificate-"));
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=app", "-keyout", "key.pem", "-out", "cert.pem"];
  execFileSync("openssl", request, { cwd: folder, stdio: "pipe" });
  const [certificate, key] = ["cert.pem", "key.pem"].map((name) => readFileSync(join(folder, name), "utf8"));
  const file = join(folder, "both.pem");
  writeFileSync(file, certificate + key, { mode: 0o600 });
  const jwk = createPublicKey(createPrivateKey(key)).export({ format: "jwk" });
  return {
    file,
    /** @type {object[]} */
    keys: [{ ...jwk, use: "sig", alg: "PS256", kid: "client" }],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
