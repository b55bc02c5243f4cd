// Sign-in, call of the API and sign-out at npm's `oauth2-mock-server`, and at an emulator of Entra ID.
import { emulatedTest, expect, mockedTest } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, signOut } from "../cast/journeys.ts";

mockedTest("oauth2-mock-server: sign-in, API call and sign-out", async ({ page, baseURL, javaScriptEnabled }) => {
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, "Welcome Ada Lovelace!")).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText('"displayName": "Ada Lovelace"');
  await page.goto("/");
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);
});

emulatedTest("npm's emulator of Entra ID: sign-in, Graph and sign-out", async ({ page, baseURL, javaScriptEnabled }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in with Microsoft" }).click();
  await page.getByRole("button", { name: "ada@provider.example" }).click();
  await expect(heading(page, "Welcome Ada Lovelace!")).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText('"userPrincipalName": "ada@provider.example"');
  await page.goto("/");
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);
});
