// The pages of the dev tenant: checked by axe in both colour schemes and at a width of 320 pixels, and used by keyboard.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../cast/accessible.ts";
import { DevTenant } from "../cast/dev_tenant.ts";
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, persona } from "../cast/journeys.ts";

type Tenant = Awaited<ReturnType<typeof DevTenant.start>>;

/** A redirect URI that no page of these tests reaches. */
const REDIRECT_URI = "http://localhost:3000/getAToken";

function authorizationRequest({ settings }: Tenant, changes: Record<string, string> = {}): string {
  const parameters = {
    client_id: settings.client_id,
    response_type: "code",
    redirect_uri: REDIRECT_URI,
    scope: "openid offline_access User.Read",
    code_challenge: "a".repeat(43),
    code_challenge_method: "S256",
    ...changes,
  };
  return `${settings.authority}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`;
}

/** Signs a user in at the dev tenant without following the redirect to the application. */
async function signIn(page: Page, tenant: Tenant, id: string): Promise<void> {
  await page.goto(authorizationRequest(tenant, { prompt: "login" }));
  const form = await page.locator("[name=form]").first().inputValue();
  const response = await page.request.post(`${tenant.devTenant.origin}/dev/account`, { form: { form, persona: id }, maxRedirects: 0 });
  expect(response.status()).toBe(302);
}

/** Checks a page that the browser shows, by its heading. */
async function expectPage(page: Page, title: string): Promise<void> {
  await expect(heading(page, title)).toBeVisible();
  await expect(page).toHaveTitle(`${title} – Development tenant`);
  await expect(page.getByRole("banner")).toHaveText("Development tenant – not Microsoft");
  await page.locator("details").evaluateAll((all) => all.forEach((details) => details.setAttribute("open", "")));
  await expectAccessible(page);
}

/** Runs a journey at a dev tenant of its own. */
async function at(flavour: "multi-tenant" | "external" | "b2c" | undefined, journey: (tenant: Tenant) => Promise<void>): Promise<void> {
  const tenant = await DevTenant.start(REDIRECT_URI, undefined, flavour);
  try {
    await journey(tenant);
  } finally {
    await tenant.stop();
  }
}

test.beforeEach(() => test.setTimeout(120_000));

test("the pages of a sign-in are accessible", ({ page }) =>
  at(undefined, async (tenant) => {
    await page.goto(authorizationRequest(tenant));
    await expectPage(page, "Pick an account");
    await signIn(page, tenant, "maya");
    await signIn(page, tenant, "layla");
    await page.goto(authorizationRequest(tenant, { prompt: "select_account", max_age: "900", acr_values: "phr" }));
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Signed in");
    await expectPage(page, "Pick an account");
    await persona(page, MAYA).click();
    await expectPage(page, "Confirm that it is you");
    await page.goto(authorizationRequest(tenant, { login_hint: "layla@devtenant.example", scope: "openid User.Read Mail.Read Calendars.Read" }));
    await expectPage(page, "Allow this application?");
    await page.goto(`${tenant.settings.authority}/oauth2/v2.0/logout`);
    await expectPage(page, "Which account do you want to sign out of?");
    await page.getByRole("button", { name: `Sign out ${MAYA}` }).click();
    await expectPage(page, "You are signed out of the development tenant");
  }));

test("the pages for administrators and devices are accessible", ({ page, console }) =>
  at("multi-tenant", async (tenant) => {
    console.expectStatus(400);
    const { authority, client_id } = tenant.settings;
    const parameters = { client_id, redirect_uri: REDIRECT_URI, scope: "User.Read User.Read.All" };
    await page.goto(`${authority}/v2.0/adminconsent?${new URLSearchParams(parameters)}`);
    await expectPage(page, "Allow this application for your organization?");
    const response = await page.request.post(`${authority}/oauth2/v2.0/devicecode`, { form: { client_id, scope: "openid User.Read" } });
    const { user_code, verification_uri } = (await response.json()) as { user_code: string; verification_uri: string };
    await page.goto(verification_uri);
    await page.getByLabel("Code").fill("WRONGCODE");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByRole("status")).toContainText("This code is wrong");
    await expectPage(page, "Enter the code of your device");
    await page.getByLabel("Code").fill(user_code);
    await page.getByRole("button", { name: "Next" }).click();
    await expectPage(page, "Approve this device?");
    await persona(page, MAYA).click();
    await expectPage(page, "The device is signed in");
  }));

test("the pages for customers are accessible", async ({ page }) => {
  await at("external", async (tenant) => {
    await page.goto(authorizationRequest(tenant, { prompt: "create" }));
    await expectPage(page, "Create an account");
  });
  await at("b2c", async (tenant) => {
    const userFlow = (name: string) => authorizationRequest(tenant, { scope: "openid" }).replace(/b2c_1_signupsignin1/i, name);
    await page.goto(userFlow("b2c_1_signupsignin1"));
    await expectPage(page, "Sign in or sign up");
    await page.goto(userFlow("b2c_1_resetpassword1"));
    await expectPage(page, "Reset your password");
    await page.goto(userFlow("b2c_1_editprofile1"));
    await persona(page, "Nora Jensen").click();
    await expectPage(page, "Edit your profile");
  });
});

test("the error pages are accessible", ({ page, console }) =>
  at(undefined, async (tenant) => {
    console.expectStatus(400);
    await page.goto(authorizationRequest(tenant, { redirect_uri: "http://localhost:3000/a-path-that-is-not-registered" }));
    await expect(page.getByText("AADSTS50011", { exact: true })).toBeVisible();
    await expectPage(page, "This request is not valid");
    await page.goto(`${tenant.devTenant.origin}/error?code=65004`);
    await expectPage(page, "About an error");
    await page.goto(`${tenant.devTenant.origin}/dev/forgotten-password`);
    await expectPage(page, "This page is out of date");
  }));

test("the keyboard alone signs a user in", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(heading(page, "Pick an account")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByText("Details of the request")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(persona(page, MAYA)).toBeFocused();
  const outline = await persona(page, MAYA).evaluate((button) => getComputedStyle(button).outline);
  expect(outline, "the focus is visible").toMatch(/ solid 4px$/);
  await page.keyboard.press("Enter");
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
