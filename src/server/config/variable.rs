//! Every variable that the app reads, in the order of `.env.sample`, with what to do when it is wrong.

use crate::paths;

/// A variable of the environment or of `.env`.
pub(super) struct Variable {
    pub(super) name: &'static str,
    /// What to do when it is missing or wrong.
    pub(super) advice: &'static str,
    /// A value as it could be, which never works as it stands.
    pub(super) example: &'static str,
}

const fn variable(name: &'static str, advice: &'static str, example: &'static str) -> Variable {
    Variable { name, advice, example }
}

pub(super) static CLIENT_ID: Variable = variable(
    "CLIENT_ID",
    "Copy the Application (client) ID from the Overview of the app registration.",
    "00000000-0000-0000-0000-000000000000",
);
pub(super) static CLIENT_SECRET: Variable = variable(
    "CLIENT_SECRET",
    "In the app registration, under Certificates & secrets, create a client secret and copy its Value.",
    "<the Value of the client secret>",
);
pub(super) static CLIENT_SECRET_FILE: Variable = variable(
    "CLIENT_SECRET_FILE",
    "Name a file that this app may read and that holds nothing but the client secret.",
    "/run/secrets/<file>",
);
pub(super) static AUTHORITY: Variable = variable(
    "AUTHORITY",
    "Set it to the address of your tenant. For a custom domain or another OpenID provider set OIDC_AUTHORITY instead.",
    "https://login.microsoftonline.com/<tenant ID>",
);
pub(super) static OIDC_AUTHORITY: Variable = variable(
    "OIDC_AUTHORITY",
    "Set it to the address to which /.well-known/openid-configuration is appended.",
    "https://<custom domain>/<tenant ID>/v2.0",
);
pub(super) static B2C_TENANT_NAME: Variable = variable(
    "B2C_TENANT_NAME",
    "Write the first part of the domain of your Azure AD B2C tenant: contoso.onmicrosoft.com has the name contoso.",
    "<name of the tenant>",
);
pub(super) static SIGNUPSIGNIN_USER_FLOW: Variable = variable(
    "SIGNUPSIGNIN_USER_FLOW",
    "Copy the name of the user flow for sign-up and sign-in from the Azure portal, under Azure AD B2C > User flows.",
    "B2C_1_<name>",
);
pub(super) static EDITPROFILE_USER_FLOW: Variable = variable(
    "EDITPROFILE_USER_FLOW",
    "Copy the name of the user flow for profile editing, or leave it out.",
    "B2C_1_<name>",
);
pub(super) static RESETPASSWORD_USER_FLOW: Variable = variable(
    "RESETPASSWORD_USER_FLOW",
    "Copy the name of the user flow for password reset, or leave it out.",
    "B2C_1_<name>",
);
pub(super) static ALLOWED_TENANTS: Variable = variable(
    "ALLOWED_TENANTS",
    "List the IDs of the tenants whose people may sign in, separated by commas, or write * for every tenant.",
    "<tenant ID>,<tenant ID>",
);
pub(super) static CUSTOM_SIGNING_KEY: Variable = variable(
    "CUSTOM_SIGNING_KEY",
    "Write on if the app has a signing key of its own for claims mapping, else off; never the key itself.",
    "off",
);
pub(super) static REDIRECT_URI: Variable = variable(
    "REDIRECT_URI",
    "Write the address exactly as it stands in the app registration, under Authentication.",
    "http://localhost:3000/getAToken",
);
pub(super) static RESPONSE_MODE: Variable = variable(
    "RESPONSE_MODE",
    "Write query, or form_post where the provider must not put its answer into an address.",
    "query",
);
pub(super) static PUBLIC_URL: Variable = variable(
    "PUBLIC_URL",
    "Write the address under which people open this app, with the path if it begins below one.",
    "https://<your domain>",
);
pub(super) static FRONT_CHANNEL_LOGOUT_PATH: Variable = variable(
    "FRONT_CHANNEL_LOGOUT_PATH",
    "Write a path of its own, below PUBLIC_URL, and register the whole address as the front-channel logout URL.",
    paths::FRONT_CHANNEL_LOGOUT,
);
pub(super) static BACK_CHANNEL_LOGOUT_PATH: Variable = variable(
    "BACK_CHANNEL_LOGOUT_PATH",
    "Write a path of its own, below PUBLIC_URL, and register the whole address at the provider.",
    paths::BACK_CHANNEL_LOGOUT,
);
pub(super) static SCOPE: Variable =
    variable("SCOPE", "List the scopes of the downstream APIs, separated by spaces.", "User.Read");
