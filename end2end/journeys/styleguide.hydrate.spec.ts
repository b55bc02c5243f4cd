// The style guide: every component in every state is accessible in each colour scheme, direction and width.
import { AxeBuilder } from "@axe-core/playwright";
import { expectAccessible } from "../cast/accessible.ts";
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, openAccount, signIn } from "../cast/journeys.ts";
import { languageOf, LOCALES } from "../cast/languages.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/styleguide");
  await expect(heading(page, "Style guide")).toBeVisible();
});

test("the style guide is accessible in both colour schemes", async ({ page }) => {
  await expectAccessible(page);
});

for (const setting of [{ forcedColors: "active" }, { contrast: "more" }] as const) {
  test(`the style guide is accessible with ${JSON.stringify(setting)}`, async ({ page }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ ...setting, colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
    }
  });
}

for (const language of LOCALES.map(languageOf)) {
  test.describe(language, () => {
    test.use({ locale: language });
    test(`the texts of the picture do not cover each other in ${language}`, async ({ page }) => {
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const covered = await page.locator('[data-sample="picture"] svg').evaluate((picture) => {
        const texts = [...picture.querySelectorAll("text")].map((text) => ({ text: text.textContent, place: text.getBoundingClientRect() }));
        const frame = picture.getBoundingClientRect();
        const meet = (one: DOMRect, other: DOMRect) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5;
        const pairs = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => meet(one.place, other.place)).map((other) => `${one.text} / ${other.text}`));
        return [...pairs, ...texts.filter(({ place }) => place.left < frame.left || place.right > frame.right).map(({ text }) => `outside: ${text}`)];
      });
      expect(covered).toEqual([]);
    });
  });
}

test("from right to left the header is mirrored", async ({ page }) => {
  await signIn(page, MAYA);
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const [brand, account] = [page.getByRole("banner").locator(".brand"), page.getByRole("banner").locator(".account > summary")];
  const [right, left] = [await brand.boundingBox(), await account.boundingBox()];
  expect(right && left && right.x > left.x, "the name is at the right, the account at the left").toBe(true);
  await openAccount(page);
  await expectAccessible(page);
});

test("a printed page has no navigation and no account", async ({ page }) => {
  await signIn(page, MAYA);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.locator(".account")).toBeHidden();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
