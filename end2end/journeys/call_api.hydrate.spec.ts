// The call of the API with the client: the result appears on the same page, and is announced to screen readers.
import { expect, test } from "../cast/fixtures.ts";
import { callApi, heading, hydrated, MAYA, signIn } from "../cast/journeys.ts";

test("the answer appears on the page itself", async ({ page, baseURL }) => {
  await signIn(page, MAYA);
  await callApi(page, true);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /responded in \d+ ms/ })).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/`);
});

test("a second press during the call sends no request", async ({ page, app }) => {
  await signIn(page, MAYA);
  await hydrated(page);
  await app.tell({ arm_graph_fault: { fault: { hang: { milliseconds: 1500 } } } });
  let calls = 0;
  page.on("request", (request) => void (calls += Number(request.url().endsWith("/api/call_api"))));
  const button = page.getByRole("button", { name: "Call a downstream API" });
  await button.click();
  await expect(button).toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("status").filter({ hasText: /^Calling / })).toBeVisible();
  await button.click();
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  await expect(button).toHaveAttribute("aria-busy", "false");
  expect(calls).toBe(1);
});

test("a failed call is announced, and a retry removes the message", async ({ page, app, console }) => {
  console.expectStatus(502);
  await signIn(page, MAYA);
  await app.tell({ arm_graph_fault: { fault: "not_json" } });
  await callApi(page, true);
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading", { name: "The API sent an unexpected response" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  await expect(alert).toBeEmpty();
});

test("a call after the session has ended offers a new sign-in", async ({ page, console }) => {
  console.expectStatus(401);
  await signIn(page, MAYA);
  await hydrated(page);
  await page.context().clearCookies();
  await callApi(page, true);
  await expect(page.getByRole("dialog").getByRole("link", { name: "Sign in again" })).toBeVisible();
});

test("without a connection the page says so and loses nothing", async ({ page, context, console }) => {
  console.expectFailure("net::ERR_INTERNET_DISCONNECTED");
  await signIn(page, MAYA);
  await hydrated(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Call a downstream API" }).click();
  await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
});
