// The dashboard while Microsoft Graph is slow: the page is shown at once with empty cards, and the cards replace them.
import { expect, test } from "../cast/fixtures.ts";
import { heading, MAYA, signIn } from "../cast/journeys.ts";

test("the page is shown before the cards", async ({ app, page }) => {
  await signIn(page, MAYA);
  await app.tell({ arm_graph_fault: { fault: { hang: { milliseconds: 3000 } } } });
  const loaded = page.goto("/dashboard");
  await expect(heading(page, "Dashboard")).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Loading your data…");
  await expect(page.locator(".waiting .card")).toHaveCount(9);
  await expect(page.locator("#profile")).toBeHidden();
  await loaded;
  await expect(page.locator("#profile")).toContainText(MAYA);
  await expect(page.getByText("Loading your data…")).toBeHidden();
});
