// An app with incomplete settings: every page and the console list exactly the missing settings.
import { unfinishedTest as test, expect } from "../cast/fixtures.ts";
import { heading } from "../cast/journeys.ts";

for (const path of ["/", "/sign-in", "/signed-out", "/not-there"]) {
  test(`${path} says what is missing, with status 503`, async ({ page, console, unfinished }) => {
    console.expectStatus(503);
    expect((await page.goto(path))?.status()).toBe(503);
    await expect(heading(page, "Config missing")).toBeVisible();
    const variables = ["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"];
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(variables);
    for (const variable of variables) expect(unfinished.console).toContain(variable);
  });
}
