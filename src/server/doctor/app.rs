//! The application at the provider: whether the tenant knows it, and whether its credential is accepted.

use std::sync::Arc;

use openidconnect::{AccessToken, Scope};

use super::{
    Check, Line, Selection,
    error_words::{correction, link, rejection},
    limits::LIMITS,
    registration,
};
use crate::server::{
    causes::with_causes,
    config::Config,
    entra::{AllowedTenants, Authority, AuthorityKind, Cloud, explain, graph_resource},
    http::Http,
    oidc::{
        AssertionRules, ClientCredential, CredentialError, ErrorResponse, OpenIdProvider, ProviderSnapshot,
        TokenEndpoint, TokenEndpointError, TokenRequestParameters,
    },
    sign_in_problem::SignInProblemKind as Kind,
};

/// The numbers with which Microsoft says that the tenant does not know the application, or has disabled it.
const UNKNOWN_APPLICATION: [&str; 5] = ["AADSTS700016", "AADSTS700038", "AADSTS700011", "AADSTS7000112", "AADB2C90068"];

/// The application and its provider.
pub struct ProviderOfApp<'a> {
    pub config: &'a Config,
    pub http: &'a Arc<Http>,
    pub snapshot: &'a Arc<ProviderSnapshot>,
}

/// Returns the lines about the application ID, the credential and the registration.
pub async fn lines(app: &ProviderOfApp<'_>, selection: &Selection) -> Vec<Line> {
    let is_public = matches!(app.config.client_credential, ClientCredential::Public);
    let credential = async {
        // A rejected credential appears in the sign-in log of the tenant, so the request is sent only if it is needed.
        if is_public || !selection.has_any(&[Check::CredentialAccepted, Check::Registration]) {
            return None;
        }
        Some(app.token().await)
    };
    let device_code = async { if selection.has(Check::AppId) { app.device_code().await } else { None } };
    let (known, token) = tokio::join!(device_code, credential);
    let access_token = token.as_ref().and_then(|token| token.as_ref().ok()?.as_ref().ok()?.as_ref());
    let registration = if selection.has(Check::Registration) {
        registration::lines(app.config, app.http, access_token).await
    } else {
        Vec::new()
    };
    // The access token is not needed any more.
    let token = token.map(|token| token.map(|outcome| outcome.map(drop)));
    let outcome = token.as_ref().and_then(|token| token.as_ref().ok());
    let accepted = match &token {
        None => Line::skipped(Check::CredentialAccepted, "a public client has no credential."),
        Some(Ok(token)) => app.of_token(token),
        Some(Err(why)) => Line::skipped(Check::CredentialAccepted, why.clone()),
    };
    [app.of_application(known, outcome), accepted].into_iter().chain(registration).collect()
}

type TokenOutcome = Result<(), TokenEndpointError>;

