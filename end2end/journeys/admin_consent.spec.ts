// The journey of an admin consent: from the page that explains it to the provider and back.
import { expect, test } from "../cast/fixtures.ts";
import { heading, signInLink } from "../cast/journeys.ts";

test("an administrator approves the app and is told so", async ({ page }) => {
  await page.goto("/admin-consent");
  await expect(heading(page, "Approve this app for your organization")).toBeVisible();
  await page.getByRole("link", { name: "Continue to Microsoft" }).click();
  await page.getByRole("button", { name: "Accept for the whole organization" }).click();
  await expect(heading(page, "The app is approved")).toBeVisible();
  await page.getByRole("link", { name: "Homepage" }).click();
  await expect(signInLink(page)).toBeVisible();
});

test("a refusal is told from an approval", async ({ page, console }) => {
  console.expectStatus(403);
  await page.goto("/admin-consent");
  await page.getByRole("link", { name: "Continue to Microsoft" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(heading(page, "The app is not approved")).toBeVisible();
  await expect(page.getByText("AADSTS65004")).toBeVisible();
});
