// A page as a browser without JavaScript shows it, in a tab in which axe can run: axe needs timers, and a page without
// JavaScript has none.
import type { Page } from "@playwright/test";

/** Returns the document without scripts and without its automatic refresh, and with the content of `noscript`. */
const withoutScripts = (html: string): string =>
  html.replaceAll(/<script\b[^>]*>.*?<\/script>/gs, "").replaceAll(/<\/?noscript>|<meta http-equiv="refresh"[^>]*>/g, "");

/** A tab that shows documents without their scripts and without their content security policy. */
export class Still {
  private html = "";

  private constructor(readonly page: Page) {}

  static async open(page: Page): Promise<Still> {
    const still = new Still(page);
    await page.route("**/*", (route) => {
      if (!route.request().isNavigationRequest()) return route.continue();
      return route.fulfill({ body: still.html, contentType: "text/html; charset=utf-8" });
    });
    return still;
  }

  /** Shows the document that the server sends for this path in this language. */
  async request(path: string, language: string): Promise<void> {
    const response = await this.page.request.get(path, { headers: { accept: "text/html", "accept-language": language } });
    await this.show(response.url(), await response.text());
  }

  /** Shows what another page shows now. */
  async copy(page: Page): Promise<void> {
    await this.show(page.url(), await page.content());
  }

  private async show(url: string, html: string): Promise<void> {
    this.html = withoutScripts(html);
    await this.page.goto(url.replace(/#.*/, ""));
  }
}