impl ProviderOfApp<'_> {
    fn endpoint<'a>(&'a self, snapshot: &'a ProviderSnapshot) -> TokenEndpoint<'a> {
        TokenEndpoint {
            http: self.http,
            metadata: &snapshot.metadata,
            client_id: &self.config.client_id,
            credential: &self.config.client_credential,
            assertion_rules: AssertionRules::of(&self.config.authority),
            limits: LIMITS,
        }
    }

    fn is_microsoft(&self) -> bool {
        self.config.authority.may_be_microsoft()
    }

    /// Requests a device code, for which Microsoft requires no credential. The code is never used.
    async fn device_code(&self) -> Option<TokenOutcome> {
        if !self.is_microsoft() || self.config.authority.is_b2c() {
            return None;
        }
        let scope = [Scope::new("openid".to_owned())];
        Some(self.endpoint(self.snapshot).authorize_device(&scope, None).await.map(drop))
    }

    /// Requests one token for the app itself. Fails if no request can be made.
    async fn token(&self) -> Result<Result<Option<AccessToken>, TokenEndpointError>, String> {
        let requested = self.resource().map(|resource| TokenRequestParameters::of_app(&resource)).unwrap_or_default();
        let of_one_tenant = match self.config.authority.kind() {
            AuthorityKind::MultiTenant { alias } => Some(self.snapshot_of_allowed_tenant(alias).await?),
            _ => None,
        };
        let snapshot = of_one_tenant.as_ref().unwrap_or(self.snapshot);
        Ok(self.endpoint(snapshot).client_credentials(&requested).await.map(|response| response.access_token))
    }

    /// Returns the resource of the token: Microsoft Graph. `None` at other providers.
    fn resource(&self) -> Option<String> {
        let cloud = self.config.authority.cloud();
        let of_cloud = || format!("https://{}", cloud.unwrap_or(Cloud::public()).graph_host());
        let resource = || self.config.graph().map_or_else(of_cloud, |graph| graph_resource(&graph, cloud));
        self.is_microsoft().then(resource)
    }

    /// Returns metadata and keys of the first allowed tenant, because a token for the app itself needs one tenant.
    async fn snapshot_of_allowed_tenant(&self, alias: &str) -> Result<Arc<ProviderSnapshot>, String> {
        let AllowedTenants::Listed(tenants) = &self.config.allowed_tenants else {
            return Err("cannot tell: AUTHORITY is for many tenants, and ALLOWED_TENANTS lists none.".to_owned());
        };
        let tenant = tenants.first().map(String::as_str).unwrap_or_default();
        let address = self.config.authority.address().replace(alias, tenant);
        let authority = Authority::parse_authority(&address)
            .map_err(|_| "cannot tell: the first tenant of ALLOWED_TENANTS has no address.".to_owned())?;
        let provider = OpenIdProvider::new(authority, self.config.allowed_tenants.clone(), LIMITS);
        provider.snapshot(self.http).await.map_err(|error| {
            format!("cannot tell: the first tenant of ALLOWED_TENANTS is not usable: {}.", with_causes(&error))
        })
    }

    fn of_application(&self, known: Option<TokenOutcome>, token: Option<&TokenOutcome>) -> Line {
        let unknown = known.iter().chain(token).find_map(|outcome| match outcome {
            Err(TokenEndpointError::Refused(error)) => {
                error.number.as_deref().filter(|number| UNKNOWN_APPLICATION.contains(number)).map(|_| error)
            }
            _ => None,
        });
        if let Some(error) = unknown {
            let what = "the tenant does not know the application (CLIENT_ID), or has disabled it.";
            return self.explained(Line::failed(Check::AppId, what), error);
        }
        if matches!(known, Some(Ok(()))) || matches!(token, Some(Ok(()))) {
            return Line::ok(Check::AppId, "the tenant knows the application.");
        }
        let line = Line::skipped(Check::AppId, "cannot tell whether the provider knows the application.");
        match &known {
            Some(Err(error)) => line.because(reason(error)),
            _ => line,
        }
    }

    fn of_token(&self, token: &TokenOutcome) -> Line {
        let check = Check::CredentialAccepted;
        let error = match token {
            Ok(()) => return Line::ok(check, "the provider accepts the credential."),
            Err(TokenEndpointError::Refused(error)) => error,
            Err(error @ TokenEndpointError::Credential(CredentialError::ManagedIdentity(why))) if why.may_pass() => {
                return Line::warning(check, "the identity endpoint of Azure issued no token in time.")
                    .because(format!("{}.", with_causes(error)))
                    .fix("Run the doctor again. The app itself retries in the background.");
            }
            Err(error @ TokenEndpointError::Credential(_)) => {
                let fix = if matches!(error, TokenEndpointError::Credential(CredentialError::ManagedIdentity(_))) {
                    "Azure portal > (the resource of the app) > Identity > User assigned > Add. Compare MANAGED_IDENTITY_CLIENT_ID \
                     with the client ID of the identity."
                } else {
                    "Correct the file of the credential: see credential."
                };
                return Line::failed(check, "the credential cannot be used.")
                    .because(format!("{}.", with_causes(error)))
                    .fix(fix);
            }
            Err(error) => return Line::skipped(check, "cannot tell.").because(reason(error)),
        };
        if explain(&error.error, error.number.as_deref()) == Kind::CredentialRejected || error.error == "invalid_client"
        {
            return self
                .explained(Line::failed(check, "the provider rejects the credential: users cannot sign in."), error);
        }
        // Other errors come after the authentication of the client, or before it: the request may lack a permission.
        Line::skipped(check, "cannot tell.").because(rejection(error))
    }

    fn explained(&self, line: Line, error: &ErrorResponse) -> Line {
        let fix = correction(error, self.config.client_id.as_str(), "");
        let fix = fix.unwrap_or_else(|| {
            "Compare CLIENT_ID and the credential with the registration at the provider.".to_owned()
        });
        line.because(rejection(error)).fix(fix).see(link(error))
    }
}

fn reason(error: &TokenEndpointError) -> String {
    match error {
        TokenEndpointError::Refused(error) => rejection(error),
        error => format!("{}.", with_causes(error)),
    }
}
