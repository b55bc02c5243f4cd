// Counts the bytes that a first visit brings over the wire: the page, and what a browser loads with it.

import http from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** Returns the bytes of the answers, headers included, by file; the browser has nothing cached and takes gzip and brotli. */
export async function firstVisit(app, cookie) {
  const page = await fetchBytes(`${app}/`, cookie);
  const files = [{ name: "page", bytes: page.bytes }];
  const seen = new Set();
  const wanted = references(page.text);
  while (wanted.length) {
    const url = new URL(wanted.shift(), app);
    url.hash = "";
    if (url.origin !== app || seen.has(url.href)) continue;
    seen.add(url.href);
    const file = await fetchBytes(url.href, cookie);
    files.push({ name: url.pathname.split("/").at(-1), bytes: file.bytes });
  }
  return { files, total: files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** What the page's head and body refer to; images beside the text are part of the visit. */
function references(html) {
  const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag);
  const loaded = links.filter((tag) => /rel="?(stylesheet|modulepreload|preload|icon)/.test(tag));
  const addresses = loaded.map((tag) => /href="?([^"\s>]+)/.exec(tag)?.[1]);
  const sources = [...html.matchAll(/<(?:script|img)\b[^>]*\bsrc="?([^"\s>]+)/g)].map((match) => match[1]);
  // The client, which an inline script of the page loads.
  const client = [...html.matchAll(/\b(?:fetch|import)\("([^"]+)"\)/g)].map((match) => match[1]);
  return [...addresses, ...sources, ...client].filter(Boolean).map((address) => address.replaceAll("&amp;", "&"));
}

function fetchBytes(url, cookie) {
  return new Promise((resolve, reject) => {
    const headers = { accept: "text/html", "accept-encoding": "gzip, deflate, br", ...(cookie && { cookie }) };
    const request = http.get(url, { headers, agent: false }, (response) => {
      const { socket } = response;
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        if (response.statusCode !== 200) reject(new Error(`${url} answers with ${response.statusCode}`));
        const body = Buffer.concat(chunks);
        const decode = { br: brotliDecompressSync, gzip: gunzipSync }[response.headers["content-encoding"]];
        const plain = decode ? decode(body) : body;
        resolve({ bytes: socket.bytesRead, text: plain.toString() });
      });
    });
    request.on("error", reject);
  });
}
