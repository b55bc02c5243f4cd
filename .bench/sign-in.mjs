// A sign-in over HTTP like that of a browser without JavaScript: redirects, cookies, one form.

import http from "node:http";

const agent = new http.Agent({ keepAlive: true });

/** A browser for sign-ins, which keeps cookies by host and does nothing else. */
class Browser {
  cookies = new Map();

  /** Makes a browser that sends `headers` along with every request. */
  constructor(headers) {
    this.headers = headers;
  }

  async request(method, url, body) {
    const { host, origin } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map();
    this.cookies.set(host, jar);
    const headers = { accept: "text/html", ...this.headers };
    if (jar.size) headers.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    if (body !== undefined) {
      headers["content-type"] = "application/x-www-form-urlencoded";
      headers["content-length"] = Buffer.byteLength(body);
      headers.origin = origin;
    }
    const response = await send(method, url, headers, body);
    for (const cookie of response.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (/max-age=0|01 Jan 1970/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Opens an address and follows redirects to a page. */
  async open(method, url, body) {
    let response = await this.request(method, url, body);
    for (let hops = 0; response.headers.location && hops < 10; hops += 1) {
      url = new URL(response.headers.location, url).href;
      response = await this.request("GET", url);
    }
    if (response.status !== 200) throw new Error(`${url} answers with ${response.status}`);
    return { url, text: response.text };
  }
}

function send(method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
      });
    });
    request.on("error", reject).end(body);
  });
}

/** Accepts the consent page of the dev tenant, which appears at the first sign-in. Returns the page after it. */
async function accept(browser, page) {
  const action = /<form method="post" action="([^"]*consent[^"]*)"/.exec(page.text)?.[1];
  const form = /name="form" value="([^"]+)"/.exec(page.text)?.[1];
  if (!action || !form) return page;
  return browser.open("POST", new URL(action, page.url).href, `${new URLSearchParams({ form, decision: "accept" })}`);
}

/**
 * Signs a user of the dev tenant in: a new account with this name, or without a name the first persona. Use different names
 * for more than 50 sign-ins, because a user has at most 50 sessions. Returns the app's cookies and the page after the sign-in.
 */
export async function signIn(app, headers = {}, name) {
  const browser = new Browser(headers);
  const picker = await browser.open("GET", `${app}/sign-in`);
  const action = /<form method="post" action="([^"]+)"/.exec(picker.text)?.[1];
  const form = /name="form" value="([^"]+)"/.exec(picker.text)?.[1];
  const persona = /name="persona" value="([^"]+)"/.exec(picker.text)?.[1];
  if (!action || !form || !persona) throw new Error(`${picker.url} is not an account picker`);
  const first = await browser.open("POST", new URL(action, picker.url).href, `${new URLSearchParams(name ? { form, name } : { form, persona })}`);
  const page = await accept(browser, first);
  if (new URL(page.url).origin !== app || new URL(page.url).pathname !== "/") {
    throw new Error(`the sign-in ended at ${page.url}`);
  }
  const cookies = browser.cookies.get(new URL(app).host);
  // On a loopback address the name contains the port.
  const sessionCookie = [...cookies.keys()].find((name) => name.endsWith("session"));
  if (!sessionCookie) throw new Error(`no session cookie after the sign-in, but ${[...cookies.keys()].join(", ")}`);
  return { cookies, sessionCookie, page: page.text };
}
