// The sizes and places of the parts of a page in windows of different sizes.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../cast/fixtures.ts";
import { hydrated, MAYA, persona, signIn } from "../cast/journeys.ts";

/** Returns the place of an element in the window. */
async function box(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await element.boundingBox();
  expect(found).not.toBeNull();
  return found!;
}

/** Expects that an element is inside the window. */
async function expectInWindow(page: Page, element: Locator): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const { x, y, width: wide, height: high } = await box(element);
  expect(Math.min(x, y), "the start is in the window").toBeGreaterThanOrEqual(0);
  expect(x + wide, "the inline end is in the window").toBeLessThanOrEqual(width);
  expect(y + high, "the block end is in the window").toBeLessThanOrEqual(height);
}

test("the names of claims stay whole on narrow screens", async ({ page }) => {
  await signIn(page, MAYA);
  await page.goto("/profile");
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({ width, height: 700 });
    const names = page.locator("tbody th code");
    await expect(names.first()).toBeVisible();
    const lines = await names.evaluateAll((all) => all.map((name) => `${name.textContent}: ${name.getClientRects().length}`));
    expect(lines.filter((line) => !line.endsWith(": 1")), `names with more than one line at ${width} pixels`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), "only the table scrolls").toBe(width);
  }
});

test("the warning of the session's end fits a low window", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.clock.install();
  await signIn(page, MAYA);
  await hydrated(page);
  await page.route("**/api/is_signed_in", async (route) => {
    const response = await route.fetch();
    const state = (await response.json()) as { idle: number };
    await route.fulfill({ response, json: { ...state, idle: 110 } });
  });
  await page.clock.runFor(58.2 * 60_000);
  const notice = page.getByRole("dialog");
  await expect(notice).toBeVisible();
  await expectInWindow(page, notice);
  // With more text, the notice scrolls.
  await notice.evaluate((element) => element.style.setProperty("font-size", "2rem"));
  await expectInWindow(page, notice);
  const last = notice.getByRole("button").last();
  await last.scrollIntoViewIfNeeded();
  await expectInWindow(page, last);
});

test("the language menu opens inside the window", async ({ page }) => {
  for (const [width, height] of [[1280, 900], [390, 844], [320, 568]] as const) {
    await page.setViewportSize({ width, height });
    await page.goto("/");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const menu = page.getByRole("contentinfo").locator("details");
    await menu.locator("summary").click();
    const choices = menu.getByRole("button");
    await expect(choices).toHaveCount(6);
    for (const choice of await choices.all()) await expectInWindow(page, choice);
    const starts = await choices.evaluateAll((all) =>
      all.map((choice) => {
        const text = document.createRange();
        text.selectNodeContents(choice);
        return Math.round(text.getBoundingClientRect().left);
      }),
    );
    expect(new Set(starts).size, `the names start at ${starts.join(", ")}`).toBe(1);
  }
});

for (const locale of ["en-GB", "de-DE", "es-ES", "fr-FR", "ja-JP", "ar-EG"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`the header has one row in ${locale}`, async ({ page }) => {
      await page.goto("/sign-in");
      await persona(page, MAYA).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(MAYA);
      for (const width of [768, 820, 960, 1024, 1280, 1440]) {
        await page.setViewportSize({ width, height: 700 });
        expect((await box(page.getByRole("banner"))).height, `height of the header at ${width} pixels`).toBeLessThan(70);
      }
      await expect(page.getByRole("navigation").getByRole("link").first(), "a wide window shows the links").toBeVisible();
    });
  });
}
