// Changes that translations and browser extensions make to a page, and a client that is loaded after such a change.
import type { Page } from "@playwright/test";

interface Change {
  /** The function that changes the document. It runs in the page, so it uses nothing of this file. */
  change: () => void;
  /** Whether the islands are hydrated in spite of the change. */
  keepsIslands: boolean;
}

/** The changes to the document, by name. */
export const changes: Record<string, Change> = {
  /** Google Translate replaces each text node with two nested `<font>` elements that contain the translated text. */
  "a translation": {
    keepsIslands: true,
    change: () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || text.parentElement?.closest("script, style, svg, font, [translate=no]")) continue;
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        for (const font of [outer, inner]) font.style.verticalAlign = "inherit";
        inner.textContent = text.data;
        outer.append(inner);
        text.replaceWith(outer);
      }
    },
  },

  /** Password managers and writing assistants insert elements next to those of the page. */
  "elements of an extension": {
    keepsIslands: false,
    change: () => {
      for (const element of document.querySelectorAll("main :not(svg, svg *)")) {
        const foreign = document.createElement("div");
        foreign.dataset.foreign = "";
        element.after(foreign);
      }
    },
  },

  /** Filter extensions remove comments. Leptos marks with comments where it inserts elements. */
  "the removal of all comments": {
    keepsIslands: false,
    change: () => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
      const comments: ChildNode[] = [];
      while (walker.nextNode()) comments.push(walker.currentNode as Comment);
      for (const comment of comments) comment.remove();
    },
  },
};

/** Holds back the client's WebAssembly. Returns the function that lets it through. */
export async function holdBackClient(page: Page): Promise<() => void> {
  let letThrough = () => {};
  const released = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\.wasm(\?|$)/, async (route) => {
    await released;
    await route.continue();
  });
  return letThrough;
}
