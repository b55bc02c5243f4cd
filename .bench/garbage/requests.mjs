// Generates random requests. Many of their parts are nearly valid.

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
const MARKS = [...LETTERS, ..."ABCXYZ-._~!$&'()*+,;=:@/?%#[]{}|\\^`\"<>"];
const BYTES = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
const VISIBLE = BYTES.filter((character) => character > " " && character !== "\x7f");

const PATHS = [
  "/", "/sign-in", "/sign-in-failed", "/device-code", "/signed-out", "/getAToken", "/auth/callback", "/csp-report",
  "/api/call_api", "/api/sign_out", "/api/is_signed_in", "/api/poll_device_code", "/api/", "/pkg/", "/pkg/leptos-entra.css",
  "/pkg/leptos-entra.js", "/pkg/leptos-entra.wasm", "/favicon.svg", "/.env", "/.git/config", "/wp-login.php", "*",
];
const TRICKS = ["//", "/..", "/.", "%2f", "%2e%2e/", "%00", "%0d%0aSet-Cookie:a=b", "%zz", ";a=b", "/../../etc/passwd", "\\", "%5c", "%c0%ae", "%ff"];
const PARAMETERS = ["code", "state", "error", "error_description", "return_to", "account", "ref", "problem", "iss", "session_state", "claims"];
const METHODS = ["GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"];
const SITES = ["same-origin", "same-origin", "same-site", "cross-site", "none", "", "SAME-ORIGIN", "evil"];
const TYPES = [
  "application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data; boundary=a", "application/csp-report",
  "application/reports+json", "application/cbor", "application/x-www-form-urlencoded; charset=utf-16", "a", "",
];
const JSONS = ["{}", "[]", "null", "{\"csp-report\":{}}", "[{\"body\":1}]", "[".repeat(5000), "{\"a\":".repeat(2000), "\"\\ud800\"", "1e999"];

function query(random) {
  const pairs = Array.from({ length: random.below(5) }, () => {
    const name = random.chance(0.8) ? random.pick(PARAMETERS) : random.text(MARKS, 8);
    return `${name}=${random.text(MARKS, random.chance(0.05) ? 3000 : 40)}`;
  });
  return pairs.length ? `?${pairs.join("&")}` : "";
}

