// Sends garbage requests, well-formed or not, and returns the status of each response.

import http from "node:http";
import net from "node:net";

import { raw, wellFormed } from "./requests.mjs";

/** The timeout in milliseconds. A server that sends no response within this time counts as hanging. */
const PATIENCE = 15_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a well-formed request with an HTTP client. */
function send({ port }, { method, path, headers, body }) {
  return new Promise((resolve) => {
    const options = { host: "127.0.0.1", port, method, path, headers: { host: `localhost:${port}`, ...headers }, agent, timeout: PATIENCE };
    // The server may respond and close the connection before it has read everything. The response still counts.
    let request;
    try {
      request = http.request(options, (response) => {
        response.on("error", () => {});
        response.resume().on("close", () => resolve(response.statusCode));
      });
    } catch {
      return resolve("not sent");
    }
    request.on("timeout", () => {
      resolve("hangs");
      request.destroy();
    });
    request.on("upgrade", (response, socket) => {
      resolve(response.statusCode);
      socket.destroy();
    });
    request.on("error", () => resolve("closed"));
    return request.end(body);
  });
}

/** Sends only these bytes over a TCP connection. */
function sendRaw({ port }, bytes) {
  return new Promise((resolve) => {
    let answer = "";
    const done = (what) => {
      resolve(what);
      socket.destroy();
    };
    const status = () => Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1]) || "closed";
    const socket = net.connect({ host: "127.0.0.1", port, timeout: PATIENCE }, () => socket.end(bytes));
    socket.on("data", (chunk) => (answer = (answer + chunk.toString("latin1")).slice(0, 100)));
    socket.on("timeout", () => done("hangs"));
    socket.on("error", () => done(status()));
    socket.on("close", () => done(status()));
  });
}

/** Sends one garbage request. Returns the status of the response, and a description of the request for the report. */
export async function sendOne(random, app, extra) {
  if (random.chance(0.15)) {
    const bytes = raw(random);
    return { status: await sendRaw(app, bytes), what: JSON.stringify(bytes.toString("latin1").slice(0, 200)) };
  }
  const request = wellFormed(random, app.origin);
  Object.assign(request.headers, extra(random));
  return { status: await send(app, request), what: `${request.method} ${request.path.slice(0, 200)}` };
}
