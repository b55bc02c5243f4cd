// Starts the programs that the tests need: on free ports and in temporary folders, until the test ends them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The ports that the tests give to programs. They are below the ports that the system assigns to other servers and to
 * connections. Otherwise another program may get the port before the program of the test listens on it.
 */
const PORTS = { first: 20_000, count: 12_000, step: 8 };
/** Each worker of a run has its own ports, and each run starts elsewhere. */
const lane = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % PORTS.step;
let last = Math.floor(Math.random() * (PORTS.count / PORTS.step)) * PORTS.step + lane;

/** Finds a free port on this machine. No later call in this worker returns the same port. */
export async function freePort(): Promise<number> {
  for (let attempts = 0; attempts < PORTS.count / PORTS.step; attempts += 1) {
    last = (last + PORTS.step) % PORTS.count;
    if (await isFree(PORTS.first + last)) return PORTS.first + last;
  }
  throw new Error("no port is free");
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, "listening").then(() => true, () => false);
  server.listen(port, "127.0.0.1");
  if (!(await listening)) return false;
  server.close();
  await once(server, "close");
  return true;
}

/** Returns the paths of the server binary and of the site folder that are tested. */
export function built(): { server: string; site: string } {
  const { E2E_SERVER: server, E2E_SITE: site } = process.env;
  if (!server || !site) throw new Error("E2E_SERVER and E2E_SITE name nothing to test: start the tests by `make e2e`.");
  return { server, site };
}

/** A running program that a test has started. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly folder: string,
  ) {
    const keep = (piece: Buffer) => void (this.output += piece.toString());
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
  }

  /** The output of the program so far. */
  output = "";

  /**
   * Starts the server binary with these environment variables and the few that every program needs, so that settings of
   * the machine have no effect. The working directory is an empty folder, so that the server finds no `.env`.
   */
  static async start(parameters: string[], environment: Record<string, string>, folder?: string): Promise<Program> {
    const { PATH = "", HOME = "" } = process.env;
    const cwd = folder ?? (await mkdtemp(join(tmpdir(), "leptos-entra-")));
    const child = spawn(built().server, parameters, {
      cwd,
      env: { PATH, HOME, RUST_BACKTRACE: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Program(child, cwd);
  }

  /** Waits until the program is ready. After a timeout, throws an error that contains the program's output. */
  async until<Found>(what: string, ready: () => Promise<Found | undefined> | Found | undefined): Promise<Found> {
    const giveUp = Date.now() + 50_000;
    while (Date.now() < giveUp && this.child.exitCode === null) {
      const found = await ready();
      if (found !== undefined) return found;
      await new Promise((passed) => setTimeout(passed, 25));
    }
    throw new Error(`${what} did not happen. The program printed:\n${this.output}`);
  }

  /** Ends the program by SIGTERM, as an operator does, and waits for the end. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const tooLong = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(tooLong);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
