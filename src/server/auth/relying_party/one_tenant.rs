//! Token requests in one tenant, which apps for several tenants need: a token of the app itself, or on behalf of a user.

use crate::server::{
    auth::{AuthError, RelyingParty},
    entra::{AuthorityKind, is_guid},
    oidc::{ProviderMetadata, ProviderSnapshot, TokenEndpoint},
};

impl RelyingParty {
    /// Returns the provider's metadata for token requests in a tenant. At an authority for several tenants, its token endpoint
    /// is that of this tenant; fails if the tenant is not named by its ID, or `ALLOWED_TENANTS` does not list it.
    pub(in crate::server::auth) fn metadata_in_tenant(
        &self,
        snapshot: &ProviderSnapshot,
        tenant: Option<&str>,
    ) -> Result<ProviderMetadata, AuthError> {
        let metadata = snapshot.metadata.clone();
        let AuthorityKind::MultiTenant { alias } = self.provider().authority().kind() else { return Ok(metadata) };
        let tenant = tenant.filter(|tenant| is_guid(tenant) && self.allowed_tenants.allows(tenant));
        tenant.and_then(|tenant| metadata.in_tenant(alias, tenant)).ok_or(AuthError::NoTenant)
    }

    /// Returns the token endpoint of this metadata.
    pub(in crate::server::auth) fn token_endpoint_of<'a>(
        &'a self,
        metadata: &'a ProviderMetadata,
    ) -> TokenEndpoint<'a> {
        TokenEndpoint {
            http: &self.providers.http,
            metadata,
            client_id: &self.client_id,
            credential: &self.credential,
            assertion_rules: self.assertion_rules,
            limits: self.limits,
        }
    }
}
