// All journeys by the keyboard alone, with and without JavaScript: each control is reached by Tab, each stop is visible and
// marked, and after each step the focus is on an element or at the start of a new page.
import type { Page } from "@playwright/test";
import { deviceTest, expect, test } from "../cast/fixtures.ts";
import { heading, hydrated, MAYA, persona, signInLink, TOM } from "../cast/journeys.ts";
import { press, tabTo, walk } from "../cast/keyboard.ts";

const account = (page: Page) => page.getByRole("banner").locator("details.account > summary");
const inMenu = (page: Page, role: "link" | "button", name: string) => page.getByRole("banner").getByRole(role, { name, exact: true });
const follow = (page: Page, name: string) => press(page, page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }));

async function signInByKeyboard(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await press(page, signInLink(page));
  await press(page, persona(page, name));
  await expect(heading(page, `Welcome ${name}!`)).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test.describe(mode, () => {
    test.use({ javaScriptEnabled });
    test.beforeEach(() => test.setTimeout(120_000));

    test(`the order of the stops is the visual one ${mode}`, async ({ page }) => {
      await page.goto("/");
      expect(await walk(page)).toContainEqual(expect.stringContaining("Skip to the content"));
      await signInByKeyboard(page, MAYA);
      for (const path of ["/", "/dashboard", "/profile", "/account/sessions", "/accounts"]) {
        await page.goto(path);
        const stops = await walk(page);
        expect(stops[0], `the first stop at ${path}`).toContain("Skip to the content");
        expect(stops.length, stops.join(" | ")).toBeGreaterThan(6);
      }
      await page.goto("/");
      await press(page, page.getByRole("link", { name: "Skip to the content" }));
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    });

    test(`calling the API, a consent and the sign-out by keyboard ${mode}`, async ({ page }) => {
      await signInByKeyboard(page, MAYA);
      if (javaScriptEnabled) await hydrated(page);
      const call = page.getByRole("button", { name: "Call a downstream API" });
      await press(page, call);
      if (javaScriptEnabled) {
        await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
        await expect(page.getByRole("status").filter({ hasText: /./ }).first()).toBeAttached();
        await expect(call).toBeFocused();
      } else {
        await expect(heading(page, "Response of the downstream API")).toBeVisible();
      }
      await walk(page);

      await page.goto("/");
      await follow(page, "Dashboard");
      await press(page, page.getByRole("link", { name: "Allow Calendars.Read" }));
      await press(page, page.getByRole("button", { name: "Accept" }));
      await expect(heading(page, "Dashboard")).toBeVisible();
      await expect(page.getByRole("link", { name: "Allow Calendars.Read" })).toBeHidden();

      await press(page, account(page));
      await press(page, inMenu(page, "button", "Sign out"));
      await expect(heading(page, "You are signed out of this app.")).toBeVisible();
    });

    test(`sessions, accounts and the language by keyboard ${mode}`, async ({ page }) => {
      await signInByKeyboard(page, MAYA);
      await press(page, account(page));
      await press(page, inMenu(page, "link", "My sessions"));
      await expect(heading(page, "My sessions")).toBeVisible();
      const end = page.getByRole("button", { name: "End all other sessions" });
      if (await end.isVisible()) {
        await press(page, end);
        await expect(page.getByRole("status").filter({ hasText: "All other sessions have ended." })).toBeVisible();
      }
      await press(page, account(page));
      await press(page, inMenu(page, "link", "Use another account"));
      await press(page, persona(page, TOM));
      await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
      await press(page, account(page), "Space");
      await press(page, inMenu(page, "link", "Switch account"));
      await press(page, page.getByRole("button", { name: MAYA }), "Space");
      await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();

      await press(page, page.locator("details.languages > summary"));
      await press(page, page.getByRole("button", { name: "Deutsch" }));
      await expect(heading(page, `Willkommen, ${MAYA}!`)).toBeVisible();
      await press(page, account(page));
      await press(page, page.getByRole("banner").locator('form[action="/accounts/sign-out"] button'));
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      await expect(account(page)).toBeHidden();
    });

    test(`the account menu opens and closes by keyboard ${mode}`, async ({ page }) => {
      await signInByKeyboard(page, MAYA);
      const panel = page.getByRole("banner").locator(".panel");
      await tabTo(page, account(page));
      await expect(panel).toBeHidden();
      await page.keyboard.press("Enter");
      await expect(panel).toBeVisible();
      await page.keyboard.press("Tab");
      expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await page.keyboard.press("Shift+Tab");
      await expect(account(page)).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(panel).toBeHidden();
      await expect(account(page)).toBeFocused();
    });
  });

  deviceTest.describe(mode, () => {
    deviceTest.use({ javaScriptEnabled });
    deviceTest(`a device code by keyboard ${mode}`, async ({ page, deviceApp }) => {
      await page.goto("/");
      await press(page, signInLink(page));
      await expect(heading(page, "Sign in with a code")).toBeVisible();
      const code = ((await page.locator(".user-code code").textContent()) ?? "").trim();
      if (javaScriptEnabled) await walk(page);
      // Without JavaScript the page refreshes itself, and the walk begins again at its start.
      else await expect(() => tabTo(page, page.getByRole("link", { name: "I have approved it" }))).toPass();
      await deviceApp.tell({ approve_device: { user_code: code, persona: TOM } });
      await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
    });
  });
}
