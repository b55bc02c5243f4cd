// The call of the downstream API: its response, and the message and status for each failure.
import { expect, test } from "../cast/fixtures.ts";
import type { GraphFault } from "../cast/dev_tenant.ts";
import { callApi, heading, MAYA, persona, signIn, signInLink, TOM } from "../cast/journeys.ts";

test("one click shows what Graph says", async ({ page, javaScriptEnabled }) => {
  await signIn(page, MAYA);
  const response = await callApi(page, javaScriptEnabled);
  expect(response.status()).toBe(200);
  const answer = page.getByRole("region", { name: "Response as JSON" });
  await expect(answer).toContainText(`"displayName": "${MAYA}"`);
  const text = page.locator("pre").first();
  await expect(text).toBeHidden();
  expect(JSON.parse((await text.textContent()) ?? "")).toMatchObject({ displayName: MAYA, jobTitle: "Product designer" });
});

test("markup in the answer is shown as text", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  await signInLink(page).click();
  await persona(page, "Maximiliana").click();
  await expect(heading(page, /Welcome Maximiliana/)).toBeVisible();
  await callApi(page, javaScriptEnabled);
  const answer = page.getByRole("region", { name: "Response as JSON" });
  await expect(answer).toContainText("<img src=x onerror=");
  await expect(answer.locator("img, script, b b, span *, b *")).toHaveCount(0);
});

interface Failure {
  fault: GraphFault;
  status: number;
  words: string;
  advice: RegExp;
}

const failures: Failure[] = [
  { fault: "invalid_token", status: 401, words: "The API did not accept your sign-in", advice: /Sign out and sign in again/ },
  { fault: "forbidden", status: 403, words: "You do not have permission for this", advice: /Ask your administrator/ },
  { fault: "not_found", status: 404, words: "The API has nothing at this address", advice: /ENDPOINT/ },
  { fault: { too_many_requests: { retry_after: 30 } }, status: 429, words: "Too many requests", advice: /Try again in 30 seconds/ },
  { fault: { too_many_requests: { retry_after: null } }, status: 429, words: "Too many requests", advice: /Try again in a minute/ },
  { fault: "internal_server_error", status: 502, words: "The API has a problem", advice: /status 500/ },
  { fault: "service_unavailable", status: 502, words: "The API has a problem", advice: /status 503/ },
  { fault: "not_json", status: 502, words: "The API sent an unexpected response", advice: /not JSON/ },
  { fault: "truncated", status: 502, words: "The API sent an unexpected response", advice: /not JSON/ },
  { fault: "five_megabytes", status: 502, words: "The response is too large", advice: /request less data/ },
];

for (const { fault, status, words, advice } of failures) {
  test(`${JSON.stringify(fault)} of the API is told as ${status}: ${words}`, async ({ page, app, console, javaScriptEnabled }) => {
    console.expectStatus(status);
    await signIn(page, MAYA);
    await app.tell({ arm_graph_fault: { fault, times: "until_reset" } });
    const response = await callApi(page, javaScriptEnabled);
    expect(response.status()).toBe(status);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    await expect(page.getByText(advice)).toBeVisible();
  });
}

test("a call that needs a step-up is repeated once after it", async ({ page, app, console, javaScriptEnabled }) => {
  console.expectStatus(401);
  await signIn(page, MAYA);
  await app.tell({ arm_graph_fault: { fault: "insufficient_claims", times: "until_reset" } });
  await callApi(page, javaScriptEnabled);
  await expect(page.getByRole("heading", { name: "One more step is needed" })).toBeVisible();
  await page.getByRole("link", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await expect(page.getByRole("region", { name: "Response as JSON" })).toContainText(`"displayName": "${MAYA}"`);
  await page.reload();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
});

test("after a declined step-up the call is not repeated", async ({ page, app, console, javaScriptEnabled }) => {
  console.expectStatus(401, 403);
  await signIn(page, TOM);
  await app.tell({ arm_graph_fault: { fault: "insufficient_claims", times: "until_reset" } });
  await callApi(page, javaScriptEnabled);
  await page.getByRole("link", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(heading(page, "Request declined")).toBeVisible();
  await page.goto("/continue");
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
});
