// The choice of the language, with and without JavaScript.
import { expect, test } from "../cast/fixtures.ts";
import { MAYA, persona } from "../cast/journeys.ts";

test("a user chooses a language and stays on the page", async ({ page }) => {
  await page.goto("/signed-out");
  await page.locator("details.languages > summary").click();
  await page.getByRole("button", { name: "Deutsch" }).click();
  await expect(page).toHaveURL(/\/signed-out$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.goto("/sign-in");
  await persona(page, MAYA).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Willkommen, ${MAYA}!`);
});
