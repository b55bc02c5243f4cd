// Starts a provider that is a program of this machine: in a temporary folder, until it serves its metadata.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a temporary folder for the files of one provider. */
export const providerFolder = () => mkdtempSync(join(tmpdir(), "leptos-entra-provider-"));

/**
 * Starts the provider's program in its folder. `stop` ends the program and deletes the folder.
 *
 * @param {string} folder
 * @param {string[]} command the program and its arguments
 * @param {Record<string, string>} environment in addition to PATH and HOME
 */
export function startProgram(folder, [program, ...words], environment = {}) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, words, { cwd: folder, env: { PATH, HOME, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (piece) => void (output += piece);
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", keep);
  const runs = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    /** Waits for a successful response from this address. */
    async serves(address) {
      const deadline = Date.now() + 40_000;
      while (Date.now() < deadline && runs()) {
        const ready = await fetch(address).then((response) => response.ok).catch(() => false);
        if (ready) return;
        await new Promise((passed) => setTimeout(passed, 100));
      }
      throw new Error(`${program} does not serve ${address}. Its output begins with:\n${output.slice(0, 2000)}`);
    },
    async stop() {
      if (runs()) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        const timeout = setTimeout(() => child.kill("SIGKILL"), 10_000);
        await ended;
        clearTimeout(timeout);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
