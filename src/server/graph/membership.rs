//! The groups of a user, whether or not the ID token lists them.
//!
//! A list of object IDs in the ID token is complete. Without one (overage, a registration without the groups claim, or names)
//! the groups are fetched from Graph, page by page, and cached in memory for some minutes. An unknown membership is an
//! error, because a caller must not continue as if there were no groups, and so no restriction. `_claim_sources` of the
//! token is never followed: it names the address of the retired Azure AD Graph, and this app calls no address from a
//! token.

use std::{collections::HashSet, sync::Arc};

use openidconnect::Scope;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use url::Url;

use super::{
    GraphError,
    body::not_json,
    request::{ApiRequest, send},
    resource::{below, is_below, parse},
};
use crate::server::{SignedIn, oidc::Membership, session::session_key};

/// Upper bound of the pages that are fetched from Graph: about twenty thousand groups. A longer list is an error.
const MOST_PAGES: usize = 20;
/// The list of the user's groups in Graph, without directory roles. This is an advanced query, which requires `$count`
/// and the header `ConsistencyLevel`.
const RESOURCE: &str = "me/transitiveMemberOf/microsoft.graph.group?$count=true&$select=id&$top=999";
/// The least privileged scope with which Graph returns this list.
const SCOPE: &str = "User.Read";

/// All app roles and groups of a user, from the ID token and from Graph.
pub struct WholeMembership {
    assigned: Membership,
    groups: Arc<HashSet<String>>,
}

impl WholeMembership {
    /// Returns whether an administrator has assigned this app role to the user.
    pub fn has_role(&self, role: &str) -> bool {
        self.assigned.has_role(role)
    }

    /// Returns whether the user is a member of the group with this object ID, directly or through another group.
    pub fn is_in(&self, group: &str) -> bool {
        self.groups.contains(&group.to_ascii_lowercase())
    }

    /// Returns the object IDs of the user's groups, in lower case.
    pub fn group_ids(&self) -> &HashSet<String> {
        &self.groups
    }

    /// Returns the number of the user's groups.
    pub fn count(&self) -> usize {
        self.groups.len()
    }
}

/// Returns the app roles and the groups of the signed-in user.
pub async fn membership<R>(user: &SignedIn<R>) -> Result<WholeMembership, GraphError> {
    let assigned = user.user().membership.clone();
    let groups = match assigned.groups.ids() {
        Some(groups) => Arc::new(groups.iter().cloned().collect()),
        None => groups_of_graph(user).await.inspect_err(GraphError::log)?,
    };
    Ok(WholeMembership { assigned, groups })
}

async fn groups_of_graph<R>(user: &SignedIn<R>) -> Result<Arc<HashSet<String>>, GraphError> {
    let (known, key) = (&user.services().group_cache, session_key(user.session_id()));
    if let Some(groups) = known.get(key) {
        return Ok(groups);
    }
    let groups = Arc::new(fetch(user).await?);
    known.insert(key, &groups);
    Ok(groups)
}

/// A page of Graph's list of groups. It is read strictly, unlike [`super::List`]: a skipped group could be the one that
/// restricts the user.
#[derive(Deserialize)]
struct GroupPage {
    value: Vec<GroupEntry>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
struct GroupEntry {
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
        let request = ApiRequest { address: &address, scopes: &scopes, headers: headers.clone(), body: None };
        let response = send(user, &request).await?;
        let text = std::str::from_utf8(&response.body).map_err(|_| not_json(&response))?;
        let page: GroupPage = parse(text, || not_json(&response))?;
        groups.extend(page.value.into_iter().map(|group| group.id.to_ascii_lowercase()));
        let Some(link) = page.next else { return Ok(groups) };
        next = next_page(graph, &link);
    }
    Err(GraphError::MembershipUnknown)
}

/// Returns the link to the next page of groups if it is at Graph. The access token must not be sent elsewhere.
fn next_page(graph: &Url, link: &str) -> Option<Url> {
    Url::parse(link).ok().filter(|address| is_below(graph, address))
}

#[cfg(test)]
mod tests {
    use super::{Url, next_page};

    #[test]
    fn a_next_link_outside_graph_is_rejected() {
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
