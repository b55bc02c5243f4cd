//! The table of all variables that the app reads, in the order of `.env.sample`.

use crate::paths;

/// A variable of the environment or of `.env`.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) group: Group,
    /// What to do if the variable is missing or invalid.
    pub(super) advice: &'static str,
    /// A value in the right form, which never works without a change.
    pub(super) example: &'static str,
}

/// Whether messages may show the value. This depends on the variable alone, never on the characters of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A credential, or an address or a file that has one. Never shown.
    Credential,
    /// Text that is not shown, because an address may have a password or a key in it.
    Text,
    /// A number, a keyword, an address to listen on, or a folder of public files. It contains no secret, so messages show it.
    Plain,
}

/// What a variable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// The app registration, the tenant and the API. If one of these is set, the dev tenant does not start.
    Tenant,
    /// This server. These variables apply with the dev tenant, too.
    Server,
}

impl Variable {
    /// Returns the example as one line of `.env`.
    pub(super) fn assignment(&self) -> String {
        format!("{}={}", self.name, self.example)
    }
}

/// Declares one static for each variable, and [`ALL`] in the same order.
macro_rules! variables {
    ($($name:ident: $holds:ident, $group:ident, $advice:expr, $example:expr;)*) => {
        $(
            pub(super) static $name: Variable = Variable {
                name: stringify!($name),
                holds: Holds::$holds,
                group: Group::$group,
                advice: $advice,
                example: $example,
            };
        )*

        /// All variables, in the order in which `.env.sample` explains them and findings are listed.
        pub(super) static ALL: [&Variable; [$(stringify!($name)),*].len()] = [$(&$name),*];
    };
}

variables! {
    CLIENT_ID: Text, Tenant,
        "Copy the Application (client) ID from the Overview of the app registration.",
        "00000000-0000-0000-0000-000000000000";
    CLIENT_SECRET: Credential, Tenant,
        "In the app registration, under Certificates & secrets, create a client secret and copy its Value.",
        "<the Value of the client secret>";
    CLIENT_SECRET_FILE: Credential, Tenant,
        "Write the path of a file that this app can read and that contains only the client secret.",
        "/run/secrets/<file>";
    AUTHORITY: Text, Tenant,
        "Write the address of your tenant. For a custom domain or another OpenID provider set OIDC_AUTHORITY instead.",
        "https://login.microsoftonline.com/<tenant ID>";
    OIDC_AUTHORITY: Text, Tenant,
        "Write the address to which /.well-known/openid-configuration is appended.",
        "https://<custom domain>/<tenant ID>/v2.0";
    B2C_TENANT_NAME: Text, Tenant,
        "Write the first part of the domain of your Azure AD B2C tenant: contoso.onmicrosoft.com has the name contoso.",
        "<name of the tenant>";
    SIGNUPSIGNIN_USER_FLOW: Text, Tenant,
        "Copy the name of the user flow for sign-up and sign-in from the Azure portal, under Azure AD B2C > User flows.",
        "B2C_1_<name>";
    EDITPROFILE_USER_FLOW: Text, Tenant,
        "Copy the name of the user flow for profile editing, or remove this variable.",
        "B2C_1_<name>";
    RESETPASSWORD_USER_FLOW: Text, Tenant,
        "Copy the name of the user flow for password reset, or remove this variable.",
        "B2C_1_<name>";
    ALLOWED_TENANTS: Text, Tenant,
        "List the IDs of the tenants whose users may sign in, separated by commas, or write * for every tenant.",
        "<tenant ID>,<tenant ID>";
    CUSTOM_SIGNING_KEY: Text, Tenant,
        "Write on if the app has its own signing key for claims mapping, otherwise off. Never write the key itself.",
        "off";
    REDIRECT_URI: Text, Tenant,
        "Copy the redirect URI from the app registration, under Authentication, character by character.",
        "http://localhost:3000/getAToken";
    RESPONSE_MODE: Plain, Tenant,
        "Write query, or form_post if the response of the provider must not be part of an address.",
        "query";
    PUBLIC_URL: Text, Tenant,
        "Write the address that users open, including the path if the app is below one.",
        "https://<your domain>";
    FRONT_CHANNEL_LOGOUT_PATH: Text, Server,
        "Write a path below PUBLIC_URL that nothing else uses, and register the whole address as the front-channel logout URL.",
        paths::FRONT_CHANNEL_LOGOUT;
    BACK_CHANNEL_LOGOUT_PATH: Text, Server,
        "Write a path below PUBLIC_URL that nothing else uses, and register the whole address at the provider.",
        paths::BACK_CHANNEL_LOGOUT;
    SCOPE: Text, Tenant,
        "List the scopes of the downstream API, separated by spaces.",
        "User.Read";
    ENDPOINT: Text, Tenant,
        "Write the address of the downstream API, or leave the value empty if there is none.",
        "https://graph.microsoft.com/v1.0/me";
    ENDPOINT_API: Text, Tenant,
        "Write graph if ENDPOINT is a gateway in front of Microsoft Graph, or the part of a scope before its last slash.",
        "api://<application ID>";
    SESSION_STORE: Credential, Server,
        "Write sqlite: and the path of a file (sqlite:data/sessions.db), the address of a server \
         (rediss://name:password@host:port or postgres://name:password@host:port/database), or memory:.",
        "sqlite:data/sessions.db";
    SESSION_KEYS_FILE: Text, Server,
        "Create the file with: leptos-entra keys new --file <path>. Give it to every replica, and keep it apart from the sessions.",
        "/run/secrets/<file>";
    LEPTOS_SITE_ADDR: Plain, Server,
        "Write the IP address and the port to listen on.",
        "127.0.0.1:3000";
    TRUSTED_PROXIES: Plain, Server,
        "List the addresses or networks of the proxies in front of this app, separated by commas.",
        "<10.0.0.1>,<10.1.0.0/16>";
    RATE_LIMIT_SIGN_IN: Plain, Server,
        "Write how many sign-ins a client may start in a minute, or 0 for no limit.",
        "300";
    RATE_LIMIT_CALLBACK: Plain, Server,
        "Write how many responses of the provider a client may bring back in a minute, or 0 for no limit.",
        "300";
    RATE_LIMIT_API: Plain, Server,
        "Write how often a client may call a server function in a minute, or 0 for no limit.",
        "1200";
    LEPTOS_SITE_ROOT: Plain, Server,
        "Write the folder of the compiled client.",
        "target/site";
    LEPTOS_WATCH: Text, Server,
        "Remove it: cargo-leptos sets it.",
        "ON";
    LEPTOS_RELOAD_PORT: Plain, Server,
        "Write a port number, as cargo-leptos sets it.",
        "3001";
    RUST_LOG: Text, Server,
        "Write a level (error, warn, info, debug or trace), or levels by module.",
        "info";
    DEV_TENANT_ADDR: Plain, Server,
        "Write a loopback address and a port, because the dev tenant is for this machine only.",
        "127.0.0.1:3002";
    DEV_TENANT_ALLOW_HOST: Plain, Server,
        "Write the host name under which your container or workspace publishes its ports.",
        "<workspace>.example";
}
