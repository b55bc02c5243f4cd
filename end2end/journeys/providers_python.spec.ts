// Sign-in, call of the API and sign-out at a provider from PyPI, with and without JavaScript.
import { App } from "../cast/app.ts";
import { atProvider, expect } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, signOut } from "../cast/journeys.ts";
import { STYLE_SHEET } from "../providers/python-mock.mjs";

const pythonTest = atProvider(App.withPythonMock);

pythonTest("PyPI's oidc-provider-mock: sign-in, API call, sign-out", async ({ page, baseURL, javaScriptEnabled }) => {
  await page.route(STYLE_SHEET, (route) => route.fulfill({ contentType: "text/css", body: "" }));
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "ada", exact: true }).click();
  await expect(heading(page, "Welcome Ada Lovelace!")).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText('"displayName": "Ada Lovelace"');
  await page.goto("/");
  await signOut(page);
  await page.getByRole("button", { name: "End session" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);
});
