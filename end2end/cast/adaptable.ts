// The checks of a page for users who change its size, its spacing, its colours or its motion. The page must have no content
// security policy, because the spacing is a style sheet of the user.
import { expect, type Page } from "@playwright/test";
import { RULES_OF_COLOURS, violations } from "./accessible.ts";

/** The spacing of WCAG 2.2, success criterion 1.4.12. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

/** Returns the texts that their element cuts off. Elements that scroll, and texts for screen readers only, cut off nothing. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        if (clipPath !== "none" || !element.innerText?.trim()) return false;
        const isCut = (overflow: string, content: number, shown: number) => /hidden|clip/.test(overflow) && content > shown + 1;
        return isCut(overflowX, element.scrollWidth, element.clientWidth) || isCut(overflowY, element.scrollHeight, element.clientHeight);
      })
      .map((element) => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 60)}`),
  );

/** Returns what moves although the user prefers less motion. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const lasts = (animation: Animation) => Number(animation.effect?.getComputedTiming().duration) > 0;
    const animated = document.getAnimations().filter(lasts).length;
    const gliding = [...document.querySelectorAll("body *")].filter((element) => /[1-9]/.test(getComputedStyle(element).transitionDuration));
    return [...(animated ? [`${animated} animations`] : []), ...gliding.map((element) => `${element.tagName}.${element.className}`)];
  });

/** Checks the page at 1280 by 1024 pixels with a zoom of 400 percent, which is 320 by 256. */
export async function expectAdaptable(page: Page): Promise<void> {
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await width(), `the width of ${page.url()} at a zoom of 400 percent`).toBeLessThanOrEqual(320);
  expect(await moving(page), `moves at ${page.url()}`).toEqual([]);
  expect(await violations(page), `violations at ${page.url()} at a zoom of 400 percent`).toEqual([]);
  await page.addStyleTag({ content: SPACING });
  expect(await width(), `the width of ${page.url()} with more space`).toBeLessThanOrEqual(320);
  expect(await cutOff(page), `cut off at ${page.url()} with more space`).toEqual([]);
}

/** Checks the colours of the page in the dark colour scheme and in forced colours. */
export async function expectColours(page: Page): Promise<void> {
  for (const media of [{ colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }] as const) {
    await page.emulateMedia(media);
    expect(await violations(page, RULES_OF_COLOURS), `colours at ${page.url()} with ${JSON.stringify(media)}`).toEqual([]);
  }
  await page.emulateMedia({ forcedColors: null, colorScheme: "light" });
}
