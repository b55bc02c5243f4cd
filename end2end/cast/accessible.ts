// The accessibility checks of a view: axe in the light and the dark colour scheme, and the width on a narrow screen.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The rules whose result depends on the colour scheme. */
export const RULES_OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** Returns the violations that axe finds by its usual rules and the size of targets, or by these rules only. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // The pages have no frames. Without frames the legacy mode finds the same, and opens no second tab for each analysis.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const found = await (rules ? axe.withRules(rules) : axe.options({ rules: { "target-size": { enabled: true } } })).analyze();
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Checks the view that the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await violations(page), `violations that axe finds at ${page.url()} (${colorScheme})`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await expectNoSidewaysScroll(page);
}

/**
 * Checks that nothing scrolls sideways at 320 pixels, which is 1280 at a zoom of 400 percent (WCAG 2.2, success
 * criterion 1.4.10).
 */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `the width of ${page.url()} on a screen of 320 pixels`).toBeLessThanOrEqual(320);
  if (size) await page.setViewportSize(size);
}
