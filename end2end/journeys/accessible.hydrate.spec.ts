// Every view, checked by axe in the light and in the dark colour scheme, and at a width of 320 pixels.
import { expectAccessible } from "../cast/accessible.ts";
import { deviceTest, expect, test, unfinishedTest } from "../cast/fixtures.ts";
import { callApi, heading, hydrated, MAYA, navigate, openAccount, persona, signIn, signInLink, signOut } from "../cast/journeys.ts";

test.beforeEach(({ console }) => console.expectStatus(400, 401, 403, 404, 502, 503));

test("the login view and the account picker are accessible", async ({ page }) => {
  await page.goto("/");
  await hydrated(page);
  await expectAccessible(page);
  await signInLink(page).click();
  await expect(persona(page, MAYA)).toBeVisible();
  await expectAccessible(page);
});

test("the welcome view is accessible, with an answer as well", async ({ page }) => {
  await signIn(page, MAYA);
  await hydrated(page);
  await expectAccessible(page);
  await openAccount(page);
  await expectAccessible(page);
  await openAccount(page);
  await callApi(page, true);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  await expectAccessible(page);
});

test("the welcome view with a long name is accessible", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await persona(page, "Maximiliana").click();
  await expect(heading(page, /Welcome Maximiliana/)).toBeVisible();
  await expectAccessible(page);
});

test("a problem of the API is accessible", async ({ page, app }) => {
  await signIn(page, MAYA);
  await app.tell({ arm_graph_fault: { fault: "not_json" } });
  await callApi(page, true);
  await expect(page.getByRole("alert").getByRole("heading")).toBeVisible();
  await expectAccessible(page);
});

test("the result page is accessible", async ({ page }) => {
  await signIn(page, MAYA);
  // Sends the form as without the client: `submit()` triggers no submit event, so the page's script does not handle the
  // form.
  await page.evaluate(() => (document.querySelector('form[action="/api/call_api"]') as HTMLFormElement).submit());
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await expectAccessible(page);
});

test("the mail view is accessible", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "My latest mail");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(heading(page, "My latest mail")).toBeVisible();
  await expectAccessible(page);
});

test("the dashboard is accessible before and after a consent", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "Dashboard");
  await expect(heading(page, "Dashboard")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Allow Calendars.Read" }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(heading(page, "Dashboard")).toBeVisible();
  await expectAccessible(page);
});

test("the profile with its claims is accessible", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "My profile");
  await expect(page.getByRole("region", { name: "Table of the claims" })).toBeVisible();
  await expectAccessible(page);
});

test("the calendar is accessible", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "My calendar");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(heading(page, "My calendar")).toBeVisible();
  await expectAccessible(page);
});

test("the page of a failed sign-in is accessible", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Decline and go back to the application" }).click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
});

test("the page after the sign-out is accessible", async ({ page }) => {
  await signIn(page, MAYA);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await expectAccessible(page);
});

test("the page of an unknown address is accessible", async ({ page }) => {
  await page.goto("/not-there");
  await expectAccessible(page);
});

test("the page of the set-up is accessible", async ({ page }) => {
  await page.goto("/setup");
  await expect(heading(page, "Set-up")).toBeVisible();
  await expectAccessible(page);
});

unfinishedTest("a missing configuration and its checks are accessible", async ({ page, console }) => {
  console.expectStatus(503);
  await page.goto("/");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Check the set-up" }).click();
  await expect(heading(page, "Set-up")).toBeVisible();
  await expectAccessible(page);
});

deviceTest("the page with a device code is accessible", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, "Sign in with a code")).toBeVisible();
  await expectAccessible(page);
});
