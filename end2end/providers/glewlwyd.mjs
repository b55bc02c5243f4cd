// Debian's OpenID provider glewlwyd: with an EC key, one client that authenticates by `client_secret_post`, and one user.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { introspection } from "./access_token.mjs";
import { ACCOUNTS } from "./oidc-provider.mjs";
import { providerFolder, startProgram } from "./program.mjs";

const SCHEMA = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";
const PAGES = "/usr/share/glewlwyd/webapp";
/** The file with the settings of glewlwyd's pages. */
const PAGE_SETTINGS = "/usr/share/glewlwyd/templates/config.json";
/** The administrator that the database schema of Debian's package creates. */
const ADMINISTRATOR = { username: "admin", password: "password" };
/** The user who signs in during the tests. */
export const GLEWLWYD_USER = { username: ACCOUNTS[0].sub, password: "correct horse" };

/**
 * Starts glewlwyd on a loopback port with a new SQLite database, and configures it by its REST API.
 *
 * @param {number} port
 * @param {{ redirectUri: string, postLogoutRedirectUri: string, scope: string }} registration of the one client
 */
export async function startGlewlwyd(port, registration) {
  const folder = providerFolder();
  const origin = `http://127.0.0.1:${port}`;
  const issuer = `${origin}/api/oidc`;
  // The secret has a tilde, as every client secret of Azure has. Glewlwyd rejects a percent-encoded tilde.
  const client = { id: "leptos-entra", secret: `a~b.${randomBytes(12).toString("base64url")}` };
  execFileSync("sqlite3", [join(folder, "glewlwyd.db")], { input: readFileSync(SCHEMA), stdio: ["pipe", "pipe", "pipe"] });
  writeFileSync(join(folder, "glewlwyd.conf"), configuration(folder, port, origin));
  copyPages(join(folder, "webapp"));
  const program = startProgram(folder, ["glewlwyd", `--config-file=${join(folder, "glewlwyd.conf")}`]);
  try {
    await program.serves(`${origin}/config`);
    await configure(`${origin}/api`, issuer, client, registration);
    await program.serves(`${issuer}/.well-known/openid-configuration`);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { issuer, client, whoseAccessToken: introspection(issuer, client), stop: () => program.stop() };
}

/**
 * Copies glewlwyd's pages out of Debian's package, where they do not work. Their scripts and style sheets are symbolic
 * links to other packages, and glewlwyd responds with 404 to links out of its folder. Their `config.json` is a link to
 * a folder instead of a file, so that each page stays at "Loading...".
 */
function copyPages(folder) {
  const skipped = join(PAGES, "config.json");
  cpSync(PAGES, folder, { recursive: true, dereference: true, filter: (source) => source !== skipped });
  copyFileSync(PAGE_SETTINGS, join(folder, "config.json"));
}

const configuration = (folder, port, origin) => `port = ${port}
bind_address = "127.0.0.1"
external_url = "${origin}"
login_url = "login.html"
api_prefix = "api"
static_files_path = "${join(folder, "webapp")}"
log_mode = "console"
log_level = "WARNING"
cookie_domain = "127.0.0.1"
cookie_secure = 0
session_key = "GLEWLWYD2_SESSION_ID"
session_expiration = 3600
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "/usr/lib/glewlwyd/user"
user_middleware_module_path = "/usr/lib/glewlwyd/user"
client_module_path = "/usr/lib/glewlwyd/client"
user_auth_scheme_module_path = "/usr/lib/glewlwyd/scheme"
plugin_module_path = "/usr/lib/glewlwyd/plugin"
hash_algorithm = "SHA512"
database = { type = "sqlite3" path = "${join(folder, "glewlwyd.db")}" }
static_files_mime_types = (
  { extension = ".html" mime_type = "text/html" },
  { extension = ".css" mime_type = "text/css" },
  { extension = ".js" mime_type = "application/javascript" },
  { extension = ".json" mime_type = "application/json" },
  { extension = ".png" mime_type = "image/png" },
  { extension = ".woff2" mime_type = "font/woff2" },
  { extension = ".ico" mime_type = "image/x-icon" }
)
`;

/** Adds the OpenID Connect plugin, the scopes, the user and the client to a running glewlwyd. */
async function configure(api, issuer, client, { redirectUri, postLogoutRedirectUri, scope }) {
  let cookie = "";
  const send = async (method, path, content) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { "content-type": "application/json", cookie },
      body: content && JSON.stringify(content),
    });
    if (!response.ok) throw new Error(`glewlwyd: ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signedIn = await send("POST", "/auth/", ADMINISTRATOR);
  cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  await send("POST", "/mod/plugin/", { module: "oidc", name: "oidc", display_name: "OpenID Connect", parameters: plugin(issuer, scope) });
  for (const name of ["profile", "offline_access", scope]) {
    await send("POST", "/scope/", { name, display_name: name, password_required: false });
  }
  const scopes = ["openid", "profile", scope];
  await send("POST", "/user/", { ...GLEWLWYD_USER, name: ACCOUNTS[0].name, scope: scopes, enabled: true });
  const many = { multiple: true, read: true, write: true };
  const format = { redirect_uri: many, post_logout_redirect_uris: many, authorization_type: many, token_endpoint_auth_method: many };
  const parameters = { "use-glewlwyd-connection": true, "data-format": { ...format, client_secret: { ...many, multiple: false } } };
  await send("PUT", "/mod/client/database", { module: "database", name: "database", display_name: "Database", parameters });
  await send("PUT", "/mod/client/database/reset/");
  await send("POST", "/client/", {
    client_id: client.id,
    name: client.id,
    confidential: true,
    client_secret: client.secret,
    redirect_uri: [redirectUri],
    post_logout_redirect_uris: [postLogoutRedirectUri],
    authorization_type: ["code", "refresh_token"],
    token_endpoint_auth_method: ["client_secret_post", "client_secret_basic"],
    scope: [],
    enabled: true,
  });
}

function plugin(issuer, scope) {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keys = [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", kid: "signing" }];
  return {
    iss: issuer,
    "jwt-type": "ecdsa",
    "jwt-key-size": "256",
    "jwks-show": true,
    "jwks-private": JSON.stringify({ keys }),
    "default-kid": "signing",
    "subject-type": "public",
    "allowed-scope": ["openid", "profile", "offline_access", scope],
    "code-duration": 60,
    "access-token-duration": 3600,
    "refresh-token-duration": 86_400,
    "auth-type-code-enabled": true,
    "auth-type-refresh-enabled": true,
    "auth-type-token-enabled": false,
    "auth-type-implicit-enabled": false,
    "auth-type-password-enabled": false,
    "auth-type-client-enabled": false,
    "pkce-allowed": true,
    "pkce-required": true,
    "name-claim": "mandatory",
    "introspection-revocation-allowed": true,
    "introspection-revocation-allow-target-client": true,
    "session-management-allowed": true,
    // The page that confirms a sign-out needs this: otherwise glewlwyd rejects the page's request for the session with
    // status 400.
    "front-channel-logout-allowed": true,
    "session-cookie-name": "GLEWLWYD2_OIDC_SID",
    "session-cookie-expiration": 3600,
  };
}
