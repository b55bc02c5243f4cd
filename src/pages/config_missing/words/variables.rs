//! The general advice and the example of each environment variable.

use crate::{paths, server::config::Variable};

/// Declares [`advice`] and [`example`], which cover every variable.
macro_rules! words_of_variables {
    ($($variant:ident: $advice:expr, $example:expr;)*) => {
        /// Returns what to do if the variable is missing or invalid.
        pub const fn advice(variable: Variable) -> &'static str {
            match variable {
                $(Variable::$variant => $advice,)*
            }
        }

        /// Returns an example value in the right form, which never works without a change.
        pub const fn example(variable: Variable) -> &'static str {
            match variable {
                $(Variable::$variant => $example,)*
            }
        }
    };
}

words_of_variables! {
    ClientId:
        "Copy the Application (client) ID from the Overview of the app registration.",
        "00000000-0000-0000-0000-000000000000";
    ClientSecret:
        "In the app registration, under Certificates & secrets, create a client secret and copy its Value. \
         In production, set CLIENT_CERTIFICATE_FILE, CLIENT_ASSERTION_FILE or MANAGED_IDENTITY_CLIENT_ID instead.",
        "<the Value of the client secret>";
    ClientSecretFile:
        "Write the path of a file that this app can read and that contains only the client secret.",
        "<path of the file>";
    ClientCertificateFile:
        "Write the path of a PEM file with the certificate, and with its key unless CLIENT_CERTIFICATE_KEY_FILE names it.",
        "<path of the file>";
    ClientCertificateKeyFile:
        "Write the path of a PEM file with the RSA key of the certificate, or remove this variable if the key is in the same file.",
        "<path of the file>";
    ClientCertificateSendChain:
        "Write on if the app registration trusts the subject name and the issuer of the certificate, otherwise off.",
        "off";
    ClientAssertionFile:
        "Write the path of the file in which the token is renewed, or azure on Azure Kubernetes Service.",
        "<path of the file>";
    ManagedIdentityClientId:
        "Copy the Client ID from the Overview of the user-assigned managed identity.",
        "00000000-0000-0000-0000-000000000000";
    Authority:
        "Write the address of your tenant. For a custom domain or another OpenID provider set OIDC_AUTHORITY instead.",
        "https://login.microsoftonline.com/<tenant ID>";
    OidcAuthority:
        "Write the address to which /.well-known/openid-configuration is appended.",
        "https://<custom domain>/<tenant ID>/v2.0";
    B2cTenantName:
        "Write the first part of the domain of your Azure AD B2C tenant: contoso.onmicrosoft.com has the name contoso.",
        "<name of the tenant>";
    SignupsigninUserFlow:
        "Copy the name of the user flow for sign-up and sign-in from the Azure portal, under Azure AD B2C > User flows.",
        "B2C_1_<name>";
    EditprofileUserFlow:
        "Copy the name of the user flow for profile editing, or remove this variable.",
        "B2C_1_<name>";
    ResetpasswordUserFlow:
        "Copy the name of the user flow for password reset, or remove this variable.",
        "B2C_1_<name>";
    AllowedTenants:
        "List the IDs of the tenants whose users may sign in, separated by commas, or write * for every tenant.",
        "<tenant ID>,<tenant ID>";
    CustomSigningKey:
        "Write on if the app has its own signing key for claims mapping, otherwise off. Never write the key itself.",
        "off";
    RedirectUri:
        "Copy the redirect URI from the app registration, under Authentication, character by character.",
        "http://localhost:3000/getAToken";
    ResponseMode:
        "Write query, or form_post if the response of the provider must not be part of an address.",
        "query";
    PublicUrl:
        "Write the address that users open, including the path if the app is below one.",
        "https://<your domain>";
    SignInPrompt:
        "Write select_account, consent or create. To require the credentials at every sign-in, write the value in prompt=login. \
         Or remove this variable.",
        "select_account";
    DomainHint:
        "Write the domain of your users' accounts, or organizations or consumers, or remove this variable.",
        "<domain>";
    LoginHint:
        "Write on if the next sign-in may name the account of a session that has ended, otherwise off.",
        "on";
    FrontChannelPath:
        "Write a path below PUBLIC_URL that nothing else uses, and register the whole address as the front-channel logout URL.",
        paths::FRONT_CHANNEL_LOGOUT;
    BackChannelPath:
        "Write a path below PUBLIC_URL that nothing else uses, and register the whole address at the provider.",
        paths::BACK_CHANNEL_LOGOUT;
    Scope:
        "List the scopes of the downstream API, separated by spaces.",
        "User.Read";
    Endpoint:
        "Write the address of the downstream API, or leave the value empty if there is none.",
        "https://graph.microsoft.com/v1.0/me";
    EndpointApi:
        "Write graph if ENDPOINT is a gateway in front of Microsoft Graph, or the part of a scope before its last slash.",
        "api://<application ID>";
    ApiAudience:
        "Write default, or list the audiences of access tokens for the API of this app: its client ID and its application ID URI.",
        "default";
    ApiClients:
        "List the client IDs of the apps that may call the API of this app, separated by commas, or remove this variable.",
        "<client ID>,<client ID>";
    SessionStore:
        "Write sqlite: and the path of a file (sqlite:data/sessions.db), the address of a server \
         (rediss://name:password@host:port or postgres://name:password@host:port/database), or memory:.",
        "sqlite:data/sessions.db";
    SessionKeysFile:
        "Create the file with: leptos-entra keys new --file <path>. Give it to every replica, and keep it apart from the sessions.",
        "<path of the file>";
    SessionIdleMinutes:
        "Write after how many minutes without use a session expires. This must not be longer than SESSION_HOURS.",
        "60";
    SessionHours:
        "Write after how many hours a session expires in any case.",
        "12";
    LeptosSiteAddr:
        "Write the IP address and the port to listen on.",
        "127.0.0.1:3000";
    ManagementAddr:
        "Write the IP address and the port of a second listener for the probes and the metrics, or remove this variable.",
        "127.0.0.1:9464";
    DrainSeconds:
        "Write for how many seconds the app accepts requests after the signal to stop, or 0.",
        "0";
    TrustedProxies:
        "List the addresses or networks of the proxies in front of this app, separated by commas.",
        "<10.0.0.1>,<10.1.0.0/16>";
    RateLimitSignIn:
        "Write how many sign-ins a client may start in a minute, or 0 for no limit.",
        "300";
    RateLimitCallback:
        "Write how many responses of the provider a client may bring back in a minute, or 0 for no limit.",
        "300";
    RateLimitApi:
        "Write how often a client may call a server function in a minute, or 0 for no limit.",
        "1200";
    LeptosSiteRoot:
        "Write the folder of the compiled client.",
        "target/site";
    LeptosWatch:
        "Remove it: cargo-leptos sets it.",
        "ON";
    LeptosReloadPort:
        "Write a port number, as cargo-leptos sets it.",
        "3001";
    AppName:
        "Write the name of your product, of at most 40 characters.",
        "Contoso Portal";
    AppLogo:
        "Write the path of an SVG or PNG file of at most 64 KiB.",
        "<path of the file>";
    AppAccent:
        "Write a colour as CSS does, with three or six hexadecimal digits after #.",
        "#1f5fbf";
    AppSupport:
        "Write mailto: and an e-mail address, or the https address of a page.",
        "mailto:<address>";
    AppPrivacyUrl:
        "Write the https address of your privacy statement.",
        "https://<your domain>/privacy";
    AppTermsUrl:
        "Write the https address of your terms of use.",
        "https://<your domain>/terms";
    RustLog:
        "Write a level (error, warn, info, debug or trace), or levels by module.",
        "info";
    LogFormat:
        "Write text, or json for one JSON object in each line of the log.",
        "text";
    OtelEndpoint:
        "Write the address of the OpenTelemetry collector for OTLP over HTTP, without /v1/traces.",
        "http://localhost:4318";
    OtelTracesEndpoint:
        "Write the whole address to which spans are posted.",
        "http://localhost:4318/v1/traces";
    OtelHeaders:
        "List the headers for the collector as name=value, separated by commas, with percent-encoded values.",
        "<name>=<value>";
    OtelServiceName:
        "Write the name of this app in traces.",
        "leptos-entra";
    OtelResourceAttributes:
        "List the attributes of every span as name=value, separated by commas, with percent-encoded values.",
        "deployment.environment.name=production";
    OtelTracesSampler:
        "Write always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off or parentbased_traceidratio.",
        "parentbased_always_on";
    OtelTracesSamplerArg:
        "Write the ratio of sampled requests, a number from 0 to 1.",
        "1.0";
    OtelSdkDisabled:
        "Write true to switch traces off, otherwise false.",
        "false";
    DevTenantAddr:
        "Write a loopback address and a port, because the dev tenant is for this machine only.",
        "127.0.0.1:3002";
    DevTenantAllowHost:
        "Write the host name under which your container or workspace publishes its ports.",
        "<workspace>.example";
}

/// Returns the example of a variable as one line of `.env`.
pub fn assignment(variable: Variable) -> String {
    format!("{}={}", variable.name(), example(variable))
}
