// The steps that many tests take.
import { expect, type Locator, type Page, type Response } from "@playwright/test";

/** The display names of demo users of the dev tenant. */
export const MAYA = "Maya Lindqvist";
export const TOM = "Tom Becker";

/**
 * Waits until the client has hydrated the page. Many pages load the client at the user's first action, here a key. The key is
 * pressed again if the script of the page was not yet listening.
 */
export async function hydrated(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Shift");
    await expect(page.locator("html[data-hydrated]")).toBeAttached({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
}

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole("heading", { level: 1, name });

/** The main link of the login view, for every kind of provider; without a redirect URI the button of its form. */
export const signInLink = (page: Page): Locator =>
  page.getByRole("link", { name: /^Sign in( with|$)/ }).or(page.getByRole("button", { name: /^Sign in with a code/ }));

/** A button of the dev tenant's account picker: the first, because users of different tenants have the same name. */
export const persona = (page: Page, name: string): Locator => page.getByRole("button", { name: `Continue as ${name}` }).first();

/** Signs in from the login view, or from another address that shows it, to the welcome view. */
export async function signIn(page: Page, name: string, address = "/"): Promise<void> {
  await page.goto(address);
  await signInLink(page).click();
  await persona(page, name).click();
  await expect(heading(page, `Welcome ${name}!`)).toBeVisible();
}

/** Presses the button that calls the downstream API. Returns the app's response. */
export async function callApi(page: Page, javaScriptEnabled: boolean | undefined): Promise<Response> {
  if (javaScriptEnabled !== false) await hydrated(page);
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/call_api");
  await page.getByRole("button", { name: "Call a downstream API" }).click();
  return answered;
}

/** Opens the account menu in the header, at the user's photo or initials. */
export async function openAccount(page: Page): Promise<void> {
  await page.getByRole("banner").locator("details.account > summary").click();
}

/** Follows a link of the navigation. On a narrow screen the navigation is opened first. */
export async function navigate(page: Page, name: string): Promise<void> {
  const navigation = page.getByRole("navigation", { name: "Main" });
  const menu = navigation.locator("summary");
  if (await menu.isVisible()) await menu.click();
  await navigation.getByRole("link", { name }).click();
}

/** Follows the link "My sessions" of the account menu. */
export async function openSessions(page: Page): Promise<void> {
  await openAccount(page);
  await page.getByRole("banner").getByRole("link", { name: "My sessions" }).click();
  await expect(heading(page, "My sessions")).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await openAccount(page);
  await page.getByRole("banner").getByRole("button", { name: "Sign out", exact: true }).click();
}

/** Returns the app's cookies, without those of a provider on 127.0.0.1. */
export async function appCookies(page: Page) {
  return (await page.context().cookies()).filter((cookie) => cookie.domain === "localhost");
}

/** Deletes the app's cookies, but not those of the provider. */
export async function loseAppCookies(page: Page): Promise<void> {
  await page.context().clearCookies({ domain: "localhost" });
}

/** Waits for the next authorization response, and returns its URL from the browser's request to the callback. */
export function nextCallback(page: Page): Promise<string> {
  return page
    .waitForRequest((request) => new URL(request.url()).pathname === "/getAToken" && request.url().includes("state="))
    .then((request) => request.url());
}

/**
 * Pastes from the clipboard by keyboard, because a page of this app may not read the clipboard. Returns the pasted
 * text.
 */
export async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement("textarea");
    field.id = "pasted";
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press("Control+V");
  return page.locator("#pasted").inputValue();
}

/** Signs Maya in, and returns the address of the provider's page. */
export async function signInAtProvider(page: Page): Promise<string> {
  await page.goto("/");
  await signInLink(page).click();
  await expect(persona(page, MAYA)).toBeVisible();
  const signedInAt = page.url();
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  return signedInAt;
}

/** Signs out on the provider's page in another tab, so that the browser requests no page of this app. */
export async function signOutAtProvider(page: Page, signedInAt: string): Promise<Page> {
  const { origin, pathname } = new URL(signedInAt);
  const other = await page.context().newPage();
  await other.goto(`${origin}/${pathname.split("/")[1]}/oauth2/v2.0/logout`);
  const framed = other.waitForResponse((response) => new URL(response.url()).pathname === "/front-channel-logout");
  await other.getByRole("button", { name: `Sign out ${MAYA}` }).click();
  const response = await framed;
  expect(response.status()).toBe(200);
  expect(response.request().headers().cookie, "a frame of another site brings no cookie along").toBeUndefined();
  expect(response.headers()["content-security-policy"]).toBe(`default-src 'none'; frame-ancestors ${origin}`);
  expect(response.headers()["x-frame-options"]).toBeUndefined();
  await expect(heading(other, "You are signed out of the development tenant")).toBeVisible();
  return other;
}
