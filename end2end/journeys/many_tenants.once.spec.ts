// An app with the multi-tenant authority `common`, which has several tenants. ALLOWED_TENANTS lists one of them.
import { App } from "../cast/app.ts";
import { expect, test as base } from "../cast/fixtures.ts";
import { heading, MAYA, persona, signIn, signInLink } from "../cast/journeys.ts";

const test = base.extend({
  baseURL: async ({}, use) => {
    const app = await App.withManyTenants();
    await use(app.origin);
    await app.stop();
  },
});

test("users of the listed tenant can sign in", async ({ page }) => {
  await signIn(page, MAYA);
});

test("users of another tenant are rejected", async ({ page, console }) => {
  console.expectStatus(401, 403, 502);
  await page.goto("/");
  await signInLink(page).click();
  await persona(page, "Ines Moreau").click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await page.goto("/");
  await expect(signInLink(page)).toBeVisible();
});
