//! The groups that somebody is in, whether or not their ID token lists them.
//!
//! A list in the token is all there is. Without one (overage, or a registration that does not ask for groups) Graph is asked,
//! page by page; what it says is kept in memory for some minutes. What cannot be found out is an error: whoever asks must not
//! go on as if there were no groups, and so no restriction. The token's own hint where the groups are (`_claim_sources`) is
//! never followed: it names the address of the retired Azure AD Graph, and no address in a token is called.

use std::{collections::HashSet, sync::Arc};

use openidconnect::Scope;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use url::Url;

use super::{
    GraphError,
    question::{Question, ask},
    resource::{below, is_below},
};
use crate::server::{
    SignedIn,
    oidc::{Groups, Membership},
    session::session_key,
};

/// Nobody is in more groups than these pages hold (about twenty thousand); a list that goes on is none.
const MOST_PAGES: usize = 20;
/// Only groups, not roles of the directory. That makes it an advanced query, which needs `$count` and the header.
const RESOURCE: &str = "me/transitiveMemberOf/microsoft.graph.group?$count=true&$select=id&$top=999";
/// The least that Graph asks for this.
const SCOPE: &str = "User.Read";

/// The app roles and the groups of somebody, all of them.
pub struct WholeMembership {
    assigned: Membership,
    groups: Arc<HashSet<String>>,
}

impl WholeMembership {
    /// Says whether an administrator has assigned this app role.
    pub fn has_role(&self, role: &str) -> bool {
        self.assigned.has_role(role)
    }

    /// Says whether the person is in the group with this object ID, directly or through another group.
    pub fn is_in(&self, group: &str) -> bool {
        self.groups.contains(&group.to_ascii_lowercase())
    }

    /// Returns how many groups the person is in.
    pub fn count(&self) -> usize {
        self.groups.len()
    }
}

/// Returns the app roles and the groups of the person who is signed in.
pub async fn membership<R>(user: &SignedIn<R>) -> Result<WholeMembership, GraphError> {
    let assigned = user.user().membership.clone();
    let groups = match &assigned.groups {
        Groups::Listed(groups) => Arc::new(groups.iter().cloned().collect()),
        Groups::Elsewhere => known_to_graph(user).await?,
    };
    Ok(WholeMembership { assigned, groups })
}

async fn known_to_graph<R>(user: &SignedIn<R>) -> Result<Arc<HashSet<String>>, GraphError> {
    let (known, key) = (&user.services().group_cache, session_key(user.session_id()));
    if let Some(groups) = known.get(key) {
        return Ok(groups);
    }
    let groups = Arc::new(fetch(user).await?);
    known.insert(key, &groups);
    Ok(groups)
}

#[derive(Deserialize)]
struct Page {
    value: Vec<Group>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Group {
    id: String,
}

async fn fetch<R>(user: &SignedIn<R>) -> Result<HashSet<String>, GraphError> {
    const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

    let graph = user.services().graph.as_ref().ok_or(GraphError::MembershipUnknown)?;
    let headers = HeaderMap::from_iter([(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"))]);
    let scopes = [Scope::new(SCOPE.to_owned())];
    let mut groups = HashSet::new();
    let mut next = below(graph, RESOURCE);
    for _ in 0..MOST_PAGES {
        let address = next.ok_or(GraphError::MembershipUnknown)?;
        let answer = ask(user, &Question { address: &address, scopes: &scopes, headers: headers.clone() }).await?;
        let page: Page = serde_json::from_slice(&answer.body).map_err(|_| GraphError::NotJson)?;
        groups.extend(page.value.into_iter().map(|group| group.id.to_ascii_lowercase()));
        let Some(link) = page.next else { return Ok(groups) };
        next = next_page(graph, &link);
    }
    Err(GraphError::MembershipUnknown)
}

/// Takes the link to the next page only if it stays at Graph: the access token goes along.
fn next_page(graph: &Url, link: &str) -> Option<Url> {
    Url::parse(link).ok().filter(|address| is_below(graph, address))
}

#[cfg(test)]
mod tests {
    use super::{Url, next_page};

    #[test]
    fn a_next_page_is_at_graph_or_nowhere() {
        let graph = Url::parse("https://graph.example/v1.0/").unwrap();
        let link = "https://graph.example/v1.0/me/transitiveMemberOf?$skiptoken=a";
        assert_eq!(next_page(&graph, link).unwrap().as_str(), link);
        for other in [
            "https://evil.example/v1.0/me",
            "http://graph.example/v1.0/me",
            "https://graph.example:8443/v1.0/me",
            "https://graph.example@evil.example/v1.0/me",
            "https://somebody@graph.example/v1.0/me",
            "https://graph.example/beta/me",
            "me/transitiveMemberOf",
            "",
        ] {
            assert_eq!(next_page(&graph, other), None, "{other}");
        }
    }
}
