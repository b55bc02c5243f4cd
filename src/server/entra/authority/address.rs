//! The rules for the address of an authority.

use url::Url;

use super::error::AuthorityError;
use crate::server::{entra::clouds, http::is_loopback};

pub(super) fn parse_address(text: &str) -> Result<Url, AuthorityError> {
    let url = Url::parse(text).map_err(|_| AuthorityError::NotAbsolute)?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(AuthorityError::NotHttps),
        _ => return Err(AuthorityError::NotAbsolute),
    }
    let plain = url.username().is_empty() && url.password().is_none();
    if !plain || url.query().is_some() || url.fragment().is_some() {
        return Err(AuthorityError::TooMuch);
    }
    Ok(url)
}

/// Rejects Microsoft's hosts that do not sign users in with a tenant in the address.
pub(super) fn refuse_other_purposes(host: &str) -> Result<(), AuthorityError> {
    if host == "b2clogin.com" || host.ends_with(".b2clogin.com") {
        return Err(AuthorityError::B2cAddress);
    }
    if clouds::is_regional(host) { Err(AuthorityError::RegionalHost) } else { Ok(()) }
}

/// Returns the subdomain of an external tenant's host (`{subdomain}.ciamlogin.com`).
pub(super) fn subdomain_of_external_tenant(host: &str) -> Option<&str> {
    host.strip_suffix(".ciamlogin.com").filter(|name| is_label(name))
}

pub(super) fn is_domain(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_label)
}

pub(super) fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
