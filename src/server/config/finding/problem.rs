//! The kinds of problems that settings can have, with the data that their texts need.

use std::{io::ErrorKind, net::SocketAddr, ops::RangeInclusive, sync::Arc};

use super::{
    brand_problem::BrandProblem,
    credential_problem::{IdentityProblem, SecretProblem},
    shown::{ShownName, ShownValue},
};
use crate::server::{
    config::variable::Variable,
    entra::{AuthorityError, Cloud},
    key_file::KeyFileError,
    oidc::{AssertionFileError, CertificateError},
};

/// A problem of one variable.
#[derive(Clone, Debug)]
pub enum Problem {
    Missing(Missing),
    Value(ValueProblem),
    Secret(SecretProblem),
    Address(AddressProblem),
    Path(PathProblem),
    Authority(AuthorityError),
    Downstream(DownstreamProblem),
    SessionStore(SessionStoreProblem),
    Brand(BrandProblem),
    /// The file of `SESSION_KEYS_FILE` cannot be used.
    KeysFile(Arc<KeyFileError>),
    /// The client certificate or its key cannot be used.
    Certificate(CertificateError),
    /// The file of `CLIENT_ASSERTION_FILE` cannot be used.
    AssertionFile(AssertionFileError),
    /// `CLIENT_ASSERTION_FILE` is `azure`, but `AZURE_FEDERATED_TOKEN_FILE` is not set.
    NoAzureTokenFile,
    /// `CLIENT_ID` and `AZURE_CLIENT_ID` differ. This is a warning only.
    OtherAzureClient,
    /// `MANAGED_IDENTITY_CLIENT_ID` cannot be used.
    Identity(IdentityProblem),
    /// This variable and another variable exclude each other.
    SetTogetherWith(Variable),
    /// The setting does not exist in Azure AD B2C, which has no claims mapping.
    NoClaimsMapping,
    /// `form_post` without `REDIRECT_URI`: a sign-in by device code has no response through the browser.
    FormPostWithoutRedirectUri,
    /// The app with the dev tenant listens on an address that other machines reach.
    DevTenantNotLoopback,
}

/// Why a variable is required that is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Always,
    /// The variable is required, because this other variable is set.
    Beside(Variable),
    /// The client secret, which a sign-in with `REDIRECT_URI` needs.
    SecretOfRedirectUri,
    /// `REDIRECT_URI`, because Azure AD B2C has no sign-in by device code.
    NoDeviceCode,
    /// `ALLOWED_TENANTS`, because the authority is for many tenants.
    ManyTenants,
    /// `ENDPOINT_API`, because several APIs are possible.
    SeveralApis,
    /// `SESSION_KEYS_FILE`, because the app is on https.
    KeysOnHttps,
    /// `PUBLIC_URL`, because no default can be derived from the other settings.
    NoDefault,
}

/// Why a value does not have the form that its variable requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    Placeholder,
    TooLong,
    ControlCharacter,
    /// The value has quotes around it. `docker run --env-file` passes them on as part of the value.
    Quoted,
    /// A reference such as `${NAME}`, which no program has replaced by its value.
    NotExpanded,
    /// A character outside ASCII.
    OutsideAscii,
    /// The value has a space, or a character outside ASCII.
    SpaceOrOutsideAscii,
    NotApplicationId,
    NotApplicationIds,
    /// A part of `API_AUDIENCE` is neither `default`, a client ID nor an application ID URI.
    NotAudiences,
    NotTenantIds,
    NotKeyword {
        keywords: &'static [&'static str],
        value: Option<ShownValue>,
    },
    NotWholeNumber(Option<ShownValue>),
    /// The value is not a whole number within these bounds.
    NotWithin(RangeInclusive<u32>, Option<ShownValue>),
    /// The time is longer than the time of this other variable.
    LongerThan(Variable),
    NotPort,
    NotSocketAddress(Option<ShownValue>),
    NotLoopback,
    NotHostName(Option<ShownValue>),
    NotNetwork(Option<ShownValue>),
    /// A network of trusted proxies includes every address.
    EveryAddress,
    /// The value is not a list of `name=value`, or a name or a value is invalid in its place.
    NotPairs,
    NotSampler(Option<ShownValue>),
    NotRatio(Option<ShownValue>),
    /// The log filter is invalid and therefore ignored.
    NotLogFilter,
}

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    NotAbsolute,
    NotHttps,
    /// The address has a user name, a password or a fragment.
    UserOrFragment,
    Query,
    /// The redirect URI is longer than Entra ID accepts.
    TooLong,
    OutsidePublicUrl,
    /// `PUBLIC_URL` and `REDIRECT_URI` have different origins.
    OtherOrigin,
    /// The redirect URI leads to another port or address of this machine than the app listens on.
    OtherPort {
        port: u16,
        listen: SocketAddr,
        /// Whether a proxy or a container in between is likely, so that this is a warning only.
        is_forwarded: bool,
    },
}

