// Signing out: dead on the server first, then at the provider, and nothing brings it back.
import { expect, test } from "../cast/fixtures.ts";
import { appCookies, heading, MAYA, persona, signIn, signInLink, signOut } from "../cast/journeys.ts";

test("signing out leads through the provider to a page that says so", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  const provider = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith("/oauth2/v2.0/logout"));
  await signOut(page);
  const asked = new URL((await provider).url()).searchParams;
  expect(asked.get("post_logout_redirect_uri")).toBe(`${baseURL}/signed-out`);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/signed-out`);
});

test("who has signed out is asked again at the next sign-in", async ({ page }) => {
  await signIn(page, MAYA);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await expect(persona(page, MAYA)).toBeVisible();
});

test("the old cookie gives nothing", async ({ page }) => {
  await signIn(page, MAYA);
  const cookies = await appCookies(page);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto("/");
  await expect(signInLink(page)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

test("the session is dead before the provider is asked", async ({ page }) => {
  await signIn(page, MAYA);
  const cookies = await appCookies(page);
  // The provider never answers.
  await page.route("**/oauth2/v2.0/logout**", () => undefined);
  await signOut(page);
  await expect(heading(page, "Signing you out")).toBeVisible();
  const other = await page.context().newPage();
  await other.context().addCookies(cookies);
  await other.goto("/");
  await expect(signInLink(other)).toBeVisible();
});

test("going back after the sign-out does not show the person again", async ({ page }) => {
  await signIn(page, MAYA);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack();
    await expect(page.locator("body")).not.toContainText(MAYA);
  }
});

test("neither a link nor another site signs anybody out", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  expect((await page.request.get("/api/sign_out", { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(400);
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site", origin: "null" }] as Record<string, string>[]) {
    const forged = await page.request.post("/api/sign_out", { headers, form: {}, maxRedirects: 0 });
    expect(forged.status()).toBe(403);
  }
  await page.goto(`${baseURL}/`);
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
