//! The parts that Microsoft adds to OpenID Connect: authorities, issuers, tenants, and error numbers.

mod aadsts;
mod admin_consent;
mod allowed_tenants;
mod application_record;
mod authority;
mod clouds;
mod guid;
mod issuer_policy;
mod numbers;
mod provider_kind;
mod user_flow_link;

pub use aadsts::{explain, is_listed};
pub use admin_consent::admin_consent_endpoint;
pub use allowed_tenants::AllowedTenants;
pub use application_record::{ApplicationRecord, ApplicationRecordError, RegisteredSecret, graph_resource};
pub use authority::{Authority, AuthorityError, AuthorityKind, EndpointUser};
pub use clouds::Cloud;
pub use guid::{is_guid, normalized_guid};
pub use issuer_policy::{
    AccessTokenOrigin, ExpectedIssuer, IssuerPolicy, IssuerRefused, RefusedTenant, TokenOrigin, is_key_for,
};
pub use numbers::number_in_words;
pub use provider_kind::ProviderKind;
pub use user_flow_link::{UserFlowLink, user_flow_link};
