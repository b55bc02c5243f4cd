// The end of a session while its page is open: the warning, the use in another tab, and the new sign-in in place. The browser's clock
// is moved; the server's clock goes along, so the seconds in the server's responses are reduced by the same time. A request fails if
// its timeout of a minute is skipped: the page then follows its clock, as it does without network.
import type { BrowserContext, Page, Request } from "@playwright/test";
import { expectAccessible } from "../cast/accessible.ts";
import { expect, test } from "../cast/fixtures.ts";
import { heading, hydrated, MAYA, openSessions, persona, signIn, signInLink, signOut, TOM } from "../cast/journeys.ts";

const MINUTE = 60_000;

/**
 * Signs in with a clock that the test moves. Returns the requests that check the session, without the first one, by which a client
 * that is loaded late finds out how much time has passed.
 */
async function signInWithClock(page: Page): Promise<string[]> {
  await page.clock.install();
  const checks: string[] = [];
  let finished = 0;
  const isCheck = (request: Request) => request.url().endsWith("/api/is_signed_in");
  page.on("request", (request) => void (isCheck(request) && checks.push(request.postData() ?? "")));
  page.on("requestfinished", (request) => void (isCheck(request) && (finished += 1)));
  await signIn(page, MAYA);
  await hydrated(page);
  await expect.poll(() => finished).toBe(1);
  expect(checks.splice(0)).toEqual(["peek=true"]);
  return checks;
}

/** Lets the server's responses to peeks say that this much time has passed. */
async function serverClock(page: Page, minutes: number, absolute = 720): Promise<void> {
  await page.route("**/api/is_signed_in", async (route) => {
    if (route.request().postData() !== "peek=true") return route.continue();
    const response = await route.fetch();
    const state = (await response.json()) as { idle: number; absolute: number } | null;
    if (!state) return route.fulfill({ response });
    const left = Math.min(state.idle, absolute * 60) - minutes * 60;
    await route.fulfill({ response, json: { ...state, idle: left, absolute: absolute * 60 - minutes * 60 } });
  });
}

const notice = (page: Page) => page.getByRole("dialog");
const warning = (page: Page) => notice(page).getByText("Your session ends soon");
const stay = (page: Page) => notice(page).getByRole("button", { name: "Stay signed in" });
const link = (page: Page) => notice(page).getByRole("link", { name: "Sign in again" });

/** Ends the session on the server without a word to the browser. */
const expire = (context: BrowserContext) => context.clearCookies({ domain: "localhost" });

test("the warning appears before the idle end and is accessible", async ({ page }) => {
  const checks = await signInWithClock(page);
  await serverClock(page, 58.1);
  await page.clock.runFor(57 * MINUTE);
  await expect(notice(page)).toBeHidden();
  expect(checks, "an open page sends no requests").toEqual([]);
  await page.clock.runFor(1.2 * MINUTE);
  await expect(warning(page)).toBeVisible();
  expect(checks).toEqual(["peek=true"]);
  await expect(notice(page).getByRole("alert")).toContainText("Do you want to stay signed in?");
  await expect(notice(page).getByRole("timer")).toHaveText(/^Time left: 1:\d\d$/);
  await expect(page.locator("body"), "the focus is where it was").toBeFocused();
  await expectAccessible(page);
  await page.emulateMedia({ forcedColors: "active" });
  await expect(stay(page)).toBeVisible();
  await page.emulateMedia({ forcedColors: null });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await expectAccessible(page);
});

