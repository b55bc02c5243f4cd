// The user flows of an Azure AD B2C tenant under its real host name: sign in, edit the profile, reset the password,
// cancel.
import type { Page } from "@playwright/test";
import { App } from "../cast/app.ts";
import { abroad, expect } from "../cast/fixtures.ts";
import { heading, persona, signInLink } from "../cast/journeys.ts";

const test = abroad(App.withUserFlows);
const NORA = "Nora Jensen";
const KOFI = "Kofi Mensah";

/** Expects the provider's page of a user flow, at its real address. */
async function expectUserFlow(page: Page, title: string, userFlow: string): Promise<void> {
  await expect(heading(page, title)).toBeVisible();
  const address = new URL(page.url());
  expect(address.origin).toBe("https://devtenant.b2clogin.com");
  if (address.pathname !== "/dev/account") expect(address.pathname).toBe(`/devtenant.onmicrosoft.com/${userFlow}/oauth2/v2.0/authorize`);
}

async function beginSignIn(page: Page, address = "/"): Promise<void> {
  await page.goto(address);
  await signInLink(page).click();
  await expectUserFlow(page, "Sign in or sign up", "b2c_1_signupsignin1");
}

test("signing in, and editing the profile", async ({ page, baseURL }) => {
  await beginSignIn(page);
  await persona(page, KOFI).click();
  await expect(heading(page, `Welcome ${KOFI}!`)).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "devtenant.b2clogin.com" })).toBeVisible();

  await page.getByRole("link", { name: "Edit your profile" }).click();
  await expectUserFlow(page, "Edit your profile", "b2c_1_editprofile1");
  await page.getByLabel("Display name").fill("Kofi the Second");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page, "Welcome Kofi the Second!")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/`);

  await page.getByRole("link", { name: "Edit your profile" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(heading(page, "Welcome Kofi the Second!")).toBeVisible();
});

test("a password reset during the sign-in leads to the page", async ({ page, baseURL }) => {
  await beginSignIn(page, "/?return_to=/%3Ffrom=mail");
  const told = page.waitForRequest((request) => request.url().startsWith(`${baseURL}/getAToken`));
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  expect(new URL((await told).url()).searchParams.get("error_description")).toMatch(/^AADB2C90118/);
  await expectUserFlow(page, "Reset your password", "b2c_1_resetpassword1");
  await persona(page, NORA).click();
  await expect(heading(page, `Welcome ${NORA}!`)).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/?from=mail`);
});

test("a cancelled sign-in leads to the login view without an error", async ({ page, baseURL }) => {
  await beginSignIn(page, "/?return_to=/%3Ffrom=mail");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(signInLink(page)).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/?from=mail`);
  await expect(page.getByText("Sign-in failed")).toBeHidden();
});
