// The client's part of the sessions: times in the user's time zone, and tabs that react to the end of the session.
import { expectAccessible } from "../cast/accessible.ts";
import { expect, test } from "../cast/fixtures.ts";
import { callApi, heading, hydrated, MAYA, openSessions, signIn, signInLink, signOut } from "../cast/journeys.ts";

test("the page is accessible before and after a session is ended", async ({ page, browser, baseURL }) => {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  await signIn(await context.newPage(), MAYA);
  await signIn(page, MAYA);
  await openSessions(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await expectAccessible(page);
  await context.close();
});

test.describe("on the other side of the world", () => {
  test.use({ timezoneId: "Pacific/Auckland" });

  test("times are those of the person's own clock", async ({ page }) => {
    await signIn(page, MAYA);
    await openSessions(page);
    const time = page.locator("time").first();
    await expect(time).not.toContainText("UTC");
    const machine = (await time.getAttribute("datetime")) ?? "";
    expect(machine).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const there = new Date(machine).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Pacific/Auckland" });
    await expect(time).toHaveText(there);
  });
});

test("other tabs notice a sign-out at once, without a loop", async ({ page, context }) => {
  await signIn(page, MAYA);
  const [home, list] = [await context.newPage(), await context.newPage()];
  await home.goto("/");
  await list.goto("/account/sessions");
  await expect(heading(list, "My sessions")).toBeVisible();
  const loads = { home: 0, list: 0 };
  home.on("load", () => { loads.home += 1; });
  list.on("load", () => { loads.list += 1; });
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await expect(signInLink(home)).toBeVisible();
  await expect(signInLink(list)).toBeVisible();
  // A reload loop of the first page would begin before the page that is opened here is hydrated.
  await page.goto("/");
  await hydrated(page);
  expect(loads).toEqual({ home: 1, list: 1 });
});

test("a tab that finds the session ended notifies the other tabs", async ({ page, context, browser, baseURL, console }) => {
  console.expectStatus(401);
  await signIn(page, MAYA);
  const other = await context.newPage();
  await other.goto("/");
  await hydrated(other);
  await hydrated(page);
  const away = await browser.newContext(baseURL ? { baseURL } : {});
  const elsewhere = await away.newPage();
  await signIn(elsewhere, MAYA);
  await elsewhere.goto("/account/sessions");
  await elsewhere.getByRole("button", { name: "End all other sessions" }).click();
  await expect(elsewhere.getByRole("status")).toBeVisible();
  await callApi(page, true);
  await expect(page.getByRole("dialog").getByRole("link", { name: "Sign in again" })).toBeVisible();
  await expect(signInLink(other)).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Sign in again" })).toBeVisible();
  await away.close();
});

test("without BroadcastChannel a tab notices at its next request", async ({ page, context, console }) => {
  console.expectStatus(401);
  await context.addInitScript("delete self.BroadcastChannel");
  await signIn(page, MAYA);
  const other = await context.newPage();
  await other.goto("/");
  await hydrated(other);
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await expect(heading(other, `Welcome ${MAYA}!`)).toBeVisible();
  await callApi(other, true);
  await expect(other.getByRole("dialog").getByRole("link", { name: "Sign in again" })).toBeVisible();
  await other.reload();
  await expect(signInLink(other)).toBeVisible();
});
