// Several accounts in one browser: add, switch, and sign out.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, openAccount, persona, signIn, TOM } from "../cast/journeys.ts";

test("a user adds an account and switches back", async ({ page }) => {
  await signIn(page, MAYA);
  await openAccount(page);
  await page.getByRole("link", { name: "Use another account" }).click();
  await persona(page, TOM).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
  await openAccount(page);
  await page.getByRole("link", { name: "Switch account" }).click();
  await page.getByRole("button", { name: MAYA }).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  await openAccount(page);
  await page.getByRole("button", { name: "Sign out of all accounts" }).click();
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();
  await page.goto("/accounts");
  await expect(page.getByRole("link", { name: "Use another account" })).toBeVisible();
  await expect(page.getByRole("button", { name: TOM })).toBeHidden();
});
