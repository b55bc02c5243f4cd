// The comparison of pages with stored pictures, in a Chromium with pinned fonts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { App } from "./app.ts";
import { expect, test as base } from "./fixtures.ts";
import { withPinnedFonts } from "./fonts.ts";
import { hydrated } from "./journeys.ts";

/** The folder of the stored pictures, as in playwright.config.ts. */
const PICTURES = "pictures";
/** The file with the major version of the Chromium that drew the stored pictures. */
const BROWSER = join(PICTURES, "chromium.txt");

/** A grey differs from another by the threshold 0.01 if they differ by 3 of 255, by 0.02 if they differ by 6. */
interface Limit {
  threshold: number;
  maxDiffPixels?: number;
  maxDiffPixelRatio?: number;
}

const SAME_VERSION: Limit = { threshold: 0.01, maxDiffPixels: 20 };
/** Another version of Chromium draws dashes, controls of forms and some letters a little differently. */
const OTHER_VERSION: Limit = { threshold: 0.02, maxDiffPixelRatio: 0.002 };

/** The stored pictures of this run. */
interface Stored {
  /** Whether this run stores the pictures instead of comparing them. */
  areWritten: boolean;
  /** The sentences that follow the name of a picture that differs. */
  advice: string;
  /** The largest difference that is accepted. */
  limit: Limit;
}

/** Tests in a Chromium with the pinned fonts. The time zone is fixed as well. */
export const test = base.extend<object, { stored: Stored }>({
  launchOptions: [({ launchOptions }, use) => withPinnedFonts(launchOptions, "sharp", use), { scope: "worker" }],

  stored: [
    async ({ browser }, use, { config }) => {
      const major = browser.version().split(".")[0] ?? "";
      const areWritten = ["all", "changed"].includes(config.updateSnapshots);
      if (areWritten) {
        mkdirSync(PICTURES, { recursive: true });
        writeFileSync(BROWSER, `${major}\n`);
      }
      const drawnBy = existsSync(BROWSER) ? readFileSync(BROWSER, "utf8").trim() : "of an unknown version";
      const advice = "After a wanted change, `make pictures` stores the pictures again.";
      if (drawnBy === major) await use({ areWritten, advice, limit: SAME_VERSION });
      else {
        const versions = `Chromium ${drawnBy} drew the stored pictures, and this is Chromium ${major}.`;
        await use({ areWritten, advice: `${advice} ${versions}`, limit: OTHER_VERSION });
      }
    },
    { scope: "worker" },
  ],

  timezoneId: "UTC",
  locale: "en-GB",
});

/** Tests against an app that only this test uses, so that its counts are the same in each run. */
export const freshTest = test.extend<{ freshApp: App }>({
  freshApp: async ({}, use) => {
    const app = await App.withDevTenant();
    await use(app);
    await app.stop();
  },
  baseURL: ({ freshApp }, use) => use(freshApp.origin),
});

/** Tests against the app with incomplete settings. */
export const unfinishedTest = test.extend({ baseURL: ({ unfinished }, use) => use(unfinished.origin) });

/** Compares a page or an element with the stored picture of this name in the folder. The test goes on if they differ. */
export async function expectPicture(shown: Page | Locator, folder: string, name: string, { advice, limit }: Stored): Promise<void> {
  const message = `${folder}/${name} differs from its stored picture. ${advice}`;
  const path = [...folder.split("/"), `${name}.webp`];
  // A busy machine needs many seconds for two equal screenshots.
  const options = { ...limit, timeout: 60_000 };
  if ("goto" in shown) await expect.soft(shown, message).toHaveScreenshot(path, { ...options, fullPage: true });
  else await expect.soft(shown, message).toHaveScreenshot(path, options);
}

/**
 * Moves each sample to whole pixels, so that its picture depends neither on the samples above it nor on the position of the
 * scroll bar. Returns the names of the samples.
 */
export async function alignedSamples(page: Page): Promise<string[]> {
  await islandsHydrated(page);
  return page.locator("[data-sample]").evaluateAll((samples) => {
    const elements = samples.filter((sample) => sample instanceof HTMLElement);
    for (const { style, offsetHeight } of elements) style.height = `${offsetHeight}px`;
    for (const element of elements) {
      const { left, top } = element.getBoundingClientRect();
      const away = (position: number) => `${Math.round(position) - position}px`;
      Object.assign(element.style, { position: "relative", left: away(left + scrollX), top: away(top + scrollY) });
    }
    return elements.map(({ dataset }) => dataset.sample ?? "");
  });
}

/** Checks that the folder has a picture of each sample and no other. */
export function expectPictureOfEach(samples: string[], folder: string, { areWritten, advice }: Stored): void {
  if (areWritten) return;
  const path = join(PICTURES, folder);
  const found = existsSync(path) ? readdirSync(path).map((file) => file.replace(".webp", "")) : [];
  const message = `a sample has no picture in ${folder}, or a picture there has no sample. ${advice}`;
  expect(found.toSorted(), message).toEqual(samples.toSorted());
}

/** Compares the page that is shown with its stored pictures: light on a wide screen, and dark on a narrow one. */
export async function expectPages(page: Page, name: string, stored: Stored): Promise<void> {
  await islandsHydrated(page);
  for (const [look, colorScheme, width] of [["light-1280", "light", 1280], ["dark-360", "dark", 360]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(replaceVariableTexts);
    await expectPicture(page, "pages", `${name}-${look}`, stored);
  }
}

/** Waits for the client, which changes the looks of islands. */
async function islandsHydrated(page: Page): Promise<void> {
  if ((await page.locator("leptos-island").count()) > 0) await hydrated(page);
}

/** Runs in the page: replaces the times, random IDs, ports and the version, which are not the same in every run. */
function replaceVariableTexts(): void {
  for (const time of document.querySelectorAll("time")) time.textContent = "1 January 2026 at 09:30 UTC";
  const variable: [RegExp, string][] = [
    [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "00000000-0000-0000-0000-000000000000"],
    [/(localhost|127\.0\.0\.1):\d+/g, "$1:3000"],
    [/\d{1,2} \p{Lu}\p{Ll}+ \d{4} at \d{2}:\d{2}/gu, "1 January 2026 at 09:30"],
    // Versions, references of users, and seconds since 1970.
    [/(?<![\d.])\d+\.\d+\.\d+(?![\d.])/g, "1.0.0"],
    [/\b[0-9a-f]{16}\b/g, "0000000000000000"],
    [/\b1[7-9]\d{8}\b/g, "1700000000"],
  ];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const [pattern, fixed] of variable) text.nodeValue = text.nodeValue?.replace(pattern, fixed) ?? null;
  }
}

/** Returns the names of the fonts that Chromium draws the page with, without the names of weights. */
export async function fontsOf(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable");
  const { root } = await client.send("DOM.getDocument", { depth: -1 });
  const { nodeIds } = await client.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "body, body *" });
  const used = await Promise.all(nodeIds.map((nodeId) => client.send("CSS.getPlatformFontsForNode", { nodeId })));
  return used.flatMap(({ fonts }) => fonts.map(({ familyName }) => familyName.replace(" SemiBold", "")));
}
