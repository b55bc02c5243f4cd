// The mail page: it needs a permission which the sign-in did not request.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, navigate, signIn, TOM } from "../cast/journeys.ts";

test("the mail page requests its permission when it is opened", async ({ page }) => {
  await signIn(page, MAYA);
  await navigate(page, "My latest mail");
  await expect(heading(page, "Allow this application?")).toBeVisible();
  await expect(page.getByText("(Mail.ReadBasic)")).toBeVisible();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(heading(page, "My latest mail")).toBeVisible();
  await expect(page.getByText(`Lunch on Thursday, ${MAYA}?`)).toBeVisible();
  await page.reload();
  await expect(heading(page, "My latest mail")).toBeVisible();
});

test("after a declined permission the user stays signed in", async ({ page, console }) => {
  console.expectStatus(403);
  await signIn(page, TOM);
  await navigate(page, "My latest mail");
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(heading(page, "Request declined")).toBeVisible();
  await expect(page.getByText("You stay signed in")).toBeVisible();
  await page.goto("/");
  await expect(heading(page, `Welcome ${TOM}!`)).toBeVisible();
});
