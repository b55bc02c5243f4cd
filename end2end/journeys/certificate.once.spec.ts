// Sign-in, API call and sign-out with a client certificate (`private_key_jwt`) at npm's certified `oidc-provider`.
import { certificateTest as test, expect } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, signOut } from "../cast/journeys.ts";

test("a certificate authenticates the app at another provider", async ({ page, baseURL, javaScriptEnabled }) => {
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Continue as Ada Lovelace" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(heading(page, "Welcome Ada Lovelace!")).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await page.goto("/");
  await signOut(page);
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);
});
