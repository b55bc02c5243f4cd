//! What people belong to: the app roles that they were assigned, and the groups of the organisation.

use super::Persona;
use crate::dev_tenant::random::guid_from;

/// Returns the object IDs of a person's groups: the first so many of the organisation's, which are the same for everybody.
pub fn group_ids(count: usize) -> Vec<String> {
    (1..=count).map(|number| guid_from(&format!("group/{number}"))).collect()
}

/// Somebody whom the administrator has assigned an app role of the application.
pub fn operator() -> Persona {
    Persona {
        roles: vec!["Operator".to_owned()],
        groups: 3,
        ..super::employee(
            "olga",
            ["Olga Novak", "Olga", "Novak"],
            "System operator",
            "has the app role Operator",
            false,
        )
    }
}

/// Somebody whose groups do not fit into a token.
pub fn member_of_many_groups() -> Persona {
    let special = "member of 250 groups, too many for a token";
    Persona {
        groups: 250,
        ..super::employee("gabriel", ["Gabriel Costa", "Gabriel", "Costa"], "Project coordinator", special, false)
    }
}
