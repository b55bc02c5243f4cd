// The app's timeout for a downstream API that sends no response. This is the slowest test.
import { expect, test } from "../cast/fixtures.ts";
import { callApi, MAYA, signIn } from "../cast/journeys.ts";

test("an API that does not respond in time is told as 504", async ({ page, app, console, javaScriptEnabled }) => {
  test.slow();
  console.expectStatus(504);
  await signIn(page, MAYA);
  await app.tell({ arm_graph_fault: { fault: { hang: { milliseconds: 90_000 } }, times: "until_reset" } });
  const response = await callApi(page, javaScriptEnabled);
  expect(response.status()).toBe(504);
  await expect(page.getByRole("heading", { name: "The API did not respond in time" })).toBeVisible();
});
