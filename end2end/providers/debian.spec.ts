// Sign-in, call of the API and sign-out at glewlwyd and LemonLDAP::NG, with and without JavaScript.
import type { Page } from "@playwright/test";
import { App } from "../cast/app.ts";
import { atProvider, type Console, expect, test } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, signOut } from "../cast/journeys.ts";
import { GLEWLWYD_USER } from "./glewlwyd.mjs";
import { LEMONLDAP_USER } from "./lemonldap.mjs";

/** Begins the sign-in. Returns the provider's origin. The console may show messages of the provider's pages. */
async function toProvider(page: Page, console: Console): Promise<string> {
  await page.goto("/");
  await signInLink(page).click();
  await page.waitForURL("http://127.0.0.1:*/**");
  const { origin } = new URL(page.url());
  console.expectFrom(origin);
  return origin;
}

/** Calls the API as the user with this name, and begins the sign-out. */
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

glewlwydTest("Debian's glewlwyd with ES256: sign-in, API call, sign-out", async ({ page, console, javaScriptEnabled }) => {
  const steps = javaScriptEnabled === false ? glewlwydRequests : glewlwydPages;
  const origin = await toProvider(page, console);
  await steps.signIn(page, origin);
  await callApiAs(page, "Ada Lovelace", javaScriptEnabled);
  // Glewlwyd 2.7 redirects to the app only if the sign-out request has the optional parameter `state`, so the user
  // stays there.
  await page.waitForURL(`${origin}/login.html?**`);
  await steps.signOut(page, origin);

  await toProvider(page, console);
  await steps.expectNoSession(page, origin);
});

/** The steps of a user on glewlwyd's pages, with JavaScript. */
const glewlwydPages = {
  async signIn(page: Page) {
    await page.getByLabel("Login").fill(GLEWLWYD_USER.username);
    await page.getByLabel("Password").fill(GLEWLWYD_USER.password);
    await page.getByRole("button", { name: "OK" }).click();
    // Glewlwyd continues without these grants as well, but the access token then lacks `User.Read`.
    await page.getByLabel("profile").check();
    await page.getByLabel("User.Read").check();
    await page.getByRole("button", { name: "Grant access" }).click();
    await expect(page.getByRole("heading", { name: "Client access grant" })).toBeHidden();
    await page.getByRole("button", { name: "Continue" }).click();
  },

  async signOut(page: Page) {
    await page.getByRole("button", { name: "Logout" }).click();
    await expect(page.getByText("You are disconnected")).toBeVisible();
  },

  async expectNoSession(page: Page) {
    await expect(page.getByLabel("Password")).toBeVisible();
  },
};

/**
 * The same steps without JavaScript, which glewlwyd's pages need: the test sends the requests that their scripts send.
 */
const glewlwydRequests = {
  async signIn(page: Page, origin: string) {
    const parameters = new URL(page.url()).searchParams;
    await expect(await page.request.post(`${origin}/api/auth/`, { data: GLEWLWYD_USER })).toBeOK();
    const grant = `${origin}/api/auth/grant/${parameters.get("client_id")}`;
    await expect(await page.request.put(grant, { data: { scope: parameters.get("scope") } })).toBeOK();
    await page.goto(`${parameters.get("callback_url")}&g_continue`);
  },

  async signOut(page: Page, origin: string) {
    const parameters = new URL(page.url()).searchParams;
    expect(parameters.get("prompt")).toBe("end_session");
    await expect(await page.request.get(`${origin}/api/profile_list`)).toBeOK();
    await expect(await page.request.delete(`${origin}/api/${parameters.get("plugin")}/session/${parameters.get("sid")}`)).toBeOK();
    await expect(await page.request.delete(`${origin}/api/auth/`)).toBeOK();
  },

  async expectNoSession(page: Page, origin: string) {
    expect((await page.request.get(`${origin}/api/profile_list`)).status()).toBe(401);
  },
};

/** The password field of LemonLDAP::NG's sign-in page, which is shown only without a session. */
const lemonPassword = (page: Page) => page.locator("input[name=password]");

async function enterLemonCredentials(page: Page): Promise<void> {
  await page.locator("input[name=user]").fill(LEMONLDAP_USER.user);
  await lemonPassword(page).fill(LEMONLDAP_USER.password);
  await page.getByRole("button", { name: "Connect" }).click();
}

/** Accepts the consent or the sign-out on a page of LemonLDAP::NG. */
const accept = (page: Page) => page.getByRole("button", { name: "Accept" }).click();

const lemonTest = atProvider(() => App.withLemonLdap({ consent: false }));

lemonTest("Debian's LemonLDAP::NG: sign-in, API call, sign-out", async ({ page, baseURL, console, javaScriptEnabled }) => {
  await toProvider(page, console);
  await enterLemonCredentials(page);
  await callApiAs(page, LEMONLDAP_USER.name, javaScriptEnabled);
  await accept(page);
  await signedOut(page, baseURL);

  await toProvider(page, console);
  await expect(lemonPassword(page)).toBeVisible();
});

/** Starts a new LemonLDAP::NG for each test, because it stores the consent. */
const consentTest = test.extend({
  baseURL: [
    async ({}, use) => {
      const app = await App.withLemonLdap({ consent: true });
      await use(app.origin);
      await app.stop();
    },
    { scope: "test", timeout: 60_000 },
  ],
});

consentTest("LemonLDAP::NG with consent: sign-out returns from the second sign-in on", async ({ page, baseURL, console, javaScriptEnabled }) => {
  const origin = await toProvider(page, console);
  await enterLemonCredentials(page);
  await accept(page);
  await callApiAs(page, LEMONLDAP_USER.name, javaScriptEnabled);
  await accept(page);
  // In the session in which the user consented, version 2.16 redirects to an address that the consent page left in a
  // cookie.
  await page.waitForURL(`${origin}/oauth2`);
  await expect(lemonPassword(page)).toBeVisible();

  await toProvider(page, console);
  await enterLemonCredentials(page);
  await callApiAs(page, LEMONLDAP_USER.name, javaScriptEnabled);
  await accept(page);
  await signedOut(page, baseURL);
});
