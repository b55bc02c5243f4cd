// The first paint: the document is styled without further files, and every form works before the client is loaded.
import type { Page } from "@playwright/test";
import { deviceTest, expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, persona, signIn, signInLink, signOut, TOM } from "../cast/journeys.ts";

/** Keeps all requests for the client's files pending, so that the client is never loaded. */
async function withholdClient(page: Page): Promise<void> {
  await page.route("**/pkg/**", () => new Promise(() => {}));
}

/** Keeps all requests except for documents pending. Returns the list of the paths of these requests. */
async function withholdAllButDocuments(page: Page): Promise<string[]> {
  const withheld: string[] = [];
  await page.route("**/*", (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    withheld.push(new URL(route.request().url()).pathname);
    return new Promise(() => {});
  });
  return withheld;
}

/** Returns the computed styles of the main parts of the page. */
function styles(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const style = (selector: string, property: string) => {
      const element = document.querySelector(selector);
      return element ? getComputedStyle(element).getPropertyValue(property) : `no ${selector}`;
    };
    return {
      ground: style("html", "background-color"),
      card: style(".card", "border-radius"),
      button: style("main .button", "background-color"),
      height: style("main .button", "min-height"),
      font: style("body", "font-family"),
    };
  });
}

test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: "light" }));

const styled = { ground: "rgb(244, 246, 249)", card: "14px", height: "44px" };

test("the login view is styled by its document alone", async ({ page }) => {
  const withheld = await withholdAllButDocuments(page);
  await page.goto("/", { waitUntil: "domcontentloaded" });
  expect(await styles(page)).toMatchObject({ ...styled, button: "rgb(31, 95, 191)" });
  expect(withheld.filter((path) => path.startsWith("/pkg/"))).toEqual([]);
});

test("the welcome view is styled by its document alone", async ({ page }) => {
  await signIn(page, MAYA);
  const complete = await styles(page);
  await withholdAllButDocuments(page);
  await page.goto("/", { waitUntil: "domcontentloaded" });
  expect(await styles(page)).toEqual(complete);
  expect(complete).toMatchObject(styled);
});

test("a missing client delays neither the paint nor the load event", async ({ page }) => {
  await signIn(page, MAYA);
  await withholdClient(page);
  await page.goto("/", { waitUntil: "load" });
  const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
  expect(await painted.jsonValue()).toBe(1);
  await expect(page.locator("html[data-hydrated]")).not.toBeAttached();
});

test("the forms of the welcome view work before the client arrives", async ({ page }) => {
  await withholdClient(page);
  await signIn(page, MAYA);
  await page.getByRole("button", { name: "Call a downstream API" }).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText(`"displayName": "${MAYA}"`);
  await page.goto("/");
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
});

test("the forms of the sessions work before the client arrives", async ({ page, browser, baseURL }) => {
  const others = await Promise.all([1, 2, 3].map(() => browser.newContext(baseURL ? { baseURL } : {})));
  for (const other of others) await signIn(await other.newPage(), MAYA);
  await withholdClient(page);
  await signIn(page, MAYA);
  await page.goto("/account/sessions");
  await page.getByRole("button", { name: /End this session/ }).first().click();
  await expect(page.getByText("That session has ended.")).toBeVisible();
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByText("All other sessions have ended.")).toBeVisible();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await signIn(page, MAYA);
  await page.goto("/account/sessions");
  await page.getByRole("button", { name: "Sign out here" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  for (const other of others) await other.close();
});

test("a failed sign-in can be retried before the client arrives", async ({ page, console }) => {
  console.expectStatus(400, 401, 403);
  await withholdClient(page);
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Decline and go back to the application" }).click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy details" })).toBeHidden();
  await page.getByRole("link", { name: "Try again" }).click();
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

deviceTest("an approved code signs in before the client arrives", async ({ page, deviceApp }) => {
  await withholdClient(page);
  await page.goto("/");
  await signInLink(page).click();
  const code = (await page.locator(".user-code code").textContent()) ?? "";
  await deviceApp.tell({ approve_device: { user_code: code.trim(), persona: TOM } });
  // The provider accepts one poll per interval, and the server polled for the first time when the page was shown.
  const interval = Number(await page.locator("[data-interval]").getAttribute("data-interval"));
  await page.waitForTimeout((interval + 1) * 1000);
  await page.getByRole("link", { name: "I have approved it" }).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
});

test("given an unloadable client then the browser handles the form", async ({ page, console }) => {
  console.expectFailure("net::ERR_FAILED");
  console.expectUncaught(/^TypeError: Failed to fetch/);
  await page.route("**/pkg/**", (route) => route.abort());
  await signIn(page, MAYA);
  await page.getByRole("button", { name: "Call a downstream API" }).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
});
