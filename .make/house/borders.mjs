// Who may use whom: the plan of the house, its three borders, and where feature gates stand.
import { matches, room, uses } from "./source.mjs";

/** Arrows point down only. A room that is not listed may use nothing of ours. */
const plan = {
  lib: [],
  hydrate: ["app", "browser", "model"],
  app: ["browser", "components", "error", "model", "pages", "paths"],
  pages: ["browser", "components", "error", "model", "paths", "server_fns"],
  components: ["browser", "error", "model", "paths"],
  server_fns: ["error", "model", "paths", "server::auth", "server::caller", "server::detached", "server::graph", "server::oidc", "server::services", "server::session"],
  browser: ["error", "model", "paths", "server_fns"],
  cli: ["dev_tenant", "model", "paths", "server::auth", "server::clock", "server::config", "server::doctor", "server::entra", "server::key_file", "server::oidc", "server::services", "server::session", "web"],
  web: ["app", "error", "model", "pages", "paths", "server_fns", "server::auth", "server::caller", "server::clock", "server::config", "server::detached", "server::graph", "server::oidc", "server::services", "server::session"],
  error: [],
  model: ["error", "paths"],
  paths: [],
  docs: [],
  dev_tenant: [],
  "server::doctor": ["server::clock", "server::config", "server::entra", "server::graph", "server::http", "server::oidc", "server::session"],
  "server::graph": ["error", "model", "server::auth", "server::caller", "server::clock", "server::config", "server::detached", "server::entra", "server::http", "server::oidc", "server::session"],
  "server::caller": ["error", "model", "paths", "server::auth", "server::clock", "server::detached", "server::oidc", "server::services", "server::session"],
  "server::services": ["paths", "server::auth", "server::clock", "server::config", "server::entra", "server::http", "server::known_groups", "server::oidc", "server::session"],
  "server::auth": ["error", "model", "paths", "server::clock", "server::config", "server::detached", "server::entra", "server::http", "server::keyed_locks", "server::oidc", "server::session"],
  "server::session": ["model", "paths", "server::clock", "server::config", "server::key_file", "server::keyed_locks", "server::oidc"],
  "server::config": ["model", "paths", "server::entra", "server::http", "server::key_file", "server::oidc"],
  "server::oidc": ["server::clock", "server::entra", "server::http"],
  "server::entra": ["error", "model", "server::clock", "server::http"],
  "server::http": [],
  "server::detached": [],
  "server::key_file": [],
  "server::keyed_locks": [],
  "server::known_groups": ["server::session"],
  "server::clock": [],
  server: [],
};

/** One for each region and entry of src/lib.rs, and one for each stand-in. */
const MOST_GATES = 8;

export function borders(files) {
  const inside = files.filter((file) => !file.beside && file.path !== "src/main.rs");
  const arrows = edges(inside);
  return [
    {
      rule: "feature gates stand in src/lib.rs only, one for each region and each stand-in",
      findings: gates(files),
    },
    {
      rule: "server/ uses neither axum nor leptos",
      findings: inside
        .filter((file) => file.modules[0] === "server")
        .flatMap((file) => matches(file, file.live, /\b(?:axum|leptos\w*)\s*(?:::|\{)/g)),
    },
    {
      rule: "dev_tenant and the rest do not use each other; only cli starts it",
      findings: arrows
        .filter(({ from, to }) => (from === "dev_tenant") !== (to === "dev_tenant") && from !== "cli")
        .map(({ why }) => why),
    },
    {
      rule: "server:: is used in web/, cli/ and inside #[server] bodies only",
      findings: inside
        .filter((file) => !["web", "cli", "server"].includes(file.modules[0]))
        .flatMap((file) => matches(file, file.live, /\b(?:crate|super)::(?:server\b|\{.*\bserver::)/g, insideBody(file))),
    },
    {
      rule: "no room uses one that the plan does not allow",
      findings: arrows.filter(({ from, to }) => !(plan[from] ?? []).includes(to)).map(({ why }) => why),
    },
    { rule: "no circle between rooms", findings: circles(arrows) },
  ];
}

function gates(files) {
  const stray = files
    .filter((file) => file.path !== "src/lib.rs")
    .flatMap((file) => matches(file, file.code, /\bfeature\s*=\s*"/g));
  const map = files.find((file) => file.path === "src/lib.rs");
  const lines = matches(map, map.code, /cfg\w*!?\(.*\bfeature\s*=/g);
  return lines.length > MOST_GATES ? [...stray, `src/lib.rs has ${lines.length} feature gates, more than ${MOST_GATES}`] : stray;
}

/** A server function imports from the server inside its body; everything else of server_fns/ runs in the browser too. */
function insideBody(file) {
  return (_match, line) => file.modules[0] === "server_fns" && /^\s+/.test(line);
}

function edges(files) {
  const rooms = new Set(files.map((file) => file.room));
  const found = new Map();
  for (const file of files) {
    for (const used of uses(file)) {
      const to = room(used);
      if (to === file.room || !rooms.has(to)) continue;
      found.set(`${file.room} → ${to}`, { from: file.room, to, why: `${file.room} → ${to} in ${file.path}` });
    }
  }
  return [...found.values()];
}

function circles(arrows) {
  const found = new Set();
  const walk = (from, path) => {
    if (path.includes(from)) {
      const circle = path.slice(path.indexOf(from));
      const smallest = circle.indexOf([...circle].sort()[0]);
      found.add([...circle.slice(smallest), ...circle.slice(0, smallest)].join(" → "));
      return;
    }
    // The front door of server/ re-exports its rooms; that is no use of them.
    for (const arrow of arrows) if (arrow.from === from && from !== "server") walk(arrow.to, [...path, from]);
  };
  for (const { from } of arrows) walk(from, []);
  return [...found];
}
