// Not a test: writes the picture of the welcome view for the README to the path that E2E_PICTURE names.
// `E2E_PICTURE=../picture.png make e2e BUILD=release ARGS="--project=picture"`
import { expect, test } from "./cast/fixtures.ts";
import { callApi, MAYA, signIn } from "./cast/journeys.ts";

test.use({ deviceScaleFactor: 1.5, colorScheme: "light" });

test("the picture of the welcome view", async ({ page }) => {
  await signIn(page, MAYA);
  await callApi(page, true);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  await page.screenshot({ path: process.env.E2E_PICTURE, animations: "disabled" });
});
