// Sends one request of a signed-in user, and classifies the response.

import http from "node:http";

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
const PATIENCE = 30_000;

/** Requests the signed-in page or calls the API. Returns `page`, `call`, `signed out`, or the error. */
export async function visit(origin, kind, cookie) {
  const call = kind === "call";
  const headers = { accept: "text/html", cookie, ...(call ? { origin, "content-type": "application/x-www-form-urlencoded" } : {}) };
  const { status, text } = await request(call ? "POST" : "GET", `${origin}${call ? "/api/call_api" : "/"}`, headers);
  if (status === undefined) return "no answer";
  if (status === 401 || (status === 200 && !text.includes("/api/sign_out") && !call)) return "signed out";
  return status === 200 ? kind : `status ${status}`;
}

function request(method, url, headers) {
  return new Promise((resolve) => {
    const sent = http.request(url, { method, headers, agent, timeout: PATIENCE }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
      response.on("error", () => resolve({}));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve({}));
    sent.end();
  });
}
