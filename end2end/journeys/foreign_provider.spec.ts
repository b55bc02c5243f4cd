// The journeys at a third-party OpenID provider: npm's certified `oidc-provider`, configured with the tutorial's variables.
import { type Page } from "@playwright/test";
import { foreignTest as test, expect } from "../cast/fixtures.ts";
import { appCookies, callApi, heading, navigate, signInLink, signOut } from "../cast/journeys.ts";

async function signInAsAda(page: Page): Promise<void> {
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Continue as Ada Lovelace" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(heading(page, "Welcome Ada Lovelace!")).toBeVisible();
}

test("sign-in works, and no text mentions the development tenant", async ({ page, baseURL }) => {
  await signInAsAda(page);
  expect(page.url()).toBe(`${baseURL}/`);
  await expect(page.locator("body")).not.toContainText(/development tenant/i);
});

test("the downstream API accepts the provider's token", async ({ page, javaScriptEnabled }) => {
  await signInAsAda(page);
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText('"displayName": "Ada Lovelace"');
});

test("signing out ends the session here and at the provider", async ({ page, baseURL }) => {
  await signInAsAda(page);
  const cookies = await appCookies(page);
  await signOut(page);
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);

  await page.context().addCookies(cookies);
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, "Who are you?")).toBeVisible();
});

test("a back-channel logout ends the session of the app", async ({ page }) => {
  const provider = page.waitForRequest((request) => new URL(request.url()).pathname.startsWith("/interaction/"));
  await signInAsAda(page);
  const other = await page.context().newPage();
  await other.goto(`${new URL((await provider).url()).origin}/session/end`);
  await other.getByRole("button", { name: "Yes, sign me out" }).click();
  await other.waitForURL("**/session/end/success");
  await page.goto("/");
  await expect(signInLink(page)).toBeVisible();
});

test("declining is explained in our words, not in the provider's", async ({ page, console }) => {
  console.expectStatus(400, 401, 403);
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Continue as Grace Hopper" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await expect(page.getByText(/were declined/)).toBeVisible();
  await expect(page.locator("body")).not.toContainText("FRAUD");
});

test("the dashboard shows what the ID token contains", async ({ page }) => {
  await signInAsAda(page);
  await navigate(page, "Dashboard");
  await expect(heading(page, "Dashboard")).toBeVisible();
  await expect(page.getByRole("region", { name: "My profile" })).toContainText("Ada Lovelace");
  await expect(page.getByRole("region")).toHaveCount(1);
});
