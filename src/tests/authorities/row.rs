//! Tests a row of the issuer table end to end. The app uses the authority of the row, and the dev tenant uses its host name. The
//! issuers of the row are in the metadata and in the ID tokens that the app receives.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{
        CUSTOMER_DOMAIN, Flavour, IdTokenFault, IdTokenOrigin, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_DOMAIN,
        TENANT_ID, Times,
    },
    server::{
        config::Config,
        entra::{AllowedTenants, Authority, AuthorityKind},
        sign_in_problem::IssuerMismatch,
    },
};
use url::Url;

use super::{assert_refused, assert_sign_in_and_sign_out};
use crate::cast::{App, Browser};

/// The address of the loopback provider in the table. Each test replaces it with the address of its dev tenant.
const LOOPBACK: &str = "127.0.0.1:3002";

pub struct Row {
    pub setting: Setting,
    /// The issuer in the provider's metadata.
    pub metadata: &'static str,
    /// `iss` and `tid` of an ID token that the app accepts.
    pub accepted: (&'static str, &'static str),
    pub refused: &'static [(&'static str, &'static str)],
    pub not_its_metadata: &'static [(&'static str, IssuerMismatch)],
}

/// The setting that names the authority of a row in the issuer table.
#[expect(non_camel_case_types, reason = "the table calls them as the functions that parse them")]
pub enum Setting {
    /// The value of `AUTHORITY`.
    authority(&'static str),
    /// The value of `OIDC_AUTHORITY`.
    oidc_authority(&'static str),
    /// The value of `SIGNUPSIGNIN_USER_FLOW`. The Azure AD B2C tenant is the dev tenant.
    b2c(&'static str),
}

/// Checks that a user can sign in with the dev tenant's default issuers, if the row has them, and with the issuers of
/// the row.
pub async fn signs_in(row: &Row) {
    let at = At::start(row).await;
    let (persona, name) = at.persona(row.accepted.1);
    if at.has_own_issuers() {
        let document = at.app.config.authority.metadata_url();
        let document = Browser::new(&at.app).visit_tenant(document.as_str()).await.body;
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        assert_eq!(document["issuer"], at.text(row.metadata));
        assert_sign_in_and_sign_out(&at.app, persona, name).await;
    }
    at.issue(row.accepted);
    assert_sign_in_and_sign_out(&at.app, persona, name).await;
}

/// Checks that the issuer policy rejects every other issuer, tenant and metadata document of the row.
pub async fn rejects_everything_else(row: &Row) {
    let at = At::start(row).await;
    let (persona, _) = at.persona(if at.is_for_personal_accounts() { "PERSONAL" } else { "TENANT" });
    for origin in row.refused {
        at.issue(*origin);
        // An ID token of a tenant outside the list of allowed tenants is valid, so only the list rejects it. The
        // authority's issuer rule rejects all other ID tokens.
        let is_of_rule = row.metadata.replace("{tenantid}", origin.1) == origin.0;
        let is_kept_out = row.metadata.contains("{tenantid}") && is_of_rule && origin.1 == "OTHER";
        let (status, text) = if is_kept_out {
            (StatusCode::FORBIDDEN, "Your organization is not allowed to use this app.")
        } else {
            (StatusCode::BAD_GATEWAY, "an ID token is accepted from ")
        };
        assert_refused(&at.app, persona, status).await.assert_shows(text);
    }
    at.issue(if at.is_for_personal_accounts() { row.accepted } else { (row.accepted.0, "TENANT") });
    for (fault, why) in at.faults() {
        at.app.control().arm_id_token_fault(*fault, Times::Once);
        assert_refused(&at.app, persona, StatusCode::BAD_GATEWAY).await.assert_shows(why);
    }
    for (issuer, why) in row.not_its_metadata {
        at.app.control().set_document_issuer(Some(at.text(issuer)));
        let page = Browser::new(&at.app.restarted()).get("/sign-in").await;
        assert!(page.status.is_server_error(), "{issuer}: {}", page.status);
        page.assert_shows(&at.text(issuer)).assert_shows(in_words(*why));
    }
    at.app.control().set_document_issuer(Some(at.text(row.metadata)));
    let location = Browser::new(&at.app.restarted()).get("/sign-in").await.location().to_owned();
    assert!(location.contains("/oauth2/v2.0/authorize?"), "{location}");
}

/// A running app with the authority of a row.
struct At<'a> {
    row: &'a Row,
    app: App,
    flavour: Flavour,
}

impl<'a> At<'a> {
    async fn start(row: &'a Row) -> Self {
        let authority = row.setting.parse();
        let flavour = row.flavour(&authority);
        // Only a multi-tenant authority gets a list: a single-tenant authority must reject tokens of other tenants
        // without one.
        let has_many = matches!(authority.kind(), AuthorityKind::MultiTenant { .. });
        let listed = AllowedTenants::Listed([TENANT_ID, PERSONAL_ACCOUNTS].map(str::to_owned).to_vec());
        let allow = |config: &mut Config| {
            config.allowed_tenants = if has_many { listed } else { AllowedTenants::Any };
        };
        let origin = Url::parse(authority.address()).unwrap().origin().ascii_serialization();
        let app = match origin.strip_prefix("http://") {
            Some(_) => App::start_with(allow).await,
            None => App::abroad(flavour, &origin, authority, allow).await,
        };
        let at = Self { row, app, flavour };
        if !at.has_own_issuers() {
            at.app.control().set_document_issuer(Some(at.text(row.metadata)));
            at.issue(row.accepted);
        }
        at
    }

    /// Returns whether the row has the dev tenant's default issuers. If not, the test sets the issuers of the row.
    fn has_own_issuers(&self) -> bool {
        !(matches!(self.kind(), AuthorityKind::OpenId) && self.flavour == Flavour::Workforce)
    }

    fn is_for_personal_accounts(&self) -> bool {
        matches!(self.kind(), AuthorityKind::MultiTenant { alias } if alias == "consumers")
    }

    fn kind(&self) -> &AuthorityKind {
        self.app.config.authority.kind()
    }

    /// Returns a user of this tenant in the issuer table: the persona of the dev tenant and the display name.
    fn persona(&self, tenant: &str) -> (&'static str, &'static str) {
        match (self.flavour, tenant) {
            (_, "PERSONAL") => ("sam", "Sam Okafor"),
            (Flavour::External | Flavour::B2c { .. }, _) => ("nora", "Nora Jensen"),
            _ => ("maya", "Maya Lindqvist"),
        }
    }

    /// Sets the issuer and the tenant of all further ID tokens of the dev tenant.
    fn issue(&self, (issuer, tenant): (&str, &str)) {
        let origin = IdTokenOrigin { issuer: self.text(issuer), tenant: self.text(tenant) };
        self.app.control().set_id_token_origin(Some(origin));
    }

    /// Returns the faults of ID tokens, besides the issuer, that this authority must reject, and the error page's text
    /// for each.
    fn faults(&self) -> &'static [(IdTokenFault, &'static str)] {
        match self.flavour {
            Flavour::B2c { policy_in_issuer: false } => &[
                (IdTokenFault::NoPolicy, "names no policy"),
                (IdTokenFault::OtherPolicy, "belongs to another policy"),
                (IdTokenFault::TenantBesideIssuer, "has no tenant"),
            ],
            Flavour::B2c { .. } => &[
                (IdTokenFault::OtherPolicy, "belongs to another policy"),
                (IdTokenFault::TenantBesideIssuer, "has no tenant"),
            ],
            _ if self.text(self.row.metadata) == self.row.setting.text() => &[],
            Flavour::MultiTenant if !self.is_for_personal_accounts() => &[
                (IdTokenFault::NoTenant, "has no tenant"),
                (IdTokenFault::TenantBesideIssuer, "comes from another issuer"),
                (IdTokenFault::VersionOne, "is not one of version 2.0"),
            ],
            _ => &[
                (IdTokenFault::TenantBesideIssuer, "has no tenant"),
                (IdTokenFault::VersionOne, "is not one of version 2.0"),
            ],
        }
    }