/** Generates the path of a request: mostly one of the app's paths with a defect. */
export function address(random) {
  let path = random.chance(0.85) ? random.pick(PATHS) : `/${random.text(MARKS, 60)}`;
  if (random.chance(0.3)) path = random.chance(0.5) ? path + random.pick(TRICKS) : random.pick(TRICKS) + path;
  if (random.chance(0.05)) path = path.toUpperCase();
  if (random.chance(0.01)) path += "a".repeat(random.below(70_000));
  if (random.chance(0.6)) path += query(random);
  path = path.replaceAll("#", "").replace(/[^\x21-\x7e]/g, "") || "/";
  // Characters that a URL must not contain are mostly encoded, because otherwise the HTTP parser would reject most
  // requests.
  return random.chance(0.9) ? path.replace(/["<>\\^`{|}]/g, encodeURIComponent) : path;
}

function cookies(random, origin) {
  const own = `leptos-entra-${new URL(origin).port}!`;
  const names = [`${own}session`, `${own}device`, `${own}signin-${random.text(LETTERS, 12)}`, "__Host-Http-session", "a"];
  const count = random.chance(0.02) ? 2000 : random.below(8);
  return Array.from({ length: count }, () => `${random.pick(names)}=${random.text(MARKS, 40)}`).join("; ");
}

/** Generates request headers that an HTTP client can send: their values have no control characters. */
export function headers(random, origin) {
  const value = () => random.text(VISIBLE, random.chance(0.01) ? 40_000 : 60);
  const some = {
    accept: () => random.pick(["text/html", "application/json", "*/*", value()]),
    "accept-encoding": () => random.pick(["br", "gzip, br;q=0", "identity;q=0", value()]),
    authorization: () => `Bearer ${value()}`,
    cookie: () => cookies(random, origin),
    "content-type": () => random.pick(TYPES),
    forwarded: () => random.pick(["for=127.0.0.1;host=evil.example", value()]),
    host: () => random.pick(["evil.example", "localhost", "[::1]:1", "", value()]),
    "if-modified-since": () => random.pick(["Thu, 01 Jan 1970 00:00:00 GMT", value()]),
    "if-none-match": value,
    origin: () => random.pick([origin, "null", "https://evil.example", value()]),
    range: () => random.pick(["bytes=0-", "bytes=9-1", "bytes=-1,0-,1-", "bytes=99999999999999999999-", value()]),
    referer: value,
    "sec-fetch-site": () => random.pick(SITES),
    "user-agent": value,
    "x-forwarded-host": value,
    "x-forwarded-proto": () => "https",
    "x-http-method-override": () => "DELETE",
    [`x-${random.text(LETTERS, 10)}a`]: value,
  };
  const chosen = Object.entries(some).filter(() => random.chance(0.3));
  return Object.fromEntries(chosen.map(([name, make]) => [name, make()]));
}

/** Generates a request body, or none. */
export function body(random) {
  const kind = random.below(7);
  if (kind === 0) return random.pick(JSONS);
  if (kind === 1) return query(random).slice(1);
  if (kind === 2) return Buffer.from(random.text(BYTES, 400), "latin1");
  if (kind === 3 && random.chance(0.1)) return "a".repeat(60_000 + random.below(200_000));
  return "";
}

/** Generates a request of the kinds that an HTTP client can send. */
export function wellFormed(random, origin) {
  const method = random.chance(0.95) ? random.pick(METHODS) : random.text([...LETTERS, ..."-_!#$%&'*+.^`|~"], 9).toUpperCase() || "A";
  return { method: method === "CONNECT" ? "GET" : method, path: address(random), headers: headers(random, origin), body: body(random) };
}

const BREAKS = ["\r\n", "\n", "\r", "\r\n ", "\0"];

/** Generates bytes that are hardly an HTTP request (RFC 9112). */
export function raw(random) {
  const version = random.pick(["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 ", "http/1.1", ""]);
  const line = `${random.pick([...METHODS, "CONNECT", "", " ", random.text(BYTES, 9)])} ${random.pick([address(random), random.text(BYTES, 40)])} ${version}`;
  const fields = [
    "Host: localhost", "Host: localhost\r\nHost: evil.example", "Content-Length: 5", "Content-Length: -1", "Content-Length: 5, 6",
    "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, identity", "Expect: 100-continue",
    "Connection: upgrade\r\nUpgrade: h2c", "Connection: close", ": empty", "no colon", " folded", `Cookie: ${random.text(BYTES, 50)}`,
    `X-${random.text(BYTES, 5)}: ${random.text(BYTES, 50)}`, "Sec-Fetch-Site: same-origin",
  ];
  const lines = [line, ...Array.from({ length: random.below(6) }, () => random.pick(fields))];
  if (random.chance(0.01)) lines.push(...Array.from({ length: 300 }, (_, number) => `X-${number}: a`));
  const end = random.pick(["\r\n\r\n", "\r\n\r\n", "\r\n\r\n", "\n\n", "\r\n", ""]);
  const content = random.pick(["", "", "a=b", "5\r\nhello\r\n0\r\n\r\n", "ffffffffffffffff1\r\n", "-1\r\n", "5\r\nhel", random.text(BYTES, 60)]);
  const whole = random.chance(0.1) ? random.text(BYTES, 200) : lines.join(random.chance(0.9) ? "\r\n" : random.pick(BREAKS)) + end + content;
  return Buffer.from(random.chance(0.1) ? whole.slice(0, random.below(whole.length + 1)) : whole, "latin1");
}