test("to stay signed in uses the session and closes the warning", async ({ page }) => {
  const checks = await signInWithClock(page);
  await serverClock(page, 58.1);
  await page.clock.runFor(58.2 * MINUTE);
  await stay(page).focus();
  await page.keyboard.press("Enter");
  await expect(notice(page)).toBeHidden();
  expect(checks).toEqual(["peek=true", ""]);
  await expect(page.locator("main"), "the focus is not lost").toBeFocused();
  await page.clock.runFor(57 * MINUTE);
  await expect(notice(page)).toBeHidden();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("Escape closes the warning until the session ends", async ({ page, context }) => {
  await signInWithClock(page);
  await serverClock(page, 58.1);
  await page.clock.runFor(58.2 * MINUTE);
  await expect(warning(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(notice(page)).toBeHidden();
  await page.clock.runFor(0.5 * MINUTE);
  await expect(notice(page)).toBeHidden();
  await expire(context);
  await page.clock.runFor(2 * MINUTE);
  await expect(link(page)).toBeVisible();
});

test("a page that another tab has used gives no warning", async ({ page, context }) => {
  await signInWithClock(page);
  const other = await context.newPage();
  await other.goto("/account/sessions");
  await hydrated(other);
  await serverClock(page, 0);
  await page.clock.runFor(58.2 * MINUTE);
  await expect(notice(page), "the server knows the use").toBeHidden();
  await page.unrouteAll({ behavior: "wait" });
  await serverClock(page, 58.1);
  await page.clock.runFor(58.2 * MINUTE);
  await expect(warning(page)).toBeVisible();
  await other.reload();
  await expect(notice(page), "the other tab tells").toBeHidden();
});

test("without network the warning follows the clock", async ({ page, console }) => {
  console.expectFailure("net::ERR_FAILED");
  await signInWithClock(page);
  await page.route("**/api/is_signed_in", (route) => route.abort());
  await page.clock.runFor(58.5 * MINUTE);
  await expect(warning(page)).toBeVisible();
  await stay(page).click();
  await expect(notice(page).getByRole("status")).toContainText("No connection");
  await page.clock.runFor(2 * MINUTE);
  await expect(link(page)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

test("at the absolute end only a new sign-in helps", async ({ page, context }) => {
  await signInWithClock(page);
  await serverClock(page, 58.1, 60);
  await page.clock.runFor(58.2 * MINUTE);
  await expect(notice(page)).toContainText("The session cannot be extended.");
  await expect(stay(page)).toBeHidden();
  await expectAccessible(page);
  const opened = context.waitForEvent("page");
  await link(page).click();
  const tab = await opened;
  await expect(heading(tab, `Welcome ${MAYA}!`), "the provider still knows the user").toBeVisible();
  await hydrated(tab);
  await expect(notice(page)).toBeHidden();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("an expired page without input is emptied and signs in again", async ({ page, context }) => {
  await signInWithClock(page);
  await openSessions(page);
  await hydrated(page);
  await expire(context);
  await page.clock.runFor(62 * MINUTE);
  await expect(notice(page)).toContainText("Your sign-in has ended");
  await expect(page.locator("body")).not.toContainText(MAYA);
  await expect(page.locator("main")).toBeEmpty();
  await expectAccessible(page);
  await link(page).click();
  await expect(heading(page, "My sessions")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/account/sessions");
});

/** Opens a page with a field, changes it, and lets the session expire. */
async function expireWithInput(page: Page, context: BrowserContext): Promise<void> {
  await signInWithClock(page);
  await openSessions(page);
  await hydrated(page);
  await page.getByRole("checkbox").check();
  await expire(context);
  await page.clock.runFor(62 * MINUTE);
  await expect(notice(page)).toContainText("what you typed is kept");
  await expect(heading(page, "My sessions")).toBeHidden();
  await expect(page.locator(".account")).toBeHidden();
}

test("an expired page keeps what the same user has typed", async ({ page, context }) => {
  await expireWithInput(page, context);
  await expectAccessible(page);
  const opened = context.waitForEvent("page");
  await link(page).click();
  const tab = await opened;
  await expect(heading(tab, "My sessions")).toBeVisible();
  await hydrated(tab);
  await expect(notice(page)).toBeHidden();
  await expect(heading(page, "My sessions")).toBeVisible();
  await expect(page.getByRole("checkbox")).toBeChecked();
});

test("a sign-in with another account loads the page again", async ({ page, context }) => {
  await expireWithInput(page, context);
  const tab = await context.newPage();
  await tab.goto("/");
  await tab.getByRole("link", { name: "Use another account" }).click();
  await persona(tab, TOM).click();
  await expect(heading(tab, `Welcome ${TOM}!`)).toBeVisible();
  await hydrated(tab);
  await expect(heading(page, "My sessions")).toBeVisible();
  await expect(page.getByRole("checkbox")).not.toBeChecked();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

test("a sign-out in another tab leaves the page in any case", async ({ page, context }) => {
  await signInWithClock(page);
  await openSessions(page);
  await hydrated(page);
  await page.getByRole("checkbox").check();
  const other = await context.newPage();
  await other.goto("/");
  await signOut(other);
  await expect(signInLink(page)).toBeVisible();
});

test("a tab that slept beyond the end is emptied at once", async ({ page, context, console }) => {
  console.expectFailure("net::ERR_FAILED");
  await signInWithClock(page);
  await expire(context);
  await page.route("**/api/is_signed_in", (route) => route.abort());
  await page.evaluate(() => {
    const [now, later] = [Date.now.bind(Date), 2 * 60 * 60_000];
    Date.now = () => now() + later;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(link(page)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(MAYA);
});

/** Opens the dashboard, where the client cannot be loaded. Returns the number of times that the page was requested. */
async function openWithoutClient(page: Page): Promise<() => number> {
  await page.clock.install();
  await signIn(page, MAYA);
  let requests = 0;
  page.on("request", (request) => void (request.url().endsWith("/dashboard") && (requests += 1)));
  await page.route("**/pkg/**", (route) => route.abort());
  await page.goto("/dashboard");
  await expect(heading(page, "Dashboard")).toBeVisible();
  return () => requests;
}

for (const event of ["the end of the session", "a sign-out in another tab"] as const) {
  test(`without the client, ${event} leads to the sign-in`, async ({ page, context, console }) => {
    console.expectFailure("net::ERR_FAILED");
    console.expectUncaught(/^TypeError: Failed to fetch/);
    const requests = await openWithoutClient(page);
    if (event === "the end of the session") {
      await page.clock.runFor(58.5 * MINUTE);
      expect(requests(), "before the end, the page stays").toBe(1);
      await expire(context);
      await page.clock.runFor(2 * MINUTE);
    } else {
      const other = await context.newPage();
      await other.goto("/");
      await signOut(other);
      await expect(signInLink(other)).toBeVisible();
      await page.clock.runFor(MINUTE / 4);
    }
    await expect(signInLink(page)).toBeVisible();
    await expect(page.locator("body")).not.toContainText(MAYA);
  });
}
