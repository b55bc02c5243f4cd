//! A token request whose client is known: the beginning that all grants have in common.

use crate::dev_tenant::endpoints::token::client::Client;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::Tenant;

/// A token request, and the client that sent it.
#[derive(Clone, Copy)]
pub struct TokenRequest<'a> {
    pub tenant: &'a Tenant,
    pub authority: AuthorityPath,
    pub client: Client,
    pub parameters: &'a Parameters,
}

impl<'a> TokenRequest<'a> {
    /// Begins a grant that requires a credential of the client. Returns the parameter that the grant is about.
    pub fn of_confidential_client(self, parameter: &str) -> Result<&'a str, Problem> {
        self.client.must_be_confidential()?;
        self.parameters.required(parameter)
    }
}
