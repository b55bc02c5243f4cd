//! The directory of the dev tenant: the demo users of each kind of tenant.

mod contact;
mod elsewhere;
mod membership;
mod persona;

use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::settings::Flavour;
use persona::{bare, employee};

pub use contact::{Person, everyone, manager_of, reports_of};
pub use membership::{group_ids, group_name};
pub use persona::Persona;

/// Returns all demo users of this kind of tenant.
pub fn all(flavour: Flavour) -> Vec<Persona> {
    match flavour {
        Flavour::Workforce => personas(),
        Flavour::MultiTenant => [personas(), elsewhere::partners(), elsewhere::personal_accounts()].concat(),
        Flavour::External | Flavour::B2c { .. } => elsewhere::customers(),
    }
}

/// Returns the accounts that the account picker of an authority shows.
pub fn offered(flavour: Flavour, authority: AuthorityPath) -> Vec<Persona> {
    all(flavour).into_iter().filter(|persona| authority.admits(persona.home)).collect()
}

/// Returns whether the persona may sign in at an authority. A persona with a typed name counts as a user of our tenant.
pub fn may_sign_in(flavour: Flavour, authority: AuthorityPath, persona: &Persona) -> bool {
    let is_known = all(flavour).iter().any(|known| known.id == persona.id) || persona.id.starts_with(ANOTHER);
    is_known && authority.admits(persona.home)
}

/// Returns the users of our workforce tenant.
fn personas() -> Vec<Persona> {
    vec![
        Persona {
            has_photo: true,
            ..employee("maya", ["Maya Lindqvist", "Maya", "Lindqvist"], "Product designer", "employee with a photo")
        },
        employee("tom", ["Tom Becker", "Tom", "Becker"], "Accountant", "employee without a photo"),
        guest(),
        right_to_left(),
        hostile_text(),
        membership::operator(),
        membership::member_of_many_groups(),
    ]
}

/// Returns the persona with this ID, which can contain a typed name.
pub fn by_id(id: &str) -> Option<Persona> {
    match id.strip_prefix(ANOTHER) {
        Some(name) => another_account(name),
        None => all(Flavour::MultiTenant).into_iter().chain(all(Flavour::External)).find(|persona| persona.id == id),
    }
}

/// Returns the persona for a name that was typed under "use another account". `None` if the name has no visible
/// character.
pub fn another_account(name: &str) -> Option<Persona> {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(120).collect();
    if name.trim().is_empty() {
        return None;
    }
    let slug: String = name.chars().filter(char::is_ascii_alphanumeric).take(24).collect::<String>().to_lowercase();
    let tail: String = guid_from(&name).chars().take(6).collect();
    let user_principal_name = format!("{slug}{}{tail}@{TENANT_DOMAIN}", if slug.is_empty() { "" } else { "." });
    let id = format!("{ANOTHER}{name}");
    Some(Persona { display_name: name, user_principal_name, ..bare(&id, "typed by hand") })
}

/// The prefix of the IDs of personas with typed names.
const ANOTHER: &str = "another:";

/// A guest user from another organization, with little data.
fn guest() -> Persona {
    Persona {
        display_name: "Priya Raman".to_owned(),
        user_principal_name: format!("priya_partner.example#EXT#@{TENANT_DOMAIN}"),
        mail: Some("priya@partner.example".to_owned()),
        ..bare("priya", "guest from another organization")
    }
}

fn right_to_left() -> Persona {
    Persona {
        preferred_language: Some("ar".to_owned()),
        ..employee(
            "layla",
            ["ليلى الحسن", "ليلى", "الحسن"],
            "مهندسة برمجيات",
            "name that is written from right to left",
        )
    }
}

/// A user whose texts contain markup. An app that renders it as markup is vulnerable.
fn hostile_text() -> Persona {
    let name = "Maximiliana <script>alert('name')</script> Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff";
    let job = "<img src=x onerror=\"alert('job')\"> & \"Head of\" </script><b>Quoting</b>";
    let names = [name, "<b>Maximiliana</b>", "O'Featherstonehaugh"];
    Persona { has_photo: true, ..employee("mallory", names, job, "long name, and markup in every text") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_is_the_same_persona_each_time() {
        let first = another_account("  Ada Lovelace ").unwrap();
        assert_eq!(Some(first.clone()), by_id(&first.id));
        assert_eq!(first.display_name, "Ada Lovelace");
        assert_eq!(another_account(" \u{7} "), None);
        assert_ne!(another_account("木村").unwrap().object_id(), another_account("山田").unwrap().object_id());
    }
}
