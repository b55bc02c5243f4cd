// An app whose provider cannot be reached: the app runs, and its pages say what is wrong.
import { strandedTest as test, expect } from "../cast/fixtures.ts";
import { heading } from "../cast/journeys.ts";

test("without a provider the homepage has status 503 and a retry", async ({ page, console }) => {
  console.expectStatus(503);
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(503);
  expect(Number(answer?.headers()["retry-after"])).toBeGreaterThan(0);
  await expect(heading(page, "The sign-in service cannot be reached")).toBeVisible();
  const again = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.getByRole("link", { name: "Try again" }).click();
  expect((await again).status()).toBe(503);
});

test("without a provider a sign-in gets status 503 and a retry", async ({ page, console }) => {
  console.expectStatus(503);
  expect((await page.goto("/sign-in"))?.status()).toBe(503);
  await expect(page.getByText(/sign-in service cannot be reached/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
});
