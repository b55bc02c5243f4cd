// The API explorer with the messages of Graph at ENDPOINT: the tree, the search, the download, and the pages of the list.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { App } from "../cast/app.ts";
import { atProvider, expect } from "../cast/fixtures.ts";
import { expectAccessible } from "../cast/accessible.ts";
import { callApi, heading, hydrated, MAYA, pasted, persona, signInLink } from "../cast/journeys.ts";

const test = atProvider(App.withListOfMessages);
const tree = (page: Page) => page.getByRole("region", { name: "Response as JSON" });

/** Signs Maya in, allows the permission of the list, and calls the API. */
async function openExplorer(page: Page, javaScriptEnabled: boolean | undefined): Promise<void> {
  await page.goto("/");
  await signInLink(page).click();
  await persona(page, MAYA).click();
  const accept = page.getByRole("button", { name: "Accept" });
  await expect(accept.or(heading(page, `Welcome ${MAYA}!`))).toBeVisible();
  if (await accept.isVisible()) await accept.click();
  await expect(heading(page, `Welcome ${MAYA}!`)).toBeVisible();
  await callApi(page, javaScriptEnabled);
  await expect(tree(page)).toBeVisible();
}

test("a branch is opened and closed with the keyboard", async ({ page, javaScriptEnabled }) => {
  await openExplorer(page, javaScriptEnabled);
  const message = tree(page).locator("summary").filter({ hasText: /^0:/ });
  await expect(message).toContainText("entries");
  const subject = tree(page).getByText(`"Lunch on Thursday, ${MAYA}?"`);
  await message.focus();
  const wasVisible = await subject.isVisible();
  await page.keyboard.press("Enter");
  await expect(subject).toBeVisible({ visible: !wasVisible });
  await page.keyboard.press("Enter");
  await expect(subject).toBeVisible({ visible: wasVisible });
});

test("every page of the list is opened by forms", async ({ page, javaScriptEnabled, baseURL }) => {
  await openExplorer(page, javaScriptEnabled);
  const next = page.getByRole("button", { name: "Next page" });
  for (let number = 2; number <= 4; number += 1) {
    await next.click();
    await expect(page.getByRole("definition").filter({ hasText: new RegExp(`^${number}$`) })).toBeVisible();
    await expect(heading(page, "Response of the downstream API")).toBeVisible();
    expect(page.url()).toBe(`${baseURL}/api/call_api`);
  }
  await expect(next).toBeHidden();
  await page.getByRole("button", { name: "First page" }).click();
  await expect(tree(page)).toContainText("Lunch on Thursday");
});

test("the response is downloaded as a file", async ({ page, javaScriptEnabled }) => {
  await openExplorer(page, javaScriptEnabled);
  const begun = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const download = await begun;
  expect(download.suggestedFilename()).toMatch(/^response-\d{4}-\d\d-\d\d\.json$/);
  const { value } = JSON.parse(await readFile(await download.path(), "utf8")) as { value: { subject: string }[] };
  expect(value).toHaveLength(4);
  expect(value[0]?.subject).toBe(`Lunch on Thursday, ${MAYA}?`);
});

test("a search marks its matches and opens their branches", async ({ page, javaScriptEnabled }) => {
  await openExplorer(page, javaScriptEnabled);
  await page.getByLabel("Search in the response").fill("LUNCH on");
  if (javaScriptEnabled === false) await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByText("Matches: 1", { exact: true })).toBeVisible();
  await expect(tree(page).locator("[data-hit]")).toHaveText([`"Lunch on Thursday, ${MAYA}?"`]);
  await expect(tree(page).locator("[data-hit]")).toBeVisible();
  await expect(page.getByLabel("Search in the response")).toHaveValue("LUNCH on");
});

test("with JavaScript a search hides the other branches", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without JavaScript the other branches stay");
  await openExplorer(page, javaScriptEnabled);
  const field = page.getByLabel("Search in the response");
  const branches = tree(page).locator("li li > details");
  const all = await branches.filter({ visible: true }).count();
  await field.fill("lunch");
  await expect(branches.filter({ visible: true })).toHaveCount(2);
  await field.fill("nothing of the kind");
  await expect(page.getByText("Matches: 0", { exact: true })).toBeVisible();
  await field.fill("");
  await expect(branches.filter({ visible: true })).toHaveCount(all);
  await expect(tree(page).locator("[data-hit]")).toHaveCount(0);
});

test("with JavaScript the text is copied", async ({ page, context, javaScriptEnabled, baseURL }) => {
  const copy = page.getByRole("button", { name: "Copy the text" });
  await context.grantPermissions(["clipboard-write"], baseURL ? { origin: baseURL } : {});
  await openExplorer(page, javaScriptEnabled);
  await page.getByText("Text of the response").click();
  if (javaScriptEnabled === false) return expect(copy).toBeHidden();
  await copy.click();
  await expect(page.getByText("Copied")).toBeVisible();
  expect(await pasted(page)).toContain("Lunch on Thursday");
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await hydrated(page);
  await page.getByText("Text of the response").click();
  await copy.click();
  await expect(page.getByText("Copied")).toBeVisible();
});

test("the explorer is accessible, in Arabic as well", async ({ page, javaScriptEnabled }) => {
  await openExplorer(page, javaScriptEnabled);
  await page.getByLabel("Search in the response").fill("lunch");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  if (javaScriptEnabled === false) return;
  await expectAccessible(page);
  await page.locator("details.languages > summary").click();
  await page.getByRole("button", { name: "العربية" }).click();
  await page.locator('form[action$="/api/call_api"] button').first().click();
  await expect(page.locator("html[dir=rtl] .tree")).toBeVisible();
  await expectAccessible(page);
});
