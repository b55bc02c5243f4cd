// The session of an open tab ends elsewhere: at the provider or on another device. The tab notices it when the user
// returns to it.
import { type Page } from "@playwright/test";
import { expect, test } from "../cast/fixtures.ts";
import { heading, hydrated, MAYA, signIn, signInAtProvider, signInLink, signOutAtProvider } from "../cast/journeys.ts";

/** The event with which a browser reports that the user has switched to the tab. All tabs of the tests are visible. */
const returnTo = (page: Page, event: "visibilitychange" | "focus" = "visibilitychange") =>
  page.evaluate((name) => (name === "focus" ? window : document).dispatchEvent(new Event(name)), event);

const checked = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/api/is_signed_in"));

test("a tab notices a front-channel logout on its next visit", async ({ page, context }) => {
  const signedInAt = await signInAtProvider(page);
  const list = await context.newPage();
  await list.goto("/account/sessions");
  await hydrated(page);
  await hydrated(list);

  await signOutAtProvider(page, signedInAt);
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  await returnTo(page);
  await expect(signInLink(page)).toBeVisible();
  await expect(signInLink(list)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

test("a tab stays as it is while its session exists", async ({ page }) => {
  await signIn(page, MAYA);
  await hydrated(page);
  let loads = 0;
  page.on("load", () => { loads += 1; });
  for (const event of ["visibilitychange", "focus"] as const) {
    const response = checked(page);
    await returnTo(page, event);
    expect(await (await response).json()).toMatchObject({ idle: expect.any(Number), warning: 120 });
    await page.waitForTimeout(1100);
  }
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  expect(loads).toBe(0);
});

test("a tab without network stays as it is", async ({ page, console }) => {
  console.expectFailure("net::ERR_FAILED");
  await signIn(page, MAYA);
  await hydrated(page);
  await page.route("**/api/is_signed_in", (route) => route.abort());
  const failed = page.waitForEvent("requestfailed");
  await returnTo(page);
  await failed;
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});
