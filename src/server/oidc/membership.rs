//! The app roles and groups of a user in the ID token (Microsoft's claims `roles` and `groups`).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::server::entra::is_guid;

/// The app roles that were assigned to a user, and the groups of the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(default, skip_serializing_if = "Groups::are_elsewhere")]
    pub groups: Groups,
}

/// The groups of a user, as far as the ID token lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Groups {
    /// The ID token lists all groups of the user, by object ID.
    Listed(Vec<String>),
    /// The ID token does not list the groups, because there are too many (overage) or the registration does not request
    /// the claim. The user may have groups, which Graph returns.
    #[default]
    Elsewhere,
}

impl Membership {
    /// Upper bound of the groups in a token of Microsoft. A longer list would be too long for a session's record.
    const MOST_GROUPS: usize = 200;

    /// Reads the claims `roles` and `groups` of a verified ID token.
    pub(super) fn of(roles: &Value, groups: &Value, overage: bool) -> Self {
        let listed = texts(groups).filter(|groups| !overage && groups.len() <= Self::MOST_GROUPS);
        let groups = listed.map_or(Groups::Elsewhere, |groups| {
            Groups::Listed(groups.into_iter().map(|group| group.to_ascii_lowercase()).collect())
        });
        Self { roles: texts(roles).unwrap_or_default(), groups }
    }

    /// Returns whether an administrator has assigned this app role to the user.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|known| known == role)
    }
}

impl Groups {
    /// Returns the object IDs of all groups of the user. `None` if the token does not list them, or lists names
    /// (`sam_account_name`): a name is not compared, because groups can share it.
    pub fn ids(&self) -> Option<&[String]> {
        match self {
            Self::Listed(groups) if groups.iter().all(|group| is_guid(group)) => Some(groups),
            Self::Listed(_) | Self::Elsewhere => None,
        }
    }

    fn are_elsewhere(&self) -> bool {
        *self == Self::Elsewhere
    }
}

/// Returns the texts of a claim that is a list. `None` for another type, or if an item is not a text.
pub(super) fn texts(claim: &Value) -> Option<Vec<String>> {
    claim.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Groups, Membership, Value};

    #[test]
    fn a_complete_groups_claim_is_the_whole_list() {
        let membership = Membership::of(&json!(["Operator"]), &json!(["A-1", "b-2"]), false);
        assert!(membership.has_role("Operator") && !membership.has_role("operator"));
        assert_eq!(membership.groups, Groups::Listed(vec!["a-1".into(), "b-2".into()]));
        assert_eq!(Membership::of(&Value::Null, &json!([]), false).groups, Groups::Listed(Vec::new()));
    }

    #[test]
    fn group_names_in_a_token_are_no_object_ids() {
        let id = "0A1B2C3D-0000-4000-8000-00000000000A";
        let ids = |groups: Value| Membership::of(&Value::Null, &groups, false).groups.ids().map(<[String]>::to_vec);
        assert_eq!(ids(json!([id])), Some(vec![id.to_ascii_lowercase()]));
        assert_eq!(ids(json!([])), Some(Vec::new()));
        assert_eq!(ids(json!([id, "CONTOSO\\Admins"])), None);
        assert_eq!(ids(Value::Null), None);
    }

    #[test]
    fn an_incomplete_groups_claim_never_means_no_groups() {
        let many = Value::from((0..201).map(|number| number.to_string()).collect::<Vec<_>>());
        for groups in [Value::Null, json!("a"), json!([1]), json!(["a", null]), json!({ "a": "b" }), many] {
            assert_eq!(Membership::of(&Value::Null, &groups, false).groups, Groups::Elsewhere, "{groups}");
        }
        assert_eq!(Membership::of(&Value::Null, &json!(["a"]), true).groups, Groups::Elsewhere, "overage");
    }

    #[test]
    fn unknown_membership_is_not_serialized() {
        let unknown = Membership::default();
        assert_eq!(serde_json::to_value(&unknown).unwrap(), json!({}));
        assert_eq!(serde_json::from_value::<Membership>(json!({})).unwrap(), unknown);
    }

    #[test]
    fn a_malformed_roles_claim_grants_no_role() {
        for roles in [Value::Null, json!("Operator"), json!([1]), json!(["Operator", 1])] {
            assert!(!Membership::of(&roles, &Value::Null, false).has_role("Operator"), "{roles}");
        }
    }
}
