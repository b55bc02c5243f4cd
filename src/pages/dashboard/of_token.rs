//! The data of the cards at a provider without Microsoft Graph: the claims of the ID token.

use serde_json::{Map, Value, json};

use super::{CardEntry, groups::Groups, profile::Profile};
use crate::server::{
    entra::is_guid,
    graph::{PartData, ResourceBody},
    session::UserSession,
};

/// Returns the cards that the claims of the ID token can fill, with data in the form of Graph.
pub fn cards(user: &UserSession, claims: &Map<String, Value>) -> Vec<(&'static CardEntry, PartData)> {
    const PROFILE: &CardEntry = &CardEntry::of::<Profile>();
    const GROUPS: &CardEntry = &CardEntry::of::<Groups>();
    let profile = json!({ "id": user.subject, "displayName": user.display_name, "mail": claims.get("email") });
    let groups = claims.get("groups").and_then(Value::as_array);
    let groups = groups.map(|groups| json!({ "value": groups.iter().filter_map(group).collect::<Vec<_>>() }));
    let cards = [(PROFILE, Some(profile)), (GROUPS, groups)];
    cards
        .into_iter()
        .filter_map(|(card, data)| Some((card, PartData::Fresh(ResourceBody::Json(data?.to_string().into())))))
        .collect()
}

/// Returns a group in the form of Graph. Some providers send the names of groups, others their IDs.
fn group(claim: &Value) -> Option<Value> {
    let group = claim.as_str()?;
    let name = (!is_guid(group)).then_some(group);
    Some(json!({ "id": group, "displayName": name }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::group;

    #[test]
    fn only_names_of_groups_are_shown() {
        let id = "0a1b2c3d-0000-4000-8000-000000000001";
        assert_eq!(group(&json!("staff")), Some(json!({ "id": "staff", "displayName": "staff" })));
        assert_eq!(group(&json!(id)), Some(json!({ "id": id, "displayName": null })));
        assert_eq!(group(&json!({ "name": "staff" })), None);
    }
}
