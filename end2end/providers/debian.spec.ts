// Sign-in, API call and sign-out at glewlwyd and LemonLDAP::NG, with and without JavaScript.
import type { Page } from "@playwright/test";
import { App } from "../cast/app.ts";
import { atProvider, type Console, expect } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, signOut } from "../cast/journeys.ts";
import { GLEWLWYD_USER } from "./glewlwyd.mjs";
import { LEMONLDAP_USER } from "./lemonldap.mjs";

/** Begins the sign-in, and returns the provider's origin. Its pages may report problems of their own. */
async function toProvider(page: Page, console: Console): Promise<string> {
  await page.goto("/");
  await signInLink(page).click();
  await page.waitForURL("http://127.0.0.1:*/**");
  const { origin } = new URL(page.url());
  console.expectFrom(origin);
  return origin;
}

async function callApiAs(page: Page, name: string, javaScriptEnabled: boolean | undefined): Promise<void> {
  await expect(heading(page, `Welcome ${name}!`)).toBeVisible();
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText(`"displayName": "${name}"`);
  await page.goto("/");
  await signOut(page);
}

async function signedOut(page: Page, baseURL: string | undefined): Promise<void> {
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url().split("?")[0]).toBe(`${baseURL}/signed-out`);
}

const glewlwydTest = atProvider(App.withGlewlwyd);

glewlwydTest("Debian's glewlwyd with ES256: sign-in, API call, sign-out", async ({ page, baseURL, console, javaScriptEnabled }) => {
  const origin = await toProvider(page, console);
  if (javaScriptEnabled === false) await glewlwydByRequests(page, origin);
  else await glewlwydByPage(page);
  await callApiAs(page, "Ada Lovelace", javaScriptEnabled);
  await page.waitForURL(`${origin}/login.html?**`);
  if (javaScriptEnabled === false) await page.goto(new URL(page.url()).searchParams.get("callback_url") ?? "");
  else await page.getByRole("button", { name: "Logout" }).click();
  await signedOut(page, baseURL);
});

async function glewlwydByPage(page: Page): Promise<void> {
  await page.getByLabel("Login").fill(GLEWLWYD_USER.username);
  await page.getByLabel("Password").fill(GLEWLWYD_USER.password);
  await page.getByRole("button", { name: "OK" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Glewlwyd's pages need JavaScript: without it, the test sends the requests that their scripts send. */
async function glewlwydByRequests(page: Page, origin: string): Promise<void> {
  const parameters = new URL(page.url()).searchParams;
  const signedIn = await page.request.post(`${origin}/api/auth/`, { data: GLEWLWYD_USER });
  expect(signedIn.status()).toBe(200);
  const grant = `${origin}/api/auth/grant/${parameters.get("client_id")}`;
  expect((await page.request.put(grant, { data: { scope: parameters.get("scope") } })).status()).toBe(200);
  await page.goto(`${parameters.get("callback_url")}&g_continue`);
}

const lemonTest = atProvider(App.withLemonLdap);

lemonTest("Debian's LemonLDAP::NG: sign-in, API call, sign-out", async ({ page, baseURL, console, javaScriptEnabled }) => {
  await toProvider(page, console);
  await page.locator("input[name=user]").fill(LEMONLDAP_USER.user);
  await page.locator("input[name=password]").fill(LEMONLDAP_USER.password);
  await page.locator("#lform button[type=submit]").click();
  await page.locator("button[type=submit]").first().click();
  await callApiAs(page, LEMONLDAP_USER.name, javaScriptEnabled);
  await page.locator("button[type=submit]").first().click();
  await signedOut(page, baseURL);
});
