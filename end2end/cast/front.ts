// Microsoft's host names on this machine: a proxy that connects requests for these names to a dev tenant, over TLS, and
// rejects all other requests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import { makeCertificates } from "../providers/private_ca.mjs";

/**
 * The proxy. The app gets its address from HTTPS_PROXY, the browser from its settings. Both connect to localhost
 * without it.
 */
export class Front {
  private readonly open = new Set<Duplex>();

  private constructor(
    private readonly proxy: Server,
    private readonly folder: string,
  ) {}

  /** Starts the proxy for these host names, in front of the dev tenant that listens on the port `behind`. */
  static async start(names: string[], behind: number): Promise<Front> {
    const folder = mkdtempSync(join(tmpdir(), "leptos-entra-front-"));
    makeCertificates(folder, names);
    const [key, cert] = ["server.key", "server.pem"].map((file) => readFileSync(join(folder, file)));
    const secureContext = createSecureContext({ key, cert });
    const proxy = createServer((_, answer) => void answer.writeHead(403).end());
    const front = new Front(proxy, folder);
    proxy.on("connect", ({ url }, socket) => {
      // Chromium also requests other hosts through the proxy, and closes such a connection without an error.
      socket.on("error", () => socket.destroy());
      if (!names.some((name) => url === `${name}:443`)) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      front.join(socket, new TLSSocket(socket, { isServer: true, secureContext }), connect(behind, "127.0.0.1"));
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    return front;
  }

  /** The address of the proxy: `http://127.0.0.1:PORT` */
  get address(): string {
    return `http://127.0.0.1:${(this.proxy.address() as AddressInfo).port}`;
  }

  /** The file with the certificate of the authority that the app must trust. */
  get authority(): string {
    return join(this.folder, "ca.pem");
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.proxy.closeAllConnections();
    await new Promise((closed) => this.proxy.close(closed));
    rmSync(this.folder, { recursive: true });
  }

  /** Connects the client's side and the dev tenant's side until one of them closes. */
  private join(raw: Duplex, outside: Duplex, inside: Duplex): void {
    const all = [raw, outside, inside];
    const end = () => {
      for (const socket of all) {
        socket.destroy();
        this.open.delete(socket);
      }
    };
    for (const socket of all) {
      this.open.add(socket);
      socket.on("error", end).on("close", end);
    }
    outside.pipe(inside).pipe(outside);
  }
}
