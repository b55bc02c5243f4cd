//! Demo users with app roles or groups, and the groups of the organization.

use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::state::directory::persona::{Persona, employee};

/// Returns the object IDs of the first `count` groups of the organization. The order is the same for all users.
pub fn group_ids(count: usize) -> Vec<String> {
    (1..=count).map(|number| guid_from(&format!("group/{number}"))).collect()
}

/// A user with an app role of the application.
pub fn operator() -> Persona {
    Persona {
        roles: vec!["Operator".to_owned()],
        groups: 3,
        ..employee("olga", ["Olga Novak", "Olga", "Novak"], "System operator", "has the app role Operator")
    }
}

/// A user with more groups than an ID token can list.
pub fn member_of_many_groups() -> Persona {
    let special = "member of 250 groups, too many for a token";
    Persona {
        groups: 250,
        ..employee("gabriel", ["Gabriel Costa", "Gabriel", "Costa"], "Project coordinator", special)
    }
}
