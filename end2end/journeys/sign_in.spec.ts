// Signing in: with two clicks, back to the page before, in two tabs, and as another user.
import { expect, test } from "../cast/fixtures.ts";
import { appCookies, heading, loseAppCookies, MAYA, persona, signIn, signInLink, TOM } from "../cast/journeys.ts";

test("two clicks lead from the homepage to the welcome view", async ({ page }) => {
  let clicks = 0;
  const click = async (what: { click(): Promise<void> }) => {
    clicks += 1;
    await what.click();
  };
  await page.goto("/");
  await click(signInLink(page));
  await click(persona(page, MAYA));
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  expect(clicks).toBe(2);
});

test("the code and the state leave the address bar at once", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  expect(page.url()).toBe(`${baseURL}/`);
});

test("every page says that it is the development tenant", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText("Development tenant:")).toBeVisible();
  await signInLink(page).click();
  await expect(page.getByText("Development tenant – not Microsoft")).toBeVisible();
  await persona(page, TOM).click();
  await expect(page.getByText("Development tenant:")).toBeVisible();
});

test("signing in leads back to the page before", async ({ page, baseURL }) => {
  await signIn(page, MAYA, `/?return_to=${encodeURIComponent("/?from=mail&mailbox=1%2F2")}`);
  expect(page.url()).toBe(`${baseURL}/?from=mail&mailbox=1%2F2`);
});

for (const address of ["https://evil.example/", "//evil.example", "/%5Cevil.example"]) {
  test(`signing in never leads to ${address}`, async ({ page, baseURL }) => {
    await page.goto(`/sign-in?return_to=${encodeURIComponent(address)}`);
    await persona(page, MAYA).click();
    await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
    expect(page.url()).toBe(`${baseURL}/`);
  });
}

test("two tabs sign in side by side", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto("/?return_to=/%3Ftab=1");
  await second.goto("/?return_to=/%3Ftab=2");
  await signInLink(first).click();
  await signInLink(second).click();
  await expect(persona(second, TOM)).toBeVisible();
  await persona(first, MAYA).click();
  await expect(heading(first, `Welcome ${MAYA}!`)).toBeVisible();
  await persona(second, TOM).click();
  await expect(heading(second, `Welcome ${TOM}!`)).toBeVisible();
  expect(new URL(first.url()).search).toBe("?tab=1");
  expect(new URL(second.url()).search).toBe("?tab=2");
});

test("a user who is signed in at the provider picks no account", async ({ page }) => {
  await signIn(page, MAYA);
  await loseAppCookies(page);
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("another account can be used instead of the last one", async ({ page }) => {
  await signIn(page, MAYA);
  await loseAppCookies(page);
  await page.goto("/");
  await page.getByRole("link", { name: "Use another account" }).click();
  await persona(page, TOM).click();
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
});

test("a name from right to left or with markup is shown as text", async ({ page }) => {
  await signIn(page, "ليلى الحسن");
  await page.context().clearCookies();
  await page.goto("/");
  await signInLink(page).click();
  await page.getByRole("button", { name: "Continue as Maximiliana" }).click();
  await expect(heading(page, /Welcome Maximiliana <script>alert\('name'\)<\/script> Featherstonehaugh/)).toBeVisible();
});

test("a sign-in gives a new session, whose cookie is HttpOnly", async ({ page }) => {
  await page.goto("/");
  await signInLink(page).click();
  await expect(persona(page, MAYA)).toBeVisible();
  const before = await appCookies(page);
  await persona(page, MAYA).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  const after = await appCookies(page);
  for (const cookie of after) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const sessions = after.filter(({ name }) => name.endsWith("session"));
  expect(sessions).toHaveLength(1);
  for (const { value } of sessions) expect(before.map((cookie) => cookie.value)).not.toContain(value);
});
