// Failed sign-ins: the app shows a page with the explanation and the right status, and one retry succeeds.
import { type Page } from "@playwright/test";
import { expect, test } from "../cast/fixtures.ts";
import { heading, loseAppCookies, MAYA, nextCallback, persona, signIn, signInLink } from "../cast/journeys.ts";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const failed = (page: Page) => heading(page, "Sign-in failed");
const detail = (page: Page, name: string) => page.locator("dt", { hasText: name }).locator("xpath=following-sibling::dd[1]");

/** Signs in by one click on the page of a failed sign-in, because the user is still signed in at the provider. */
async function retry(page: Page) {
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
}

/** Takes a step that leads to the page of a failed sign-in. Returns the HTTP status of that page. */
async function failure(page: Page, step: () => Promise<unknown>): Promise<number> {
  const shown = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() >= 400);
  await step();
  const response = await shown;
  await expect(failed(page)).toBeVisible();
  return response.status();
}

test.beforeEach(({ console }) => console.expectStatus(400, 401, 403, 404, 410, 500, 502, 503));

test("a declined consent is explained, with details for admins", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await failure(page, () => page.getByRole("button", { name: "Decline and go back to the application" }).click());

  await expect(page.getByText("The permissions that this app requested were declined.")).toBeVisible();
  await expect(detail(page, "Error")).toHaveText("access_denied");
  await expect(detail(page, "Code")).toHaveText("AADSTS65004");
  await expect(detail(page, "Trace ID")).toHaveText(GUID);
  await expect(detail(page, "Correlation ID")).toHaveText(GUID);
  await expect(detail(page, "Time")).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  await expect(page.getByRole("link", { name: "Homepage" })).toHaveAttribute("href", "/");

  await page.getByRole("link", { name: "Try again" }).click();
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("a used callback is explained, and one retry signs in", async ({ page }) => {
  const callback = nextCallback(page);
  await signIn(page, MAYA);
  await loseAppCookies(page);
  expect(await failure(page, async () => page.goto(await callback))).toBeLessThan(500);
  await expect(page.getByText(/This sign-in was already completed/)).toBeVisible();
  await retry(page);
});

test("a repeated callback does not end its session", async ({ page }) => {
  const callback = nextCallback(page);
  await signIn(page, MAYA);
  await page.goto(await callback);
  await page.goto("/");
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("lost cookies are explained, and one retry signs in", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await expect(persona(page, MAYA)).toBeVisible();
  await loseAppCookies(page);
  expect(await failure(page, () => persona(page, MAYA).click())).toBeLessThan(500);
  await retry(page);
});

test("a callback without a sign-in signs no user in", async ({ page }) => {
  await failure(page, () => page.goto("/getAToken?code=forged&state=forged"));
  await expect(page.getByText(/was started in another browser/)).toBeVisible();
  await page.getByRole("link", { name: "Homepage" }).click();
  await expect(signInLink(page)).toBeVisible();
});

test("a callback without parameters is told from a used one", async ({ page }) => {
  await failure(page, () => page.goto("/getAToken"));
  await expect(page.getByText("The response of the sign-in service is incomplete or invalid.")).toBeVisible();
});

for (const address of [
  "/getAToken?error=access_denied&error_description=Call+0900-FRAUD&state=forged",
  "/getAToken?error=Call+0900-FRAUD&state=forged",
  "/sign-in-failed?problem=Call+0900-FRAUD&ref=0900-FRAUD",
  "/?__path=%2F&__err=MDkwMC1GUkFVRA",
]) {
  test(`the text in ${address} is never shown as ours`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("body")).not.toContainText("FRAUD");
  });
}

for (const [fault, text] of [
  ["wrong_nonce", /could not be verified/],
  ["wrong_audience", /could not be verified/],
  ["bad_signature", /could not be verified/],
  ["expired", /The clock of this app/],
] as const) {
  test(`an ID token with a fault (${fault}) signs nobody in`, async ({ page, app }) => {
    await app.tell({ arm_id_token_fault: { fault } });
    await page.goto("/");
    await signInLink(page).click();
    await failure(page, () => persona(page, MAYA).click());
    await expect(page.getByText(text)).toBeVisible();
    await retry(page);
  });
}

test("a rejected client secret is explained", async ({ page, app }) => {
  await app.tell({ arm_token_fault: { fault: { error: { error: "invalid_client", aadsts: 7000215 } } } });
  await page.goto("/");
  await signInLink(page).click();
  expect(await failure(page, () => persona(page, MAYA).click())).toBeGreaterThanOrEqual(500);
  await expect(page.getByText(/rejected the credential of this app/)).toBeVisible();
  await expect(detail(page, "Code")).toHaveText("AADSTS7000215");
  await retry(page);
});

test("a provider that fails is explained", async ({ page, app }) => {
  await app.tell({ arm_token_fault: { fault: "internal_server_error" } });
  await page.goto("/");
  await signInLink(page).click();
  expect(await failure(page, () => persona(page, MAYA).click())).toBeGreaterThanOrEqual(500);
  await expect(page.getByText(/sign-in service could not complete the sign-in/)).toBeVisible();
  await retry(page);
});

test("an administrator's consent that is missing is explained", async ({ page, app }) => {
  await app.tell({ arm_authorize_fault: { fault: { error: "access_denied", aadsts: 90094 } } });
  await page.goto("/");
  await failure(page, () => signInLink(page).click());
  await expect(page.getByText(/an administrator must approve this app first/)).toBeVisible();
});
