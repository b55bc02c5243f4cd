// Checks the dependencies between rooms (folders below src), and the places of feature gates.
import { fileUses } from "./imports.mjs";
import { matches } from "./source.mjs";

/** The rooms that each room may use. `lib` has the macro `text!`. All dependencies point down. A room that is not listed may use no other room. */
const plan = {
  lib: [],
  cli: ["dev_tenant", "pages", "paths", "routes", "server::app_only", "server::caller", "server::causes", "server::clock", "server::config", "server::correlation", "server::doctor", "server::entra", "server::hex", "server::http", "server::job", "server::key_file", "server::oidc", "server::readiness", "server::secret_file", "server::security_event", "server::services", "server::session", "server::sign_in_problem", "web"],
  // The web side, where each room may use those after it: routes → endpoints → pages → web → server.
  routes: ["endpoints", "error", "pages", "paths", "server::config", "server::doctor", "server::graph", "server::services", "server::session", "web"],
  endpoints: ["error", "pages", "paths", "server::api", "server::auth", "server::bearer", "server::caller", "server::graph", "server::graph_cache", "server::oidc", "server::readiness", "server::security_event", "server::services", "server::session", "texts", "web", "lib"],
  pages: ["error", "islands", "model", "paths", "server::account", "server::api", "server::app_only", "server::auth", "server::caller", "server::clock", "server::config", "server::doctor", "server::entra", "server::graph", "server::graph_cache", "server::lenient", "server::named_apis", "server::oidc", "server::secret_file", "server::services", "server::session", "server::sign_in_problem", "server::time_zone", "server_fns", "texts", "web", "lib"],
  web: ["error", "islands", "model", "paths", "server::graph_of_app", "server::auth", "server::bearer", "server::caller", "server::config", "server::correlation", "server::metrics", "server::oidc", "server::readiness", "server::security_event", "server::services", "server::session", "texts", "lib"],
  texts: ["lib"],
  server_fns: ["error", "model", "paths", "server::auth", "server::caller", "server::graph", "server::oidc", "server::session", "web"],
  // The side of the browser: islands → client.
  islands: ["client", "error", "model", "paths"],
  client: ["error", "paths"],
  error: ["paths"],
  model: [],
  paths: [],
  docs: [],
  dev_tenant: [],
  "server::account": ["server::caller", "server::detached", "server::graph", "server::security_event", "server::session"],
  "server::graph": ["error", "model", "server::api", "server::auth", "server::caller", "server::clock", "server::entra", "server::graph_cache", "server::http", "server::lenient", "server::oidc", "server::services", "server::session", "server::unicode"],
  "server::bearer": ["server::graph_of_app", "server::auth", "server::oidc", "server::services"],
  // A token of the app itself: of a job, which only the command line can begin, or of an administrator.
  "server::app_only": ["server::graph_of_app", "server::auth", "server::caller", "server::entra", "server::job"],
  "server::job": ["server::graph_of_app", "server::auth", "server::config", "server::http", "server::services"],
  "server::graph_of_app": ["server::api", "server::auth", "server::http", "server::oidc", "server::services"],
  "server::caller": ["error", "paths", "server::auth", "server::clock", "server::named_apis", "server::oidc", "server::security_event", "server::services", "server::session"],
  "server::rights": ["server::api", "server::auth", "server::caller", "server::clock", "server::graph", "server::oidc", "server::security_event", "server::session"],
  "server::services": ["paths", "server::auth", "server::clock", "server::config", "server::doctor", "server::entra", "server::graph_cache", "server::group_cache", "server::http", "server::metrics", "server::oidc", "server::readiness", "server::session", "server::throttled_apis"],
  "server::api": ["error", "model", "server::auth", "server::caller", "server::clock", "server::config", "server::http", "server::named_apis", "server::oidc", "server::services", "server::session", "server::throttled_apis", "server::unicode"],
  "server::auth": ["error", "paths", "server::clock", "server::config", "server::detached", "server::entra", "server::http", "server::keyed_locks", "server::metrics", "server::oidc", "server::security_event", "server::session", "server::sign_in_problem"],
  "server::doctor": ["paths", "server::causes", "server::clock", "server::config", "server::detached", "server::entra", "server::http", "server::key_file", "server::named_apis", "server::oidc", "server::secret_file", "server::session", "server::sign_in_problem"],
  "server::graph_cache": ["server::session"],
  "server::group_cache": ["server::session"],
  "server::throttled_apis": ["server::session"],
  "server::named_apis": [],
  "server::time_zone": ["server::clock"],
  "server::readiness": ["server::auth", "server::session"],
  "server::session": ["paths", "server::causes", "server::clock", "server::config", "server::hex", "server::http", "server::key_file", "server::metrics", "server::oidc", "server::secret_file", "server::security_event", "server::sign_in_problem"],
  "server::config": ["paths", "server::entra", "server::http", "server::key_file", "server::named_apis", "server::oidc", "server::secret_file"],
  "server::oidc": ["server::clock", "server::entra", "server::http", "server::lenient", "server::secret_file", "server::unicode"],
  "server::entra": ["server::http", "server::lenient", "server::sign_in_problem"],
  "server::metrics": ["server::clock", "server::sign_in_problem"],
  "server::sign_in_problem": [],
  "server::http": ["server::correlation", "server::metrics"],
  "server::correlation": [],
  "server::detached": [],
  "server::key_file": ["server::secret_file"],
  "server::secret_file": [],
  "server::security_event": [],
  "server::keyed_locks": [],
  "server::causes": [],
  "server::clock": [],
  "server::hex": [],
  "server::lenient": [],
  "server::unicode": [],
  server: [],
};

/** The rooms above `server`. They run on the server only, like `server` itself. */
const ON_THE_SERVER = ["cli", "endpoints", "pages", "routes", "server", "texts", "web"];

/**
 * The largest number of feature gates: one for each room on the server, and two each for `client` and `dev_tenant`,
 * because these have a stand-in.
 */
const MOST_GATES = ON_THE_SERVER.length + 4;

export function borders(files) {
  const inside = files.filter((file) => !file.beside && file.path !== "src/main.rs");
  const arrows = edges(inside);
  return [
    {
      rule: "feature gates are in src/lib.rs only, one for each room on the server and each stand-in",
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
      rule: "server:: is used in rooms on the server and inside #[server] bodies only",
      findings: inside
        .filter((file) => !ON_THE_SERVER.includes(file.modules[0]))
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

/**
 * A server function may use the server only inside its body, because all other code of server_fns/ runs in the browser
 * too.
 */
function insideBody(file) {
  return (_match, line) => file.modules[0] === "server_fns" && /^\s+/.test(line);
}

/** Returns the uses between rooms, each with the first file in which it is found. */
function edges(files) {
  const rooms = new Map(files.map((file) => [file.path, file.room]));
  const found = new Map();
  for (const use of fileUses(files)) {
    const [from, to] = [rooms.get(use.from), rooms.get(use.to)];
    // src/server.rs re-exports items of its rooms. That does not count as a use.
    if (from === to || (from === "server" && to.startsWith("server::"))) continue;
    const arrow = `${from} → ${to}`;
    if (!found.has(arrow)) found.set(arrow, { from, to, why: `${arrow} in ${use.from}` });
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
    for (const arrow of arrows) if (arrow.from === from) walk(arrow.to, [...path, from]);
  };
  for (const { from } of arrows) walk(from, []);
  return [...found];
}