    fn text(&self, text: &str) -> String {
        of(text).replace(LOOPBACK, &self.app.tenant.listens_on().to_string())
    }
}

impl Row {
    /// Returns the kind of tenant that the dev tenant must imitate for this authority.
    fn flavour(&self, authority: &Authority) -> Flavour {
        match authority.kind() {
            AuthorityKind::MultiTenant { .. } => Flavour::MultiTenant,
            AuthorityKind::External => Flavour::External,
            AuthorityKind::B2c { .. } => Flavour::B2c { policy_in_issuer: self.metadata.contains("/tfp/") },
            AuthorityKind::OpenId if self.setting.text().contains("/B2C_1_") => {
                Flavour::B2c { policy_in_issuer: false }
            }
            AuthorityKind::OpenId if self.metadata.contains(".ciamlogin.com") => Flavour::External,
            AuthorityKind::Workforce { .. } | AuthorityKind::OpenId => Flavour::Workforce,
        }
    }
}

impl Setting {
    fn parse(&self) -> Authority {
        let text = self.text();
        let parsed = match self {
            Self::authority(_) => Authority::parse_authority(&text),
            Self::oidc_authority(_) => Authority::parse_oidc_authority(&text),
            Self::b2c(_) => Authority::parse_b2c(CUSTOMER_DOMAIN, &text),
        };
        parsed.unwrap()
    }

    fn text(&self) -> String {
        let (Self::authority(text) | Self::oidc_authority(text) | Self::b2c(text)) = self;
        of(text)
    }
}

/// Returns the text by which the error page explains this mismatch of the metadata's issuer.
fn in_words(why: IssuerMismatch) -> &'static str {
    match why {
        IssuerMismatch::NoAddress => "an issuer is an https address",
        IssuerMismatch::VersionOne => "an issuer of version 1 of the platform",
        IssuerMismatch::OtherHost => "at another host or in another cloud",
        IssuerMismatch::OtherTenant => "the issuer of another tenant",
        IssuerMismatch::NoTenant => "does not name a tenant by its ID",
        IssuerMismatch::NoTemplate => "has an issuer with a placeholder for the tenant",
        IssuerMismatch::NoPolicy => "an issuer of Azure AD B2C ends with /v2.0/",
        IssuerMismatch::OtherPolicy => "the issuer of another policy of Azure AD B2C",
        IssuerMismatch::OtherProvider => "an OpenID provider names its own address",
    }
}

/// Replaces the names of tenants in the issuer table with the IDs and domains of the dev tenant.
fn of(text: &str) -> String {
    text.replace("TENANT", TENANT_ID)
        .replace("OTHER", PARTNER_TENANT_ID)
        .replace("PERSONAL", PERSONAL_ACCOUNTS)
        .replace("contoso.onmicrosoft.com", CUSTOMER_DOMAIN)
        .replace("contoso.com", TENANT_DOMAIN)
        .replace("contoso", "devtenant")
}
