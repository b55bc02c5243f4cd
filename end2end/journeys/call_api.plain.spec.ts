// The call of the API without JavaScript: a result page with a link back to the welcome view.
import { expect, test } from "../cast/fixtures.ts";
import { callApi, heading, MAYA, signIn } from "../cast/journeys.ts";

test("the form leads to the result page, and a link leads back", async ({ page, javaScriptEnabled, baseURL }) => {
  await signIn(page, MAYA);
  await callApi(page, javaScriptEnabled);
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/`);
});
