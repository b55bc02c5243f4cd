// The menus of the header: the key Escape and a press elsewhere close them.
import { expect, test } from "../cast/fixtures.ts";
import { MAYA, openAccount, signIn } from "../cast/journeys.ts";

test.beforeEach(async ({ page }) => {
  await signIn(page, MAYA);
  await openAccount(page);
});

test("Escape closes the account menu and focuses its button", async ({ page }) => {
  const menu = page.getByRole("banner").locator("details.account");
  await page.keyboard.press("Tab");
  await expect(menu.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).not.toHaveAttribute("open");
  await expect(menu.locator("summary")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu.locator("summary")).toBeFocused();
});

test("a press elsewhere closes the account menu", async ({ page }) => {
  const menu = page.getByRole("banner").locator("details.account");
  await menu.locator(".account-facts").click();
  await expect(menu).toHaveAttribute("open");
  await page.getByRole("contentinfo").click({ position: { x: 2, y: 2 } });
  await expect(menu).not.toHaveAttribute("open");
});
