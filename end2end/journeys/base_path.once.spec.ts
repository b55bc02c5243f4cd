// The app below a path of its host (PUBLIC_URL=…/app): all its requests and links are below that path.
import { App } from "../cast/app.ts";
import { expect, test } from "../cast/fixtures.ts";
import { heading, hydrated, MAYA, persona, signInLink, signOut } from "../cast/journeys.ts";

test("below a base path, sign-in, API call and sign-out work", async ({ page }) => {
  const app = await App.withBasePath();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === app.origin) asked.push(pathname);
  });
  try {
    await page.goto(`${app.origin}/app`);
    await hydrated(page);
    await signInLink(page).click();
    await persona(page, MAYA).click();
    await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
    expect(page.url()).toBe(`${app.origin}/app/`);

    await hydrated(page);
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/app/api/call_api");
    await page.getByRole("button", { name: "Call a downstream API" }).click();
    expect((await answered).status()).toBe(200);
    await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();

    await signOut(page);
    await expect(heading(page, "You are signed out of this app.")).toBeVisible();
    expect(page.url()).toBe(`${app.origin}/app/signed-out`);
    await page.getByRole("link", { name: "Homepage" }).click();
    await expect(signInLink(page)).toBeVisible();
  } finally {
    await app.stop();
  }
  expect(asked.filter((path) => path !== "/app" && !path.startsWith("/app/"))).toEqual([]);
  expect(asked).toContain("/app/pkg/leptos-entra.wasm");
});
