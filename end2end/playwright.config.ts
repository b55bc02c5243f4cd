// The end-to-end tests: every journey in a real Chromium, with and without JavaScript, at desktop and phone size.
//
// E2E_SERVER and E2E_SITE name the binary and the site folder to test, E2E_BUILD says which build they are, CHROMIUM
// names the browser. `make e2e` sets them all. Each worker starts the apps it needs; see cast/fixtures.ts.
import { defineConfig, type PlaywrightTestOptions } from "@playwright/test";

const desktop: Partial<PlaywrightTestOptions> = { viewport: { width: 1280, height: 800 } };
const phone: Partial<PlaywrightTestOptions> = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const withoutJavaScript: Partial<PlaywrightTestOptions> = { javaScriptEnabled: false };

/** The journeys that do not depend on the size or on JavaScript. */
const once = /\.once\.spec\.ts$/;
/** The journeys that need the client. */
const hydrate = /\.hydrate\.spec\.ts$/;
/** The journeys that happen only without the client. */
const plain = /\.plain\.spec\.ts$/;
/**
 * The modes that are tested: desktop on the debug build, the phone with and without JavaScript on the other build of
 * `make test`, all four on the release build.
 */
const modes = { debug: 1, tested: 3, release: 4 }[process.env.E2E_BUILD ?? "release"] ?? 4;
/** The proofs that take minutes: only `make accessibility` runs them. */
const slow = /\.slow\.spec\.ts$/;
/** The journeys on desktop. Of the second build of `make test` only those that the debug build skips. */
const onDesktop = process.env.E2E_BUILD === "tested" ? { testMatch: /headers\.once\.spec\.ts$/ } : { testIgnore: [plain, slow] };
const slowly = process.env.E2E_SLOW ? [{ name: "slow", testMatch: slow, use: desktop }] : [];
/** The project that stores the pictures of the documents, and contains no tests. */
const documents = process.env.E2E_DOCUMENTS ? [{ name: "documents", testDir: ".", testMatch: "document_pictures.ts" }] : [];

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 15_000, toHaveScreenshot: { pathTemplate: "pictures/{arg}{ext}" } },
  // Only `make pictures` stores pictures.
  updateSnapshots: "none",
  reporter: [["list"], ["./closing_line.ts"]],
  use: {
    screenshot: "only-on-failure",
    // Off, because recording a trace takes time. E2E_TRACE=1 records each step of a test that fails.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
      // Chromium must send no background requests, because the machine may have no network.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", ...onDesktop, use: desktop },
    ...[
      { name: "phone without JavaScript", testIgnore: [once, hydrate, slow], use: { ...phone, ...withoutJavaScript } },
      { name: "phone", testIgnore: [once, plain, slow], use: phone },
      { name: "desktop without JavaScript", testIgnore: [once, hydrate, slow], use: { ...desktop, ...withoutJavaScript } },
    ].slice(0, modes - 1),
    ...slowly,
    ...documents,
  ],
});
