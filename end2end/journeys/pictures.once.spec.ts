// The looks: each sample of the style guide and whole pages, compared with stored pictures. `make pictures` stores them.
import { expect } from "../cast/fixtures.ts";
import { PINNED } from "../cast/fonts.ts";
import { heading, persona, signInLink } from "../cast/journeys.ts";
import { alignedSamples, expectPages, expectPicture, expectPictureOfEach, fontsOf, freshTest, test, unfinishedTest } from "../cast/pictures.ts";

// On other systems, Chromium takes its fonts from the system and not from fontconfig.
test.skip(process.platform !== "linux", "the pinned fonts need Linux");
// There are many pictures, and a machine may be busy.
test.describe.configure({ timeout: 180_000 });

/** A user with the app role of administrators, so that every page can be shown. */
const OPERATOR = "Olga Novak";

/** The appearances of the samples. */
const LOOKS = [
  { name: "light-1280", colorScheme: "light", width: 1280, direction: "ltr" },
  { name: "light-360", colorScheme: "light", width: 360, direction: "ltr" },
  { name: "dark-1280", colorScheme: "dark", width: 1280, direction: "ltr" },
  { name: "dark-360", colorScheme: "dark", width: 360, direction: "ltr" },
  { name: "right-to-left", colorScheme: "light", width: 360, direction: "rtl" },
] as const;

for (const { name, colorScheme, width, direction } of LOOKS) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });

    test(`each sample of the style guide looks as stored, ${name}`, async ({ page, stored }) => {
      const folder = `styleguide/${name}`;
      await page.goto("/styleguide");
      await page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), direction);
      const names = await alignedSamples(page);
      expect(new Set(names).size, `two samples have the same name: ${names.join(", ")}`).toBe(names.length);
      expectPictureOfEach(names, folder, stored);
      for (const one of names) await expectPicture(page.locator(`[data-sample="${one}"]`), folder, one, stored);
    });
  });
}

test("the pages are drawn with the pinned fonts only", async ({ browser, baseURL }) => {
  const used = new Set<string>();
  for (const [locale, path] of [["en-GB", "/styleguide"], ["ar-EG", "/"], ["ja-JP", "/"]] as const) {
    const page = await browser.newPage({ locale, baseURL });
    await page.goto(path);
    for (const name of await fontsOf(page)) used.add(name);
    await page.close();
  }
  expect([...used].sort()).toEqual([...PINNED].sort());
});

test("the pages of visitors look as stored", async ({ page, console, stored }) => {
  console.expectStatus(400, 401, 403, 404);
  await page.goto("/");
  await expectPages(page, "sign-in", stored);
  await signInLink(page).click();
  await expect(persona(page, OPERATOR)).toBeVisible();
  await expectPages(page, "account-picker", stored);
  await page.getByRole("button", { name: "Decline and go back to the application" }).click();
  await expect(heading(page, "Sign-in failed")).toBeVisible();
  await expectPages(page, "sign-in-failed", stored);
  await page.goto("/not-there");
  await expectPages(page, "not-found", stored);
  await page.goto("/signed-out");
  await expectPages(page, "signed-out", stored);
});

freshTest("the pages of users look as stored", async ({ page, console, stored }) => {
  console.expectStatus(404);
  await page.goto("/sign-in");
  await persona(page, OPERATOR).click();
  await expect(heading(page, `Welcome ${OPERATOR}!`)).toBeVisible();
  for (const [name, path] of [
    ["home", "/"],
    ["dashboard", "/dashboard"],
    ["profile", "/profile"],
    ["sessions", "/account/sessions"],
    ["accounts", "/accounts"],
    ["administration", "/administration"],
  ] as const) {
    await page.goto(path);
    await expectPages(page, name, stored);
  }
});

unfinishedTest("the page of a missing configuration looks as stored", async ({ page, console, stored }) => {
  console.expectStatus(503);
  await page.goto("/");
  await expect(heading(page, "Config missing")).toBeVisible();
  await expectPages(page, "config-missing", stored);
});
