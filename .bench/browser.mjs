// Measures first visits in Chromium with an empty cache: the bytes on the wire, and the times on a slow phone.

import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../end2end/package.json", import.meta.url))("playwright-core");

/** Lighthouse's profile "Slow 4G, CPU / 4" (`mobileSlow4G` with its factors for throttling by DevTools). */
export const SLOW_PHONE = {
  network: {
    offline: false,
    latency: 150 * 3.75,
    downloadThroughput: (1.6 * 1024 * 0.9 * 1024) / 8,
    uploadThroughput: (750 * 0.9 * 1024) / 8,
  },
  cpu: 4,
};
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** The time that the client may take to compile and hydrate after the network is idle, in milliseconds. */
const SETTLE = 1500;

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/**
 * Visits `url` with an empty cache and these cookies. `control` selects the button or link that a user needs.
 * Returns the bytes by kind of file (`weight`), and in milliseconds since the start of the navigation: the first
 * contentful paint, when the control is usable, when the client has hydrated, and when the last file has arrived.
 */
export async function visit(browser, { url, cookies = [], control, profile }) {
  const context = await browser.newContext(PHONE);
  try {
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url })));
    await context.addInitScript(watch, control);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const weight = await weigh(devtools);
    if (profile) {
      await devtools.send("Network.emulateNetworkConditions", profile.network);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: profile.cpu });
    }
    const response = await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    if (response?.status() !== 200) throw new Error(`${url} answers with ${response?.status()}`);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(SETTLE);
    const times = await page.evaluate(() => globalThis.benchTimes());
    if (times.usable === undefined) throw new Error(`${url} shows no ${control}`);
    return { ...times, weight };
  } finally {
    await context.close();
  }
}

/** Adds up the bytes of all responses, headers included, by kind of file. Files from a cache count as zero bytes. */
async function weigh(devtools) {
  const weight = { HTML: 0, CSS: 0, JavaScript: 0, WebAssembly: 0, other: 0, total: 0 };
  const kinds = new Map();
  await devtools.send("Network.enable");
  devtools.on("Network.responseReceived", ({ requestId, response }) => kinds.set(requestId, kindOf(response.mimeType)));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) ?? "other"] += encodedDataLength;
    weight.total += encodedDataLength;
  });
  return weight;
}

function kindOf(type) {
  const kinds = { "text/html": "HTML", "text/css": "CSS", "text/javascript": "JavaScript", "application/javascript": "JavaScript" };
  return kinds[type] ?? (type === "application/wasm" ? "WebAssembly" : "other");
}

/** Runs in the page before its own scripts: notes when the control is usable and when the client has hydrated. */
function watch(control) {
  const times = {};
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  // A control is usable if it is painted, enabled, and not covered by another element. Below the viewport, the last is
  // not tested.
  const isUsable = (element) => {
    if (!element || element.disabled) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && (top + height / 2 > innerHeight || element.contains(hit));
  };
  const look = (now) => {
    if (times.usable === undefined && painted() !== undefined && isUsable(document.querySelector(control))) {
      times.usable = Math.max(now, painted());
    }
    if (times.hydrated === undefined && document.documentElement?.hasAttribute("data-hydrated")) times.hydrated = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  globalThis.benchTimes = () => {
    const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return { ...times, paint: painted(), loaded: Math.max(...files.map(({ responseEnd }) => responseEnd)) };
  };
}
