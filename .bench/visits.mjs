// Compares first visits to several builds: visits each build in turn, and reports the median of each figure.

import { openBrowser, SLOW_PHONE, visit } from "./browser.mjs";
import { median } from "./load.mjs";

/** The visited pages, each with its path and the control that a user of the page needs. */
const PAGES = [
  { page: "login page", path: "/", control: 'a[href*="/sign-in"], form[action*="/sign-in"] button', signedIn: false },
  { page: "signed-in page", path: "/", control: 'form[action*="/call_api"] button, form[action*="/call-api"] button, form[action*="/sign-out"] button', signedIn: true },
  { page: "dashboard", path: "/dashboard", control: "#groups h2", signedIn: true },
];

/** Returns one entry for each page: `{ page, builds: [{ weight, paint, usable, hydrated, loaded }] }`, in the order of the builds. */
export async function compareVisits(builds, rounds, say) {
  const browser = await openBrowser();
  try {
    const results = [];
    for (const { page, path, control, signedIn } of PAGES) {
      say(`First visits of the ${page}`);
      const measured = builds.map(() => []);
      const settings = builds.map(({ origin, cookies }) => ({ url: `${origin}${path}`, cookies: signedIn ? [...cookies] : [], control }));
      const weights = [];
      for (const setting of settings) weights.push((await visit(browser, setting)).weight);
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, setting] of settings.entries()) {
          measured[index].push(await visit(browser, { ...setting, profile: SLOW_PHONE }));
        }
      }
      results.push({ page, builds: measured.map((visits, index) => ({ weight: weights[index], ...mediansOf(visits) })) });
    }
    return results;
  } finally {
    await browser.close();
  }
}

/**
 * Returns the median of each figure. A page that loads the client at the first action, or never, has no figure for the
 * hydration.
 */
function mediansOf(visits) {
  return Object.fromEntries(
    ["paint", "usable", "hydrated", "loaded"].map((name) => {
      const values = visits.map((one) => one[name]);
      return [name, values.includes(undefined) ? undefined : median(values)];
    }),
  );
}
