// A translation or an extension changes the page before or after hydration: every button still works.
import type { Page } from "@playwright/test";
import { deviceTest, expect, test } from "../cast/fixtures.ts";
import { changes, holdBackClient } from "../cast/foreign_nodes.ts";
import { heading, hydrated, MAYA, pasted, persona, signIn, signInLink, TOM } from "../cast/journeys.ts";

const answer = (page: Page) => page.getByRole("region", { name: "Response as JSON" });
const callButton = (page: Page) => page.getByRole("button", { name: "Call a downstream API" });

/**
 * Opens a page by `open`, and changes it before or after hydration. Returns whether the islands are hydrated
 * afterwards. If not, the client has given the page back to the browser, as it was without the client.
 */
async function changed(page: Page, when: "before" | "after", change: () => void, open: () => Promise<unknown>): Promise<boolean> {
  if (when === "after") {
    await open();
    await hydrated(page);
    await page.evaluate(change);
    return true;
  }
  const letThrough = await holdBackClient(page);
  await open();
  await page.evaluate(change);
  const failed = page.waitForEvent("pageerror").then(() => false, () => false);
  letThrough();
  return Promise.race([failed, hydrated(page).then(() => true)]);
}

for (const [name, { change, keepsIslands }] of Object.entries(changes)) {
  for (const when of ["before", "after"] as const) {
    // A translation never prevents the hydration of the islands. Other changes before hydration may, and then the forms
    // work.
    const mayReturn = when === "before" && !keepsIslands;

    test(`${name} ${when} hydration: the API is called`, async ({ page, app, console, baseURL }) => {
      console.expectStatus(502);
      if (mayReturn) console.expectPanic();
      await signIn(page, MAYA);
      const inPlace = await changed(page, when, change, () => page.goto("/"));
      await callButton(page).click();
      await expect(answer(page)).toContainText(`"displayName": "${MAYA}"`);
      expect(inPlace || mayReturn).toBe(true);
      if (!inPlace) return expect(heading(page, "Response of the downstream API")).toBeVisible();

      await page.evaluate(change);
      await app.tell({ arm_graph_fault: { fault: "not_json" } });
      await callButton(page).click();
      await expect(page.getByRole("heading", { name: "The API sent an unexpected response" })).toBeVisible();
      await expect(answer(page)).toBeHidden();
      await page.evaluate(change);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(answer(page)).toContainText(`"displayName": "${MAYA}"`);
      await expect(page.getByRole("heading", { name: "The API sent an unexpected response" })).toBeHidden();
      await expect(page.getByText(/responded in \d+ ms/)).toBeVisible();
      expect(page.url()).toBe(`${baseURL}/`);
    });

    test(`${name} ${when} hydration: the sign-in link works`, async ({ page, console }) => {
      if (mayReturn) console.expectPanic();
      const inPlace = await changed(page, when, change, () => page.goto("/"));
      expect(inPlace || mayReturn).toBe(true);
      await signInLink(page).click();
      await expect(persona(page, MAYA)).toBeVisible();
    });

    test(`${name} ${when} hydration: the details can be copied`, async ({ page, context, console, baseURL }) => {
      console.expectStatus(400, 401, 403);
      if (mayReturn) console.expectPanic();
      await context.grantPermissions(["clipboard-write"], { origin: baseURL });
      await page.goto("/");
      await signInLink(page).click();
      const inPlace = await changed(page, when, change, async () => {
        await page.getByRole("button", { name: "Decline and go back to the application" }).click();
        await expect(heading(page, "Sign-in failed")).toBeVisible();
      });
      expect(inPlace || mayReturn).toBe(true);
      await expect(page.getByRole("definition").filter({ hasText: "AADSTS65004" })).toBeVisible();
      const button = page.getByRole("button", { name: "Copy details" });
      if (!inPlace) return expect(button).toBeHidden();
      await button.click();
      await expect(page.getByText("Copied")).toBeVisible();
      expect(await pasted(page)).toContain("Code: AADSTS65004\n");
    });

    deviceTest(`${name} ${when} hydration: the approval of the code is noticed`, async ({ page, console, deviceApp }) => {
      if (mayReturn) console.expectPanic();
      await page.goto("/");
      const inPlace = await changed(page, when, change, async () => {
        await signInLink(page).click();
        await expect(heading(page, "Sign in with a code")).toBeVisible();
      });
      expect(inPlace || mayReturn).toBe(true);
      await expect(page.getByText(inPlace ? /The code expires in \d+:\d\d\./ : /The code expires in \d+ minutes\./)).toBeVisible();
      const code = (await page.locator(".user-code code").textContent()) ?? "";
      await deviceApp.tell({ approve_device: { user_code: code.trim(), persona: TOM } });
      await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
    });
  }
}

/**
 * Makes the client panic, also in a release build: it hydrates an island that has a text in the place of its element.
 */
async function panic(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const loader = [...document.scripts].map((script) => script.textContent).join("\n");
    const script = /"([^"]+\.js[^"]*)"/.exec(loader)?.[1] ?? "";
    const client = (await import(script)) as Record<string, (element: Element) => void>;
    const island = document.querySelector<HTMLElement>("leptos-island[data-component^='CallApi_']")?.dataset.component ?? "";
    const broken = document.createElement("leptos-island");
    broken.append("A text of an extension");
    setTimeout(() => client[island]?.(broken));
  });
}

test("a panic of the client returns the form to the browser", async ({ page, console }) => {
  console.expectPanic();
  await signIn(page, MAYA);
  await hydrated(page);
  await callButton(page).click();
  await expect(answer(page)).toBeVisible();
  await panic(page);
  await expect(page.locator("html[data-hydrated]")).not.toBeAttached();
  await callButton(page).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
  await expect(answer(page)).toContainText(`"displayName": "${MAYA}"`);
});

test("a text in the place of an island's element returns the form", async ({ page, console }) => {
  console.expectPanic();
  const letThrough = await holdBackClient(page);
  await signIn(page, MAYA);
  await page.evaluate(() => document.querySelector("leptos-island")?.prepend("A text of an extension"));
  const failed = page.waitForEvent("pageerror");
  letThrough();
  await page.keyboard.press("Shift");
  await failed;
  await callButton(page).click();
  await expect(heading(page, "Response of the downstream API")).toBeVisible();
});

deviceTest("a panic of the client leaves a page that finds the approval", async ({ page, console, deviceApp }) => {
  console.expectPanic();
  const letThrough = await holdBackClient(page);
  await page.goto("/");
  await signInLink(page).click();
  await expect(heading(page, "Sign in with a code")).toBeVisible();
  await page.evaluate(() => {
    for (const island of document.querySelectorAll("leptos-island")) island.prepend("A text of an extension");
  });
  const failed = page.waitForEvent("pageerror");
  letThrough();
  await failed;
  await expect(page.getByText(/The code expires in \d+ minutes\./)).toBeVisible();
  const code = (await page.locator(".user-code code").textContent()) ?? "";
  await deviceApp.tell({ approve_device: { user_code: code.trim(), persona: TOM } });
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible({ timeout: 20_000 });
});
