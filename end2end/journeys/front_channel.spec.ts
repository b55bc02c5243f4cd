// Sign-out at the provider: the provider's page loads a URL of this app in a hidden frame, which ends the session of
// the app.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, signIn, signInAtProvider, signInLink, signOut, signOutAtProvider } from "../cast/journeys.ts";

test("a front-channel logout in a frame ends the session", async ({ page }) => {
  const signedInAt = await signInAtProvider(page);

  const other = await signOutAtProvider(page, signedInAt);
  await expect(async () => expect(await other.frames()[1]?.title()).toBe("Signed out")).toPass();
  await page.goto("/");
  await expect(signInLink(page)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

test("a sign-out continues after the provider notified all apps", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  const framed = page.waitForRequest((request) => new URL(request.url()).pathname === "/front-channel-logout");
  await signOut(page);
  expect(new URL((await framed).url()).searchParams.get("sid")).toBeTruthy();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/signed-out`);
});
