// Sign-in by device code, without a redirect URI: a user approves the code in another browser, and the approval is
// never lost.
import { type Page } from "@playwright/test";
import { deviceTest as test, expect } from "../cast/fixtures.ts";
import { callApi, heading, signInLink, TOM } from "../cast/journeys.ts";

/** Opens the page with the user code. Returns the user code. */
async function begin(page: Page): Promise<string> {
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, "Sign in with a code")).toBeVisible();
  return userCode(page);
}

async function userCode(page: Page): Promise<string> {
  return ((await page.locator(".user-code code").textContent()) ?? "").trim();
}

/** Enters the user code on the provider's page, in a second browser. */
async function enterElsewhere(page: Page, code: string, button: string): Promise<void> {
  const address = await page.locator('a[href*="devicelogin"]').getAttribute("href");
  const context = await page.context().browser()?.newContext();
  const second = await context?.newPage();
  if (!second || !address) throw new Error("there is no second page to approve the code on");
  await second.goto(address);
  await second.getByLabel("Code").fill(code);
  await second.getByRole("button", { name: "Next" }).click();
  await second.getByRole("button", { name: button }).click();
  await expect(heading(second, /The device (is signed in|was rejected)/)).toBeVisible();
  await context?.close();
}

test("the page continues after the approval of the code", async ({ page, javaScriptEnabled }) => {
  const code = await begin(page);
  await enterElsewhere(page, code, `Continue as ${TOM}`);
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
  expect((await callApi(page, javaScriptEnabled)).status()).toBe(200);
});

test("the page shows a QR code of the address", async ({ page }) => {
  await begin(page);
  const address = await page.locator('a[href*="devicelogin"]').getAttribute("href");
  await expect(page.getByRole("img", { name: `QR code of the address ${address}` })).toBeVisible();
});

test("a reload shows the same code", async ({ page }) => {
  const code = await begin(page);
  await page.reload();
  expect(await userCode(page)).toBe(code);
});

test("a code that was approved while the page was closed signs in", async ({ page, deviceApp }) => {
  const code = await begin(page);
  await page.goto("about:blank");
  await deviceApp.tell({ approve_device: { user_code: code, persona: TOM } });
  await page.goto("/device-code");
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
});

test("beginning again does not orphan a code that was approved", async ({ page, deviceApp }) => {
  const code = await begin(page);
  await page.goto("/");
  await deviceApp.tell({ approve_device: { user_code: code, persona: TOM } });
  await signInLink(page).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
});

test("a declined code is explained", async ({ page, console }) => {
  console.expectStatus(400, 401, 403);
  const code = await begin(page);
  await enterElsewhere(page, code, "Reject the device");
  await expect(heading(page, "Sign-in failed")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/were declined/)).toBeVisible();
});

test("an expired code is explained, and a retry shows a new code", async ({ page, deviceApp, console }) => {
  console.expectStatus(400, 401, 403, 410);
  const code = await begin(page);
  await deviceApp.tell({ advance_clock: { seconds: 1000 } });
  await expect(heading(page, "Sign-in failed")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("The code was not approved in time.")).toBeVisible();
  await page.getByRole("link", { name: "Try again" }).click();
  // The link leads to the login view: only its form requests a code from the provider.
  await signInLink(page).click();
  await expect(heading(page, "Sign in with a code")).toBeVisible();
  expect(await userCode(page)).not.toBe(code);
});
