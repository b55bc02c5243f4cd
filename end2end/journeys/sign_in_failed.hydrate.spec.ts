// The page of a failed sign-in with the client: a button copies its details.
import { expect, test } from "../cast/fixtures.ts";
import { heading, hydrated, pasted, signInLink } from "../cast/journeys.ts";

test("the details can be copied for the administrator", async ({ page, context, console, baseURL }) => {
  console.expectStatus(400, 401, 403);
  await context.grantPermissions(["clipboard-write"], { origin: baseURL });
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Decline and go back to the application" }).click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Copy details" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  expect(await pasted(page)).toContain("Code: AADSTS65004\n");
});
