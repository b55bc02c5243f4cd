//! The scopes of one resource (an API). One access token can have all of them.
//!
//! OAuth 2.0 itself has no resources (RFC 8707 adds them). At Microsoft a scope starts with the name of its resource, an access
//! token is for one resource, and a scope without a resource belongs to Microsoft Graph.

use openidconnect::Scope;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::server::entra::{Cloud, is_guid};

/// Scopes of one resource. The default is an empty list, which means the scopes that every sign-in gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiScopes {
    /// The name of the resource, with which its scopes begin, such as `api://orders`. `None` is Microsoft Graph, or a provider
    /// without resources.
    resource: Option<String>,
    /// The scopes in the spelling in which requests contain them.
    scopes: Vec<Scope>,
}

impl ApiScopes {
    /// Groups scopes by their resource, as Microsoft's endpoints define it. The order is kept.
    pub fn of_resources(scopes: impl IntoIterator<Item = Scope>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for scope in scopes {
            let resource = resource_of(&scope).map(str::to_owned);
            match groups.iter_mut().find(|group| is_same_resource(group.resource(), resource.as_deref())) {
                Some(group) => group.scopes.push(scope),
                None => groups.push(Self { resource, scopes: vec![scope] }),
            }
        }
        groups
    }

    /// Puts all scopes into one group, for a provider without resources.
    pub fn of_one(scopes: impl IntoIterator<Item = Scope>) -> Self {
        Self { resource: None, scopes: scopes.into_iter().collect() }
    }

    /// Returns the scopes in the spelling in which requests contain them.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Returns the name of the resource, such as `api://orders`. `None` is Microsoft Graph, or a provider without resources.
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// Returns whether these are scopes of Microsoft Graph. Only meaningful if the provider is Microsoft.
    pub const fn are_of_graph(&self) -> bool {
        self.resource.is_none()
    }

    /// Returns whether both groups of scopes belong to the same resource.
    pub fn have_same_resource_as(&self, others: &Self) -> bool {
        is_same_resource(self.resource(), others.resource())
    }

    /// Returns whether a token for these scopes can be used for the other scopes.
    pub fn cover(&self, others: &Self) -> bool {
        self.have_same_resource_as(others)
            && others.scopes.iter().all(|other| self.scopes.iter().any(|scope| is_same_scope(scope, other)))
    }

    /// Adds the other scopes if they are of the same resource.
    #[must_use]
    pub fn with(mut self, others: &Self) -> Self {
        if self.have_same_resource_as(others) {
            let new = others.scopes.iter().filter(|other| !self.scopes.iter().any(|scope| is_same_scope(scope, other)));
            let new: Vec<_> = new.cloned().collect();
            self.scopes.extend(new);
        }
        self
    }

    /// Returns the scopes that the provider has granted. `.default` counts as granted with any scope of its resource, because
    /// the response lists the granted scopes in place of `.default`.
    #[must_use]
    pub fn granted(&self, granted: &[Scope]) -> Self {
        let is_default_of = |scope: &Scope, granted: &Scope| {
            scope.ends_with("/.default")
                && !OF_OPENID_CONNECT.contains(&granted.as_str())
                && is_same_resource(resource_of(scope).map(without_scheme), resource_of(granted).map(without_scheme))
        };
        let is_granted =
            |scope: &&Scope| granted.iter().any(|other| is_same_scope(scope, other) || is_default_of(scope, other));
        Self { resource: self.resource.clone(), scopes: self.scopes.iter().filter(is_granted).cloned().collect() }
    }

    /// Returns whether tokens for these scopes are for the API at this address: Graph at its hosts, another resource at the
    /// origin that its name contains.
    pub fn are_for(&self, endpoint: &Url) -> bool {
        match &self.resource {
            None => is_graph(endpoint),
            Some(resource) => {
                Url::parse(resource).is_ok_and(|named| named.has_host() && named.origin() == endpoint.origin())
            }
        }
    }
}

/// Returns whether this is an address of Microsoft Graph, in any cloud.
fn is_graph(address: &Url) -> bool {
    address.host_str().and_then(Cloud::of_graph_host).is_some()
}

/// The application ID of Graph in every cloud. A scope may name it in place of the address.
const GRAPH_ID: &str = "00000003-0000-0000-c000-000000000000";

/// The scopes of OpenID Connect (Core 1.0 §5.4 and §11), which belong to no API.
pub(super) const OF_OPENID_CONNECT: [&str; 6] = ["openid", "profile", "email", "address", "phone", "offline_access"];

/// Returns the resource of a scope: the part before its last slash; `None` for Graph. In Azure AD B2C the app's client
/// ID is both resource and scope.
fn resource_of(scope: &Scope) -> Option<&str> {
    let Some((resource, _)) = scope.rsplit_once('/') else { return is_guid(scope).then_some(scope.as_str()) };
    let is_graph = resource.eq_ignore_ascii_case(GRAPH_ID) || Url::parse(resource).is_ok_and(|url| is_graph(&url));
    (!is_graph).then_some(resource)
}

