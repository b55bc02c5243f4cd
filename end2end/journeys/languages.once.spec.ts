// The pages in each language, checked by axe in both colour schemes and at a width of 320 pixels, from right to left as well.
import { expectAccessible } from "../cast/accessible.ts";
import { expect, test } from "../cast/fixtures.ts";
import { persona } from "../cast/journeys.ts";
import { directionOf, languageOf, LOCALES } from "../cast/languages.ts";

/** A user with the app role of administrators. */
const OPERATOR = "Olga Novak";

test("the tests visit every language that the menu offers", async ({ page }) => {
  await page.goto("/");
  const offered = page.locator('button[name="language"]');
  expect(await offered.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("value")))).toEqual(LOCALES.map(languageOf));
});

for (const locale of LOCALES.filter((locale) => locale !== "en-GB")) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`the pages in ${locale} are accessible`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.goto("/");
      await expect(page.locator("html")).toHaveAttribute("lang", languageOf(locale));
      await expectAccessible(page);
      await page.goto("/sign-in");
      await persona(page, OPERATOR).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(OPERATOR);
      for (const path of ["/", "/dashboard", "/profile", "/account/sessions", "/accounts", "/administration"]) {
        await page.goto(path);
        expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe(directionOf(languageOf(locale)));
        await expectAccessible(page);
      }
    });
  });
}

test.describe("from right to left", () => {
  test.use({ locale: "ar-EG" });

  test("a Latin name stands at the start of its line", async ({ page }) => {
    await page.goto("/sign-in");
    await persona(page, OPERATOR).click();
    await page.goto("/profile");
    const facts = page.locator('.facts dd[dir="auto"]');
    await expect(facts.first()).toBeVisible();
    const gaps = await facts.evaluateAll((values) =>
      values.map((value) => {
        const text = document.createRange();
        text.selectNodeContents(value);
        return Math.round(value.getBoundingClientRect().right - text.getBoundingClientRect().right);
      }),
    );
    expect(gaps).toEqual(gaps.map(() => 0));
  });
});
