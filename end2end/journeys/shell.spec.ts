// The header: the navigation and the account menu, with and without JavaScript, on a wide and on a narrow screen.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, navigate, openAccount, persona, signIn, TOM } from "../cast/journeys.ts";

test("the navigation leads to a page and marks it", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "My calendar");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(heading(page, "My calendar")).toBeVisible();
  const current = page.getByRole("navigation", { name: "Main" }).locator('[aria-current="page"]');
  await expect(current).toHaveText("My calendar");
  await navigate(page, "Home");
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("the account menu shows the user and leads to another account", async ({ page }) => {
  await signIn(page, MAYA);
  const menu = page.getByRole("banner").locator(".panel");
  await expect(menu).toBeHidden();
  await openAccount(page);
  await expect(menu).toContainText("maya@");
  await page.getByRole("link", { name: "Use another account" }).click();
  await persona(page, TOM).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
});

test("the header shows the photo, which the browser requests once", async ({ page }) => {
  const photo = page.getByRole("banner").locator(".avatar img");
  await signIn(page, MAYA);
  await expect(photo).toHaveCount(0);
  await navigate(page, "Dashboard");
  await expect(page.locator("#profile")).toContainText(MAYA);
  await expect(page.locator(".pending")).toBeHidden();
  const sizes: number[] = [];
  for (const name of ["Home", "My profile"]) {
    await navigate(page, name);
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth), "the photo covers the initials").toBeGreaterThan(0);
    sizes.push(await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/profile/photo")).reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0)));
  }
  expect(sizes[1], `bytes of the photo on the second page, after ${sizes[0]}`).toBe(0);
});

test("the keyboard reaches the parts of the header in their order", async ({ page }) => {
  await signIn(page, MAYA);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim().replace(/\s+/g, " "));
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Skip to the content");
  const reached: (string | undefined)[] = [];
  // The name of the app, five links of the navigation or its menu, and the account.
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("Tab");
    reached.push(await focused());
  }
  const account = reached.findIndex((text) => text?.includes(MAYA));
  const navigation = reached.findIndex((text) => text === "Menu" || text === "Home");
  expect(navigation, reached.join(" | ")).toBe(1);
  expect(account, reached.join(" | ")).toBeGreaterThan(navigation);
  await page.goto("/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});
