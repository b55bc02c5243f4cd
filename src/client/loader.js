// Loads the compiled client and hydrates the islands of the page. The server puts it into a script element of the page.
// SCRIPT and WASM are the addresses of the client. WHEN is "now", or "touched": at the user's first action on the page.
((script, wasm, when) => {
  const root = document.documentElement;
  const copies = new Map();
  let hasFailed = false;
  // An island that fails may have replaced the browser's handling of its form already. The untouched copy works without it.
  const giveBack = () => {
    if (hasFailed) return;
    hasFailed = true;
    for (const [island, copy] of copies) island.replaceWith(copy);
    root.removeAttribute("data-hydrated");
    // As the refresh for browsers without scripts: the page that waits for an approval is requested again.
    const wait = document.querySelector("[data-interval]");
    if (wait) setTimeout(() => location.reload(), wait.dataset.interval * 1000);
  };
  const load = async () => {
    const response = fetch(wasm);
    const client = await import(script);
    await client.default({ module_or_path: response });
    client.hydrate();
    for (const island of document.querySelectorAll("leptos-island")) {
      copies.set(island, island.cloneNode(true));
      client[island.dataset.component](island);
    }
    root.dataset.hydrated = "";
  };
  // A panic is a trap of the WebAssembly. Other errors of the client have its script on their stack.
  const isOurs = (error) => error instanceof WebAssembly.RuntimeError || error?.stack?.includes(script);
  addEventListener("error", ({ error }) => isOurs(error) && giveBack());
  addEventListener("unhandledrejection", ({ reason }) => isOurs(reason) && giveBack());
  const begin = () =>
    load().catch((error) => {
      giveBack();
      throw error;
    });
  if (when === "now") begin();
  else {
    const actions = ["pointerover", "pointerdown", "keydown", "focusin"];
    const onAction = () => {
      for (const action of actions) removeEventListener(action, onAction);
      begin();
    };
    for (const action of actions) addEventListener(action, onAction, { passive: true });
  }
})
