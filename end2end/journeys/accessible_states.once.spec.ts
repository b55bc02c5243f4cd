// The states that a page reaches by steps or by a fault, with and without JavaScript: axe, the zoom of 400 percent, more space
// between letters and lines, forced colours, and less motion.
import type { Page } from "@playwright/test";
import { violations } from "../cast/accessible.ts";
import { expectAdaptable, expectColours } from "../cast/adaptable.ts";
import type { App } from "../cast/app.ts";
import { deviceTest, expect, strandedTest, test, unfinishedTest } from "../cast/fixtures.ts";
import { heading, openAccount, persona, signIn, signInLink, TOM } from "../cast/journeys.ts";
import { Still } from "../cast/still.ts";

/** A user with the app role of administrators, and without a licence for Teams. */
const OPERATOR = "Olga Novak";
type Step = (page: Page, app: App) => Promise<void>;

/** The states of the app with the dev tenant, each with the steps from the state before it. */
const STATES: Record<string, Step> = {
  "a declined sign-in": async (page) => {
    await page.goto("/");
    await signInLink(page).click();
    await page.getByRole("button", { name: "Decline and go back to the application" }).click();
    await expect(heading(page, "Sign-in failed")).toBeVisible();
  },
  "a refused approval": async (page) => {
    await page.goto("/admin-consent");
    await page.getByRole("link", { name: "Continue to Microsoft" }).click();
    await page.getByRole("button", { name: "Decline" }).click();
    await expect(heading(page, "The app is not approved")).toBeVisible();
  },
  // The fault is set before the first view, because the dashboard caches data.
  "a forbidden card, and cards without permission": async (page, app) => {
    await signIn(page, OPERATOR);
    await app.tell({ arm_resource_fault: { resource: "me", fault: "forbidden", times: "until_reset" } });
    await page.goto("/dashboard");
    await expect(page.getByText("Text for your administrator").first()).toBeVisible();
    await expect(page.getByRole("link", { name: /^Allow / }).first()).toBeVisible();
  },
  "a service without a licence": async (page) => {
    await page.getByRole("link", { name: /^Allow Team.ReadBasic.All/ }).click();
    await page.getByRole("button", { name: "Accept" }).click();
    await expect(page.getByText("Your account has no licence for this service.").first()).toBeVisible();
  },
  "throttled cards": async (page, app) => {
    await app.tell({ arm_resource_fault: { resource: "batch", fault: { too_many_requests: { retry_after: 30 } }, times: "until_reset" } });
    await page.goto("/dashboard");
    await expect(heading(page, "Dashboard")).toBeVisible();
  },
  "a failed Microsoft Graph": async (page, app) => {
    await app.tell({ arm_resource_fault: { resource: "batch", fault: "service_unavailable", times: "until_reset" } });
    await page.goto("/dashboard");
    await expect(heading(page, "Dashboard")).toBeVisible();
  },
  "a user without sessions": async (page) => {
    await page.goto("/administration");
    await page.getByLabel("Object ID").fill("00000000-0000-4000-8000-000000000000");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await expect(page.getByText("This user has no session.")).toBeVisible();
  },
  "two accounts": async (page) => {
    await page.goto("/");
    await openAccount(page);
    await page.getByRole("link", { name: "Use another account" }).click();
    await persona(page, TOM).click();
    await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
    await page.goto("/accounts");
    await expect(page.getByRole("button", { name: OPERATOR })).toBeVisible();
  },
  "a page for administrators only": async (page) => {
    expect((await page.goto("/administration"))?.status()).toBe(403);
  },
};

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  /** Checks what the page shows. Without JavaScript a second tab with JavaScript shows the same, because axe needs it. */
  async function check(page: Page, state: string): Promise<void> {
    await test.step(state, async () => {
      if (javaScriptEnabled) {
        expect(await violations(page), `violations of ${state}`).toEqual([]);
        return expectColours(page);
      }
      // The option of the tests would apply to the new context as well.
      const scripted = await page.context().browser()?.newContext({ javaScriptEnabled: true });
      if (!scripted) throw new Error("there is no browser");
      const still = await Still.open(await scripted.newPage());
      await still.copy(page);
      await expectAdaptable(still.page);
      await scripted.close();
    });
  }

  test.describe(mode, () => {
    test.use({ javaScriptEnabled });
    test(`each state is accessible ${mode}`, async ({ page, app, console }) => {
      test.setTimeout(180_000);
      console.expectStatus(400, 403, 502, 503);
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(page, app);
        await check(page, state);
      }
    });
  });

  deviceTest.describe(mode, () => {
    deviceTest.use({ javaScriptEnabled });
    deviceTest(`the states of a device code are accessible ${mode}`, async ({ page, deviceApp, console }) => {
      console.expectStatus(400, 401, 403, 410);
      await page.goto("/");
      await signInLink(page).click();
      await expect(heading(page, "Sign in with a code")).toBeVisible();
      await check(page, "a code");
      await deviceApp.tell({ advance_clock: { seconds: 1000 } });
      await page.goto("/device-code");
      await expect(heading(page, "Sign-in failed")).toBeVisible({ timeout: 20_000 });
      await check(page, "an expired code");
    });
  });

  strandedTest.describe(mode, () => {
    strandedTest.use({ javaScriptEnabled });
    strandedTest(`an unreachable provider is accessible ${mode}`, async ({ page, console }) => {
      console.expectStatus(503);
      await page.goto("/");
      await check(page, "an unreachable provider");
    });
  });

  unfinishedTest.describe(mode, () => {
    unfinishedTest.use({ javaScriptEnabled });
    unfinishedTest(`a missing configuration is accessible ${mode}`, async ({ page, console }) => {
      console.expectStatus(503);
      for (const path of ["/", "/setup"]) {
        await page.goto(path);
        await check(page, path);
      }
    });
  });
}