/// Compares the names of two resources without regard to case, as Microsoft does.
fn is_same_resource(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

/// Compares two scopes. Graph's scopes have two spellings: with its address, and without.
fn is_same_scope(one: &Scope, other: &Scope) -> bool {
    name(one).eq_ignore_ascii_case(name(other))
}

fn name(scope: &Scope) -> &str {
    match (resource_of(scope), scope.rsplit_once('/')) {
        (None, Some((_, name))) => name,
        _ => without_scheme(scope),
    }
}

/// Removes `api://` before an application ID, because both spellings name the same API.
fn without_scheme(name: &str) -> &str {
    let id = name.strip_prefix("api://").filter(|rest| rest.split('/').next().is_some_and(is_guid));
    id.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{ApiScopes, Scope, Url};

    fn scopes(text: &str) -> impl Iterator<Item = Scope> {
        text.split(' ').map(|scope| Scope::new(scope.to_owned()))
    }

    fn one(text: &str) -> ApiScopes {
        let mut groups = ApiScopes::of_resources(scopes(text));
        assert_eq!(groups.len(), 1, "{text}");
        groups.remove(0)
    }

    #[test]
    fn scopes_are_grouped_by_the_resource_before_the_last_slash() {
        let text = "User.Read api://orders/Read https://api.contoso.com/v1/Stock.Read https://graph.microsoft.com/Mail.Read \
                    api://orders/Write https://dod-graph.microsoft.us/Files.Read \
                    https://contoso.onmicrosoft.com/api/read 0a1b2c3d-0000-4000-8000-000000000001";
        let groups = ApiScopes::of_resources(scopes(text));
        let grouped: Vec<_> = groups
            .iter()
            .map(|group| {
                (group.resource.as_deref(), group.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>())
            })
            .collect();
        let graph =
            vec!["User.Read", "https://graph.microsoft.com/Mail.Read", "https://dod-graph.microsoft.us/Files.Read"];
        let own = "0a1b2c3d-0000-4000-8000-000000000001";
        assert_eq!(
            grouped,
            [
                (None, graph),
                (Some("api://orders"), vec!["api://orders/Read", "api://orders/Write"]),
                (Some("https://api.contoso.com/v1"), vec!["https://api.contoso.com/v1/Stock.Read"]),
                (Some("https://contoso.onmicrosoft.com/api"), vec!["https://contoso.onmicrosoft.com/api/read"]),
                (Some(own), vec![own]),
            ]
        );
    }

    #[test]
    fn the_application_id_of_graph_means_graph() {
        let graph =
            one("00000003-0000-0000-c000-000000000000/.default https://graph.microsoft.com//User.Read Mail.Read");
        assert_eq!(graph.resource, None);
        assert!(graph.are_for(&Url::parse("https://graph.microsoft.us/v1.0/me").unwrap()));
        assert!(graph.cover(&one("00000003-0000-0000-C000-000000000000/Mail.Read")));
        assert_eq!(one("00000002-0000-0000-c000-000000000000/.default").resource.as_deref().map(str::len), Some(36));
    }

    #[test]
    fn a_token_covers_fewer_scopes_of_the_same_resource() {
        let more = one("User.Read https://graph.microsoft.com/Mail.Read");
        for less in ["User.Read", "mail.read", "https://graph.microsoft.com/User.Read Mail.Read"] {
            assert!(more.cover(&one(less)), "{less}");
        }
        assert!(more.cover(&ApiScopes::default()));
        for other in ["Files.Read", "User.Read Files.Read", "api://orders/User.Read"] {
            assert!(!more.cover(&one(other)), "{other}");
        }
        assert!(!one("api://a/Read").cover(&one("api://b/Read")));
        assert!(
            !ApiScopes::of_one(scopes("https://a.example/read"))
                .cover(&ApiScopes::of_one(scopes("https://b.example/read")))
        );
    }

    #[test]
    fn merged_scopes_of_a_resource_have_no_duplicates() {
        let together = one("User.Read").with(&one("user.read Mail.Read")).with(&one("api://orders/Read"));
        assert_eq!(together, one("User.Read Mail.Read"));
    }

    #[test]
    fn resources_are_compared_without_regard_to_case() {
        let id = "api://5F0C2A9E-7D41-4B86-9C3A-1E2D3F405162";
        for own in [id, "https://Contoso.onmicrosoft.com/API"] {
            let other = own.to_ascii_lowercase();
            let both = one(&format!("{own}/Read {other}/Write"));
            assert!(both.cover(&one(&format!("{other}/Read"))));
            assert_eq!(one(&format!("{own}/Read")).with(&one(&format!("{other}/Write"))), both);
            let default = one(&format!("{own}/.default"));
            assert_eq!(default.granted(&[Scope::new(format!("{other}/Read"))]), default);
        }
    }

    #[test]
    fn a_url_belongs_to_graph_or_the_resource_of_its_origin() {
        let are_for = |text: &str, address: &str| one(text).are_for(&Url::parse(address).unwrap());
        assert!(are_for("User.Read", "https://graph.microsoft.com/v1.0/me"));
        assert!(are_for("User.Read", "https://microsoftgraph.chinacloudapi.cn/v1.0/me"));
        assert!(!are_for("User.Read", "https://graph.microsoft.com.evil.example/v1.0/me"));
        assert!(are_for("https://api.contoso.com/v1/Read", "https://api.contoso.com/orders"));
        assert!(!are_for("https://api.contoso.com/v1/Read", "https://api.contoso.com:8443/orders"));
        assert!(!are_for("https://api.contoso.com/v1/Read", "https://graph.microsoft.com/v1.0/me"));
        assert!(
            !are_for("api://api.contoso.com/Read", "https://api.contoso.com/orders"),
            "an api:// name does not contain the address"
        );
    }
}
