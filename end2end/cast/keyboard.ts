// A user who has only a keyboard: the Tab key leads to each control, and each stop is visible and marked.
import { type ElementHandle, expect, type Locator, type Page } from "@playwright/test";

/** An element that the Tab key leads to. */
interface Stop {
  name: string;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Reads the element with the focus, and whether it is this control. Returns undefined if the focus is on no element. */
const focused = (page: Page, control: ElementHandle | null): Promise<(Stop & { marked: boolean; shown: boolean; reached: boolean }) | undefined> =>
  page.evaluate((wanted) => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const front = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const name = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`.replace(/\s+/g, " ").slice(0, 60);
    return {
      ...{ name, top: top + scrollY, bottom: bottom + scrollY, left, right },
      marked: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1,
      // A large stop, such as a region that scrolls, may reach beyond the window.
      shown: top < innerHeight && bottom > 0 && (front === null || element.contains(front) || front.contains(element)),
      reached: element === wanted,
    };
  }, control);

/** Presses Tab, and checks that the focus is visible. */
async function tab(page: Page, control: ElementHandle | null = null): Promise<(Stop & { reached: boolean }) | undefined> {
  await page.keyboard.press("Tab");
  const stop = await focused(page, control);
  if (stop) expect(stop, `the focus at ${page.url()}: ${stop.name}`).toMatchObject({ marked: true, shown: true });
  return stop;
}

/** Presses Tab until the focus is on this control. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const wanted = await control.elementHandle();
  const stops: string[] = [];
  while (stops.length < 100) {
    const stop = await tab(page, wanted);
    if (stop?.reached) return;
    stops.push(stop?.name ?? "(none)");
  }
  throw new Error(`the Tab key does not lead to ${control} at ${page.url()}: ${stops.join(" | ")}`);
}

/** Presses Tab until the control has the focus, and then a key, usually Enter. */
export async function press(page: Page, control: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/**
 * Walks once through all stops of a page. Checks that the walk ends, and that no stop is both above the stop before it and in
 * its column or before it, so that the order is the visual one.
 */
export async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  const stops: Stop[] = [];
  for (;;) {
    const stop = await tab(page);
    const [first, before] = [stops[0], stops.at(-1)];
    if (!stop || (first && stop.name === first.name && stop.top === first.top)) break;
    const goesBack = before && stop.bottom <= before.top && stop.left < before.right;
    expect(goesBack ?? false, `${stop.name} follows ${before?.name} at ${page.url()}`).toBe(false);
    stops.push(stop);
    expect(stops.length, `the walk at ${page.url()} ends`).toBeLessThan(200);
  }
  return stops.map(({ name }) => name);
}
