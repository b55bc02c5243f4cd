//! The admin consent endpoint, where an administrator approves an app for a whole organization.

use url::Url;

use super::{Authority, AuthorityKind};

/// Returns the admin consent endpoint of an authority. `None` for external tenants and personal accounts, because their
/// users have no administrator, and for other providers.
pub fn admin_consent_endpoint(authority: &Authority) -> Option<Url> {
    let address = match authority.kind() {
        AuthorityKind::Workforce { .. } => authority.address().to_owned(),
        AuthorityKind::MultiTenant { alias } if alias == "consumers" => return None,
        // `organizations` means the administrator's tenant. `common` is not used, because it includes personal
        // accounts.
        AuthorityKind::MultiTenant { alias } => {
            format!("{}/organizations", authority.address().strip_suffix(alias.as_str())?.trim_end_matches('/'))
        }
        _ => return None,
    };
    Url::parse(&format!("{address}/v2.0/adminconsent")).ok()
}

#[cfg(test)]
mod tests {
    use super::{Authority, admin_consent_endpoint};

    #[test]
    fn only_organizations_have_an_admin_consent_endpoint() {
        let endpoint = |authority: &str| {
            admin_consent_endpoint(&Authority::parse_authority(authority).unwrap()).map(|url| url.to_string())
        };
        let host = "https://login.microsoftonline.com";
        assert_eq!(endpoint(&format!("{host}/contoso.com")), Some(format!("{host}/contoso.com/v2.0/adminconsent")));
        for alias in ["common", "organizations"] {
            let expected = Some(format!("{host}/organizations/v2.0/adminconsent"));
            assert_eq!(endpoint(&format!("{host}/{alias}")), expected);
        }
        assert_eq!(endpoint(&format!("{host}/consumers")), None);
        assert_eq!(endpoint("https://contoso.ciamlogin.com"), None);
        let other = Authority::parse_oidc_authority("https://op.example").unwrap();
        assert_eq!(admin_consent_endpoint(&other), None);
    }
}
