// Sign-out: the session ends on the server first, then at the provider, and cannot be restored.
import { expect, test } from "../cast/fixtures.ts";
import { appCookies, heading, MAYA, persona, signIn, signInLink, signOut } from "../cast/journeys.ts";

test("a sign-out goes through the provider to the signed-out page", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  const provider = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith("/oauth2/v2.0/logout"));
  await signOut(page);
  const asked = new URL((await provider).url()).searchParams;
  expect(asked.get("post_logout_redirect_uri")).toBe(`${baseURL}/signed-out`);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/signed-out`);
});

test("after a sign-out the next sign-in asks for the account", async ({ page }) => {
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

test("the session is dead even if the provider fails", async ({ page, console }) => {
  console.expectStatus(503);
  await signIn(page, MAYA);
  const cookies = await appCookies(page);
  await page.route("**/oauth2/v2.0/logout**", (route) => route.fulfill({ status: 503, body: "The provider is out of order." }));
  await signOut(page);
  await expect(page.getByText("The provider is out of order.")).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto("/");
  await expect(signInLink(page)).toBeVisible();
});

test("the page on the way out leads on by a link as well", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  const headers = { accept: "text/html", origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const response = await page.request.post("/api/sign_out", { headers, form: {} });
  expect(response.headers().refresh).toMatch(/^0; ?url=http:\/\/127\.0\.0\.1:\d+\/.*\/oauth2\/v2\.0\/logout\?/);
  // Shows the response as a browser does that neither refreshes nor runs scripts.
  await page.setContent((await response.text()).replace(/<script.*?<\/script>/gs, ""));
  await expect(heading(page, "Signing you out")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", /\/oauth2\/v2\.0\/logout\?/);
});

test("going back after the sign-out shows no welcome view", async ({ page }) => {
  await signIn(page, MAYA);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(heading(page, /^Welcome/)).toHaveCount(0);
  }
});

test("neither a link nor another site signs a user out", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  expect((await page.request.get("/api/sign_out", { maxRedirects: 0 })).headers().location).toBe("/");
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site", origin: "null" }] as Record<string, string>[]) {
    const forged = await page.request.post("/api/sign_out", { headers, form: {}, maxRedirects: 0 });
    expect(forged.status()).toBe(403);
  }
  await page.goto(`${baseURL}/`);
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
