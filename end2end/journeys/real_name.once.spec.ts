// A workforce tenant under its real host name: every address is Microsoft's own, over https, and no request leaves this
// machine.
import { App } from "../cast/app.ts";
import { abroad, expect } from "../cast/fixtures.ts";
import { callApi, heading, MAYA, persona, signInLink, signOut } from "../cast/journeys.ts";

const test = abroad(App.withRealName);

test("login.microsoftonline.com: signing in, Graph, signing out", async ({ page, baseURL, javaScriptEnabled }) => {
  await page.goto("/");
  await signInLink(page).click();
  await expect(persona(page, MAYA)).toBeVisible();
  expect(page.url()).toMatch(/^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/oauth2\/v2\.0\/authorize\?/);
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/`);
  await expect(page.getByRole("definition").filter({ hasText: "login.microsoftonline.com" })).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText(`"displayName": "${MAYA}"`);
  await page.goto("/");
  const provider = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith("/oauth2/v2.0/logout"));
  await signOut(page);
  expect(new URL((await provider).url()).origin).toBe("https://login.microsoftonline.com");
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/signed-out`);
});
