//! The URL paths of the dev tenant, with the shapes that Entra ID and Graph have.

pub const DISCOVERY: &str = "/{tenant}/v2.0/.well-known/openid-configuration";
pub const KEYS: &str = "/{tenant}/discovery/v2.0/keys";
pub const AUTHORIZE: &str = "/{tenant}/oauth2/v2.0/authorize";
pub const TOKEN: &str = "/{tenant}/oauth2/v2.0/token";
pub const DEVICE_AUTHORIZATION: &str = "/{tenant}/oauth2/v2.0/devicecode";
pub const END_SESSION: &str = "/{tenant}/oauth2/v2.0/logout";

pub const DEVICE_PAGE: &str = "/devicelogin";
pub const DEVICE_DECISION: &str = "/devicelogin/decision";
pub const ERROR_PAGE: &str = "/error";

pub const ME: &str = "/graph/v1.0/me";
pub const PHOTO: &str = "/graph/v1.0/me/photo/$value";
pub const PHOTO_OF_SIZE: &str = "/graph/v1.0/me/photos/{size}/$value";
pub const USER_INFO: &str = "/graph/oidc/userinfo";
pub const GRAPH: &str = "/graph/{*path}";

pub const ACCOUNT_CHOICE: &str = "/dev/account";
pub const CONSENT_CHOICE: &str = "/dev/consent";
pub const SIGN_OUT_CHOICE: &str = "/dev/sign-out";
pub const CONTROL: &str = "/dev/control";
pub const RESET: &str = "/dev/reset";

/// Puts the tenant into the path of an endpoint.
pub fn of_tenant(path: &str, tenant: &str) -> String {
    path.replace("{tenant}", tenant)
}
