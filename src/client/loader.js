// Loads the compiled client and hydrates the islands of the page. The server puts this script into the page. SCRIPT and
// WASM are the addresses of the client's files. WHEN is "now", or "touched": at the user's first action on the page, or when
// the session of the page may have ended. The script also closes the menus of the header.
((script, wasm, when) => {
  const root = document.documentElement;
  // Without this script, a menu is closed by its button only.
  const opened = () => document.querySelector("details.menu[open]");
  addEventListener("keydown", ({ key }) => {
    const menu = opened();
    if (key !== "Escape" || !menu) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });
  addEventListener("pointerdown", ({ target }) => {
    const menu = opened();
    if (menu && !menu.contains(target)) menu.open = false;
  });
  const copies = new Map();
  let hasFailed = false;
  // An island that fails may have replaced the browser's handling of its form already, so it is replaced by the copy of
  // its HTML that was made before the hydration. The form in the copy works without the client.
  const giveBack = () => {
    if (hasFailed) return;
    hasFailed = true;
    for (const [island, copy] of copies) island.replaceWith(copy);
    root.removeAttribute("data-hydrated");
    // The page that waits for an approval is requested again, as browsers without scripts do.
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
  // A panic of the client is a trap of the WebAssembly. For other errors of the client, its script is in the stack.
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
    const session = document.querySelector("[data-session-idle]")?.dataset;
    const endsAt = Date.now() + session?.sessionIdle * 1000;
    let channel;
    // Without the client, nothing else removes the data of the page when its session ends. A timer stops while the computer sleeps.
    const leaveAt = (time) => session && setInterval(() => Date.now() >= time && location.reload(), 10_000);
    const onAction = ({ type } = {}) => {
      if (root.dataset.late) return;
      // The client asks for the state of the session, because time has passed and events were missed.
      root.dataset.late = "yes";
      for (const action of actions) removeEventListener(action, onAction);
      channel?.close();
      begin().catch((error) => {
        // The session may have ended already if another tab has sent a message, or if "Back" shows the page.
        leaveAt(type === "message" || type === "pageshow" ? 0 : endsAt);
        throw error;
      });
    };
    for (const action of actions) addEventListener(action, onAction, { passive: true });
    if (session) {
      channel = self.BroadcastChannel && new BroadcastChannel(session.sessionChannel);
      if (channel) channel.onmessage = onAction;
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && onAction());
      addEventListener("pageshow", (event) => event.persisted && onAction(event));
      // Browsers fire a timer of more than 2,147,483,647 ms at once.
      setTimeout(onAction, Math.min((session.sessionIdle - session.sessionWarning) * 1000, 2_147_483_647));
    }
  }
})
