// Not a test: stores the pictures of the README and of src/docs in pictures/documents. `make pictures` runs it.
import type { Page } from "@playwright/test";
import { expect, test as base } from "./cast/fixtures.ts";
import { withPinnedFonts } from "./cast/fonts.ts";
import { heading, hydrated, MAYA, persona, signIn, signInLink } from "./cast/journeys.ts";

const test = base.extend({
  launchOptions: [({ launchOptions }, use) => withPinnedFonts(launchOptions, "smooth", use), { scope: "worker" }],
});

async function store(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `pictures/documents/${name}.webp`, type: "webp", animations: "disabled" });
}

test.describe("on a wide screen", () => {
  test.use({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 });

  test("the dashboard with some permissions", async ({ page }) => {
    await signIn(page, MAYA);
    await page.goto("/dashboard");
    for (const permission of ["Calendars.Read", "Mail.ReadBasic", "Presence.Read", "Files.Read"]) {
      const allow = page.getByRole("link", { name: `Allow ${permission}` });
      await allow.click();
      await page.getByRole("button", { name: "Accept" }).click();
      await expect(heading(page, "Dashboard")).toBeVisible();
      await expect(allow).toBeHidden();
    }
    await store(page, "dashboard");
  });

  test("the account picker", async ({ page }) => {
    await page.goto("/");
    await signInLink(page).click();
    await expect(persona(page, MAYA)).toBeVisible();
    await store(page, "account-picker");
  });

  test("the profile in the dark colour scheme", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 1280, height: 1280 });
    await signIn(page, MAYA);
    await page.goto("/profile");
    await hydrated(page);
    await store(page, "profile");
  });
});

test.describe("on a phone, in Arabic", () => {
  test.use({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, locale: "ar-EG" });

  test("the dashboard from right to left", async ({ page }) => {
    await page.goto("/sign-in");
    await persona(page, MAYA).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(MAYA);
    await page.goto("/dashboard");
    await store(page, "arabic");
  });
});