/// Why the path of an address, or a path without an address, cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    NoSlash,
    /// The path has characters other than letters, digits and `- . _ ~`.
    NotPlain,
    /// This app already uses the path, for a route, a file or a server function.
    Taken,
    /// The path equals the path of another variable.
    SameAs(Variable),
}

/// How `SCOPE`, `ENDPOINT` and `ENDPOINT_API` contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownstreamProblem {
    NotScope,
    NoScopeForB2c,
    NoScopeOfGraph,
    NoScopeOfEndpoint,
    /// `ENDPOINT_API` is not an API of which `SCOPE` has a scope.
    ApiWithoutScope,
    /// `ENDPOINT_API` is not `graph`, but `ENDPOINT` is Microsoft Graph.
    EndpointIsGraph,
    /// `ENDPOINT` is Microsoft Graph, which rejects the tokens of Azure AD B2C.
    GraphWithB2c,
    /// `ENDPOINT` is Graph of another cloud than the authority.
    OtherCloud {
        graph: &'static Cloud,
        authority: &'static Cloud,
        /// The path of the signed-in user's profile in Graph.
        path: &'static str,
    },
}

/// Why `SESSION_STORE` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStoreProblem {
    Unknown,
    FileWithoutPath,
    FileInMemory,
    FileWithOptions,
    /// A path that begins with `~` or with a variable.
    FileNotExpanded,
    FileWithSlashes,
    NotAddress,
    NoHost,
    /// The host is `0.0.0.0` or `[::]`, which are addresses to listen on.
    EveryHost,
    NoPort,
    QueryOrFragment,
    Fragment,
    DatabaseNotNumber,
    DatabaseNotName,
    UserWithoutPassword,
    /// The password would cross a network without encryption. This is a warning only.
    PasswordInClear,
}

/// Why the file `.env` cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    Unreadable(ErrorKind),
    Utf16,
    ZeroBytes,
    NotUtf8 {
        line: usize,
    },
    InvalidLine {
        line: usize,
    },
    /// A line has a name without a value. This is a warning only.
    NameWithoutValue {
        line: usize,
    },
    /// Several lines set the same variable. This is a warning only. The name is `None` if it may be part of a secret.
    SetSeveralTimes {
        name: Option<ShownName>,
        lines: Vec<usize>,
    },
    /// The file sets no variable of a tenant that this app reads.
    OfAnotherProgram {
        names: Vec<ShownName>,
        /// The number of further names, which are not shown.
        hidden: usize,
    },
}

macro_rules! from_kinds {
    ($($variant:ident($kind:ty);)*) => {
        $(
            impl From<$kind> for Problem {
                fn from(kind: $kind) -> Self {
                    Self::$variant(kind)
                }
            }
        )*
    };
}

from_kinds! {
    Missing(Missing);
    Value(ValueProblem);
    Secret(SecretProblem);
    Certificate(CertificateError);
    AssertionFile(AssertionFileError);
    Identity(IdentityProblem);
    Address(AddressProblem);
    Path(PathProblem);
    Authority(AuthorityError);
    Downstream(DownstreamProblem);
    SessionStore(SessionStoreProblem);
    Brand(BrandProblem);
}
