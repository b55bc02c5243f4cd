// The page "My sessions": two browsers of one user, with and without JavaScript.
import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "../cast/fixtures.ts";
import { heading, MAYA, openSessions, signIn, signInLink, TOM } from "../cast/journeys.ts";

const FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0";

/** Signs a user in with a second browser, which has another user agent. Returns the browser's page. */
async function elsewhere(browser: Browser, baseURL: string | undefined, name: string): Promise<Page> {
  const context = await browser.newContext({ userAgent: FIREFOX, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await signIn(page, name);
  return page;
}

test("a person sees their other session and ends it", async ({ page, browser, baseURL }) => {
  const [other, stranger] = [await elsewhere(browser, baseURL, MAYA), await elsewhere(browser, baseURL, TOM)];
  await signIn(page, MAYA);
  await openSessions(page);
  const list = page.getByRole("main").getByRole("list");
  const entry = list.getByRole("listitem").filter({ hasText: "Firefox on Android" });
  // Earlier tests used the same app, so its store also has their sessions of Maya.
  await expect(entry.first()).toBeVisible();
  const before = await entry.count();
  await entry.first().getByRole("button", { name: /^End this session Firefox on Android Started / }).click();
  await expect(page.getByRole("status")).toHaveText("That session has ended.");
  await expect(entry).toHaveCount(before - 1);
  await other.reload();
  await expect(signInLink(other)).toBeVisible();
  await stranger.reload();
  await expect(heading(stranger, `Welcome ${TOM}!`)).toBeVisible();
  await Promise.all([other.context().close(), stranger.context().close()]);
});

test("all other sessions are ended at once", async ({ page, browser, baseURL }) => {
  const other = await elsewhere(browser, baseURL, "Priya Raman");
  await signIn(page, "Priya Raman");
  await openSessions(page);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByRole("status")).toHaveText("All other sessions have ended.");
  await expect(page.getByText("You have no other sessions.")).toBeVisible();
  await other.reload();
  await expect(signInLink(other)).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(heading(page, "Welcome Priya Raman!")).toBeVisible();
  await other.context().close();
});

test("sign-out everywhere reports what Microsoft refused", async ({ page, browser, baseURL }) => {
  const other = await elsewhere(browser, baseURL, TOM);
  await signIn(page, TOM);
  await openSessions(page);
  const choice = page.getByRole("checkbox", { name: /all other apps/ });
  await expect(choice).not.toBeChecked();
  await choice.check();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "You may still be signed in to other apps" })).toBeVisible();
  await expect(page.getByText("You are still signed in at your sign-in service.")).toBeVisible();
  await page.getByRole("link", { name: "Continue and sign out there" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await other.reload();
  await expect(signInLink(other)).toBeVisible();
  await other.context().close();
});

test("a signed-out user gets to the page after the sign-in", async ({ page, baseURL }) => {
  await page.goto("/account/sessions");
  await signInLink(page).click();
  await page.getByRole("button", { name: `Continue as ${MAYA}` }).click();
  await expect(heading(page, "My sessions")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/account/sessions`);
});
