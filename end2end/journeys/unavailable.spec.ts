// Nobody listens at the authority: the homepage still works, and signing in says what is wrong.
import { strandedTest as test, expect } from "../cast/fixtures.ts";
import { signInLink } from "../cast/journeys.ts";

test("a provider that cannot be reached is told as 503, with a retry", async ({ page, console }) => {
  console.expectStatus(503);
  expect((await page.goto("/"))?.status()).toBe(200);
  const shown = page.waitForResponse((response) => response.status() >= 400);
  await signInLink(page).click();
  expect((await shown).status()).toBe(503);
  await expect(page.getByText(/sign-in service cannot be reached/).first()).toBeVisible();
  await page.getByRole("link", { name: "Homepage" }).click();
  await expect(signInLink(page)).toBeVisible();
});
