//! The table of all variables that the app reads, in the order of `.env.sample`.

use crate::server::named_apis::ApiVariables;

/// Whether messages may show the value. This depends on the variable alone, never on the characters of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A credential, or an address or a file that contains one. Messages never show it.
    Credential,
    /// Text that messages do not show, because an address may contain a password or a key.
    Text,
    /// A number, a keyword, a colour, an address to listen on, or a folder of public files. It contains no secret, so messages show it.
    Plain,
}

/// The part of the set-up that a variable is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VariableGroup {
    /// The app registration, the tenant and the API. If one of these is set, the dev tenant does not start.
    Tenant,
    /// This server. These variables apply with the dev tenant, too.
    Server,
}

/// Declares [`Variable`] and its properties.
macro_rules! variables {
    ($($variant:ident $name:literal: $holds:ident, $group:ident;)*) => {
        /// A variable of the environment or of `.env`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Variable {
            $($variant,)*
            /// `API_<NAME>_ENDPOINT` of an API by name. It is not part of [`Self::ALL`].
            ApiEndpoint(ApiVariables),
            /// `API_<NAME>_SCOPES` of an API by name. It is not part of [`Self::ALL`].
            ApiScopes(ApiVariables),
        }

        impl Variable {
            /// All variables, in the order in which `.env.sample` explains them and findings are listed.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Returns the name of the variable in the environment.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::ApiEndpoint(api) => api.endpoint,
                    Self::ApiScopes(api) => api.scopes,
                }
            }

            pub(super) const fn holds(self) -> Holds {
                match self {
                    $(Self::$variant => Holds::$holds,)*
                    Self::ApiEndpoint(_) | Self::ApiScopes(_) => Holds::Text,
                }
            }

            pub(super) const fn group(self) -> VariableGroup {
                match self {
                    $(Self::$variant => VariableGroup::$group,)*
                    Self::ApiEndpoint(_) | Self::ApiScopes(_) => VariableGroup::Server,
                }
            }
        }
    };
}

variables! {
    ClientId "CLIENT_ID": Text, Tenant;
    ClientSecret "CLIENT_SECRET": Credential, Tenant;
    ClientSecretFile "CLIENT_SECRET_FILE": Credential, Tenant;
    ClientCertificateFile "CLIENT_CERTIFICATE_FILE": Credential, Tenant;
    ClientCertificateKeyFile "CLIENT_CERTIFICATE_KEY_FILE": Credential, Tenant;
    ClientCertificateSendChain "CLIENT_CERTIFICATE_SEND_CHAIN": Text, Tenant;
    ClientAssertionFile "CLIENT_ASSERTION_FILE": Credential, Tenant;
    ManagedIdentityClientId "MANAGED_IDENTITY_CLIENT_ID": Text, Tenant;
    Authority "AUTHORITY": Text, Tenant;
    OidcAuthority "OIDC_AUTHORITY": Text, Tenant;
    B2cTenantName "B2C_TENANT_NAME": Text, Tenant;
    SignupsigninUserFlow "SIGNUPSIGNIN_USER_FLOW": Text, Tenant;
    EditprofileUserFlow "EDITPROFILE_USER_FLOW": Text, Tenant;
    ResetpasswordUserFlow "RESETPASSWORD_USER_FLOW": Text, Tenant;
    AllowedTenants "ALLOWED_TENANTS": Text, Tenant;
    CustomSigningKey "CUSTOM_SIGNING_KEY": Text, Tenant;
    RedirectUri "REDIRECT_URI": Text, Tenant;
    ResponseMode "RESPONSE_MODE": Plain, Tenant;
    PublicUrl "PUBLIC_URL": Text, Tenant;
    SignInPrompt "SIGN_IN_PROMPT": Plain, Tenant;
    DomainHint "DOMAIN_HINT": Text, Tenant;
    LoginHint "LOGIN_HINT": Text, Tenant;
    FrontChannelPath "FRONT_CHANNEL_LOGOUT_PATH": Text, Server;
    BackChannelPath "BACK_CHANNEL_LOGOUT_PATH": Text, Server;
    Scope "SCOPE": Text, Tenant;
    Endpoint "ENDPOINT": Text, Tenant;
    EndpointApi "ENDPOINT_API": Text, Tenant;
    ApiAudience "API_AUDIENCE": Text, Server;
    ApiClients "API_CLIENTS": Text, Server;
    SessionStore "SESSION_STORE": Credential, Server;
    SessionKeysFile "SESSION_KEYS_FILE": Text, Server;
    SessionIdleMinutes "SESSION_IDLE_MINUTES": Plain, Server;
    SessionHours "SESSION_HOURS": Plain, Server;
    LeptosSiteAddr "LEPTOS_SITE_ADDR": Plain, Server;
    ManagementAddr "MANAGEMENT_ADDR": Plain, Server;
    DrainSeconds "DRAIN_SECONDS": Plain, Server;
    TrustedProxies "TRUSTED_PROXIES": Plain, Server;
    RateLimitSignIn "RATE_LIMIT_SIGN_IN": Plain, Server;
    RateLimitCallback "RATE_LIMIT_CALLBACK": Plain, Server;
    RateLimitApi "RATE_LIMIT_API": Plain, Server;
    LeptosSiteRoot "LEPTOS_SITE_ROOT": Plain, Server;
    LeptosWatch "LEPTOS_WATCH": Text, Server;
    LeptosReloadPort "LEPTOS_RELOAD_PORT": Plain, Server;
    AppName "APP_NAME": Text, Server;
    AppLogo "APP_LOGO": Text, Server;
    AppAccent "APP_ACCENT": Plain, Server;
    AppSupport "APP_SUPPORT": Text, Server;
    AppPrivacyUrl "APP_PRIVACY_URL": Text, Server;
    AppTermsUrl "APP_TERMS_URL": Text, Server;
    RustLog "RUST_LOG": Text, Server;
    LogFormat "LOG_FORMAT": Plain, Server;
    OtelEndpoint "OTEL_EXPORTER_OTLP_ENDPOINT": Text, Server;
    OtelTracesEndpoint "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": Text, Server;
    OtelHeaders "OTEL_EXPORTER_OTLP_HEADERS": Credential, Server;
    OtelServiceName "OTEL_SERVICE_NAME": Text, Server;
    OtelResourceAttributes "OTEL_RESOURCE_ATTRIBUTES": Text, Server;
    OtelTracesSampler "OTEL_TRACES_SAMPLER": Plain, Server;
    OtelTracesSamplerArg "OTEL_TRACES_SAMPLER_ARG": Plain, Server;
    OtelSdkDisabled "OTEL_SDK_DISABLED": Plain, Server;
    DevTenantAddr "DEV_TENANT_ADDR": Plain, Server;
    DevTenantAllowHost "DEV_TENANT_ALLOW_HOST": Plain, Server;
}

impl Variable {
    /// Returns the variables of the app registration, the tenant and the API.
    pub fn of_tenant() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|variable| variable.group() == VariableGroup::Tenant)
    }

    /// Says whether this app reads a variable of this name, or reports it as the setting of an unknown API.
    pub(super) fn is_name(name: &str) -> bool {
        Self::ALL.iter().any(|variable| variable.name() == name) || ApiVariables::is_pattern(name)
    }
}
