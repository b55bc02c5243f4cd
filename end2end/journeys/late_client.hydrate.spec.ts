// The dashboard loads the client late: at the user's first action, or when the session of the page may have ended.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, signIn, signInLink, signOut } from "../cast/journeys.ts";

test.beforeEach(async ({ page }) => {
  await signIn(page, MAYA);
  await page.goto("/dashboard");
  await expect(heading(page, "Dashboard")).toBeVisible();
});

test("the client is loaded at the first action", async ({ page }) => {
  await expect(page.locator("html")).not.toHaveAttribute("data-hydrated");
  await page.keyboard.press("Tab");
  await expect(page.locator("html")).toHaveAttribute("data-hydrated");
  await expect(heading(page, "Dashboard")).toBeVisible();
});

test("a sign-out in another tab leaves an untouched dashboard", async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto("/");
  await signOut(other);
  await expect(signInLink(page)).toBeVisible();
  await expect(page.getByText(MAYA)).toBeHidden();
});
