// Three sign-ins in a row that fail at the provider: the fourth does not begin by itself.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, persona, signInLink } from "../cast/journeys.ts";

test("a sign-in loop is stopped and explained, and a retry works", async ({ page, app, console }) => {
  console.expectStatus(403, 429);
  await app.tell({ arm_authorize_fault: { fault: { error: "access_denied", aadsts: 65004 }, times: "until_reset" } });
  for (let round = 1; round <= 3; round += 1) {
    await page.goto("/");
    await signInLink(page).click();
    await expect(heading(page, "Sign-in failed")).toBeVisible();
  }
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(heading(page, "Sign-in stopped")).toBeVisible();

  await app.devTenant?.reset();
  await page.getByRole("link", { name: "Start again" }).click();
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