pub(super) static ENDPOINT: Variable = variable(
    "ENDPOINT",
    "Write the address of the downstream API, or leave it empty to do without.",
    "https://graph.microsoft.com/v1.0/me",
);
pub(super) static SESSION_STORE: Variable = variable(
    "SESSION_STORE",
    "Write sqlite: and the path of a file, the address of a Redis, Valkey or PostgreSQL server, or memory:.",
    "sqlite:data/sessions.db",
);
pub(super) static SESSION_KEYS_FILE: Variable = variable(
    "SESSION_KEYS_FILE",
    "Make the file with: leptos-entra keys new --file <path>. Give it to every replica, and keep it apart from the sessions.",
    "/run/secrets/<file>",
);
pub(super) static LEPTOS_SITE_ADDR: Variable =
    variable("LEPTOS_SITE_ADDR", "Write the IP address and the port to listen on.", "127.0.0.1:3000");
pub(super) static TRUSTED_PROXIES: Variable = variable(
    "TRUSTED_PROXIES",
    "List the addresses or networks of the proxies in front of this app, separated by commas.",
    "<10.0.0.1>,<10.1.0.0/16>",
);
pub(super) static RATE_LIMIT_SIGN_IN: Variable = variable(
    "RATE_LIMIT_SIGN_IN",
    "Write how many sign-ins a client may begin in a minute, or 0 for any number.",
    "300",
);
pub(super) static RATE_LIMIT_CALLBACK: Variable =
    variable("RATE_LIMIT_CALLBACK", "Write how often a client may come back in a minute, or 0 for any number.", "300");
pub(super) static RATE_LIMIT_API: Variable = variable(
    "RATE_LIMIT_API",
    "Write how often a client may call a server function in a minute, or 0 for any number.",
    "1200",
);
pub(super) static LEPTOS_SITE_ROOT: Variable =
    variable("LEPTOS_SITE_ROOT", "Name the folder of the compiled client.", "target/site");
pub(super) static LEPTOS_RELOAD_PORT: Variable =
    variable("LEPTOS_RELOAD_PORT", "Write a port number, as cargo-leptos sets it.", "3001");
pub(super) static LEPTOS_WATCH: Variable = variable("LEPTOS_WATCH", "Leave it to cargo-leptos.", "ON");
pub(super) static RUST_LOG: Variable = variable("RUST_LOG", "Write a level, or levels by module.", "info");
pub(super) static DEV_TENANT_ADDR: Variable = variable(
    "DEV_TENANT_ADDR",
    "Write a loopback address and a port: the dev tenant is for this machine only.",
    "127.0.0.1:3002",
);
pub(super) static DEV_TENANT_ALLOW_HOST: Variable = variable(
    "DEV_TENANT_ALLOW_HOST",
    "Write the host name under which your container or workspace shows its ports.",
    "<workspace>.example",
);

/// All of them, in the order in which `.env.sample` explains them and findings are listed.
pub(super) static ALL: [&Variable; 31] = [
    &CLIENT_ID,
    &CLIENT_SECRET,
    &CLIENT_SECRET_FILE,
    &AUTHORITY,
    &OIDC_AUTHORITY,
    &B2C_TENANT_NAME,
    &SIGNUPSIGNIN_USER_FLOW,
    &EDITPROFILE_USER_FLOW,
    &RESETPASSWORD_USER_FLOW,
    &ALLOWED_TENANTS,
    &CUSTOM_SIGNING_KEY,
    &REDIRECT_URI,
    &RESPONSE_MODE,
    &PUBLIC_URL,
    &FRONT_CHANNEL_LOGOUT_PATH,
    &BACK_CHANNEL_LOGOUT_PATH,
    &SCOPE,
    &ENDPOINT,
    &SESSION_STORE,
    &SESSION_KEYS_FILE,
    &LEPTOS_SITE_ADDR,
    &TRUSTED_PROXIES,
    &RATE_LIMIT_SIGN_IN,
    &RATE_LIMIT_CALLBACK,
    &RATE_LIMIT_API,
    &LEPTOS_SITE_ROOT,
    &LEPTOS_WATCH,
    &LEPTOS_RELOAD_PORT,
    &RUST_LOG,
    &DEV_TENANT_ADDR,
    &DEV_TENANT_ALLOW_HOST,
];
