// The page with the user code, without JavaScript: it refreshes automatically, and a link refreshes it at once.
import { deviceTest as test, expect } from "../cast/fixtures.ts";
import { heading, signInLink, TOM } from "../cast/journeys.ts";

test("the link asks at once whether the code was approved", async ({ page, deviceApp }) => {
  await page.goto("/");
  await signInLink(page).click();
  const code = (await page.locator(".user-code code").textContent()) ?? "";
  await deviceApp.tell({ approve_device: { user_code: code.trim(), persona: TOM } });
  await page.getByRole("link", { name: "I have approved it" }).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
});

test("without scripts the page refreshes automatically", async ({ page }) => {
  await page.goto("/");
  const shown = page.waitForResponse((response) => new URL(response.url()).pathname === "/device-code" && response.status() === 200);
  await signInLink(page).click();
  const response = await shown;
  const told = (await response.allHeaders()).refresh ?? /<noscript><meta http-equiv="refresh" content="(\d+)/.exec(await response.text())?.[1];
  expect(Number.parseInt(told ?? "", 10)).toBeGreaterThan(0);
});
