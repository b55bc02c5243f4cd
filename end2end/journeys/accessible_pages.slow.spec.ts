// Every page of the route table in every language, with and without JavaScript: axe in both colour schemes, the zoom of
// 400 percent, more space between letters and lines, forced colours, less motion, and the size of the targets.
import type { Page } from "@playwright/test";
import { violations } from "../cast/accessible.ts";
import { expectAdaptable, expectColours } from "../cast/adaptable.ts";
import { expect, test } from "../cast/fixtures.ts";
import { persona } from "../cast/journeys.ts";
import { directionOf, languageOf, LOCALES } from "../cast/languages.ts";
import { pagesOfApp } from "../cast/pages.ts";
import { Still } from "../cast/still.ts";

/** A user with the app role of administrators. */
const OPERATOR = "Olga Novak";
/** Pages in English only. Other tests check them: of the style guide, and of all views. */
const ENGLISH_ONLY = ["/setup", "/styleguide"];
/** Pages that an app with the dev tenant does not have. */
const NOT_HERE = ["/orders"];
const SIGNED_OUT = ["/", "/signed-out", "/admin-consent", "/not-there"];
const pages = pagesOfApp().filter((path) => ![...ENGLISH_ONLY, ...NOT_HERE].includes(path));

/** Opens a page, and accepts the permissions that it needs. */
async function open(page: Page, path: string, origin: string | undefined): Promise<void> {
  await page.goto(path);
  if (new URL(page.url()).origin === origin) return;
  await page.getByRole("button", { name: "Accept" }).click();
  await page.waitForURL(`${origin}${path}`);
}

test("the route table names the pages", () => {
  expect(pagesOfApp()).toEqual(expect.arrayContaining(["/", "/dashboard", "/calendar", "/administration", ...ENGLISH_ONLY, ...NOT_HERE]));
});

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`the pages in ${locale} are accessible`, async ({ page, context, baseURL, console }) => {
      test.setTimeout(300_000);
      console.expectStatus(400);
      console.expectStatus(404);
      const language = languageOf(locale);
      const still = await Still.open(await context.newPage());
      const titles = new Map<string, string>();
      const check = async (path: string) => {
        await open(page, path, baseURL);
        const root = page.locator("html");
        await expect(root).toHaveAttribute("lang", language);
        expect(await root.evaluate((element) => getComputedStyle(element).direction)).toBe(directionOf(language));
        expect(await violations(page), `violations at ${page.url()}`).toEqual([]);
        await expectColours(page);
        await still.request(path, locale);
        await expectAdaptable(still.page);
        const [address, title] = [new URL(page.url()).pathname, await page.title()];
        expect([...titles].filter(([other, same]) => other !== address && same === title), `the title of ${path}`).toEqual([]);
        titles.set(address, title);
      };
      for (const path of SIGNED_OUT) await check(path);
      titles.clear();
      await page.goto("/sign-in");
      await persona(page, OPERATOR).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(OPERATOR);
      for (const path of pages) await check(path);
    });
  });
}
