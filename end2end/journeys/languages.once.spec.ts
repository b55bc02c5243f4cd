// The pages in each language, checked by axe in both colour schemes and at a width of 320 pixels, from right to left as well.
import { expectAccessible } from "../cast/accessible.ts";
import { expect, test } from "../cast/fixtures.ts";
import { persona } from "../cast/journeys.ts";

/** A user with the app role of administrators. */
const OPERATOR = "Olga Novak";

for (const [locale, direction] of [["de-DE", "ltr"], ["es-ES", "ltr"], ["fr-FR", "ltr"], ["ja-JP", "ltr"], ["ar-EG", "rtl"]] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`the pages in ${locale} are accessible`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.goto("/");
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await expectAccessible(page);
      await page.goto("/sign-in");
      await persona(page, OPERATOR).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(OPERATOR);
      for (const path of ["/", "/dashboard", "/profile", "/account/sessions", "/accounts", "/administration"]) {
        await page.goto(path);
        expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe(direction);
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
