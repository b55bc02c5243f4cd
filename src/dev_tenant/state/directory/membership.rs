//! Demo users with app roles or groups, and the groups of the organization.

use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::state::directory::persona::{Persona, employee};

/// Returns the object IDs of the first `count` groups of the organization. The order is the same for all users.
pub fn group_ids(count: usize) -> Vec<String> {
    (1..=count).map(|number| guid_from(&format!("group/{number}"))).collect()
}

/// Returns the name of a group of the organization by its number, from 0. The first names are special cases for pages.
pub fn group_name(number: usize) -> String {
    match number {
        0 => "All employees".to_owned(),
        1 => "Printers <b>on</b> the 4th & 5th floor".to_owned(),
        2 => "مجموعة التصميم".to_owned(),
        _ => format!("Project {number:03}"),
    }
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
    let special = "too many groups for a token";
    Persona {
        groups: 250,
        ..employee("gabriel", ["Gabriel Costa", "Gabriel", "Costa"], "Project coordinator", special)
    }
}
