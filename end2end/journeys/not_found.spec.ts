// The page that the app shows for unknown addresses.
import { expect, test } from "../cast/fixtures.ts";
import { heading, signInLink } from "../cast/journeys.ts";

test("an unknown address is answered with 404 and leads home", async ({ page, console }) => {
  console.expectStatus(404);
  expect((await page.goto("/not-there"))?.status()).toBe(404);
  await expect(heading(page, "Page not found")).toBeVisible();
  await page.getByRole("link", { name: "Homepage" }).click();
  await expect(signInLink(page)).toBeVisible();
});
