//! Resources of Microsoft Graph beside the configured endpoint, by their paths.

use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use url::Url;

use super::{
    GraphError,
    question::{Question, ask},
};
use crate::server::{Right, SignedIn};

/// Fetches a resource of Microsoft Graph (`me/messages?$select=subject`) with the scopes of a right. Whoever calls this without
/// the proof of one has the scopes of every sign-in.
pub async fn get<T: DeserializeOwned, R: Right>(user: &SignedIn<R>, resource: &str) -> Result<T, GraphError> {
    let graph = user.services().graph.as_ref().ok_or(GraphError::NoEndpoint)?;
    let address = below(graph, resource).ok_or(GraphError::NoEndpoint)?;
    let needs = R::needs();
    let question = Question { address: &address, scopes: needs.scopes(), headers: HeaderMap::new() };
    serde_json::from_slice(&ask(user, &question).await?.body).map_err(|_| GraphError::NotJson)
}

/// Returns the address of a resource; nothing, if that would be another site or beside Graph's own path.
pub(super) fn below(graph: &Url, resource: &str) -> Option<Url> {
    graph.join(resource).ok().filter(|address| is_below(graph, address))
}

/// Says whether an address is one of Graph's own: the same origin, below the same path.
pub(super) fn is_below(graph: &Url, address: &Url) -> bool {
    let has_no_user = address.username().is_empty() && address.password().is_none();
    address.origin() == graph.origin() && has_no_user && address.path().starts_with(graph.path())
}

#[cfg(test)]
mod tests {
    use super::{Url, below};

    #[test]
    fn a_resource_is_never_at_another_site() {
        let graph = Url::parse("https://graph.example/v1.0/").unwrap();
        assert_eq!(below(&graph, "me?$select=id").unwrap().as_str(), "https://graph.example/v1.0/me?$select=id");
        for other in [
            "//evil.example/v1.0/me",
            "https://evil.example/v1.0/",
            "/beta/me",
            "../me",
            "http://graph.example/v1.0/me",
        ] {
            assert_eq!(below(&graph, other), None, "{other}");
        }
    }
}
