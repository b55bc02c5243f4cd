// The authorization response in a form that the browser posts from the provider's site (RESPONSE_MODE=form_post).
import { App } from "../cast/app.ts";
import { expect, test as base } from "../cast/fixtures.ts";
import { appCookies, heading, MAYA, persona, signInLink } from "../cast/journeys.ts";

const test = base.extend({
  baseURL: async ({}, use) => {
    const app = await App.withFormPost();
    await use(app.origin);
    await app.stop();
  },
});

test("a form of the provider's page signs in", async ({ page, javaScriptEnabled }) => {
  const answer = page.waitForRequest((request) => new URL(request.url()).pathname === "/getAToken");
  await page.goto("/");
  await signInLink(page).click();
  const [transaction] = (await appCookies(page)).filter((cookie) => cookie.name.includes("signin-"));
  expect(transaction).toMatchObject({ sameSite: "None", secure: true, httpOnly: true });
  await persona(page, MAYA).click();
  if (javaScriptEnabled === false) await page.getByRole("button", { name: "Continue to the application" }).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  expect((await answer).method()).toBe("POST");
  expect((await answer).url()).not.toContain("code=");
  const [session] = (await appCookies(page)).filter((cookie) => cookie.name.endsWith("session"));
  expect(session).toMatchObject({ sameSite: "Lax", httpOnly: true });
});
