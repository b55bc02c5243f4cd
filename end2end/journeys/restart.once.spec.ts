// A restart of the app: the session of the browser survives it.
import { App } from "../cast/app.ts";
import { expect, test } from "../cast/fixtures.ts";
import { callApi, heading, MAYA, signIn } from "../cast/journeys.ts";

test("a sign-in survives a restart of the app, dev tenant included", async ({ page, console }) => {
  // The browser may request the icon while the app restarts.
  console.expectFailure("net::ERR_CONNECTION_REFUSED");
  const app = await App.withDevTenant();
  try {
    await signIn(page, MAYA, `${app.origin}/`);
    await app.restart();
    await page.reload();
    await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
    expect((await callApi(page, true)).status()).toBe(200);
  } finally {
    await app.stop();
  }
});
