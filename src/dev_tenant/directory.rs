//! The people of the dev tenant.

mod elsewhere;
mod membership;

use super::flavour::Flavour;
use super::place::{Home, Place};
use super::random::{base64url, guid_from, sha256};
use super::registration::{CLIENT_ID, CUSTOMER_DOMAIN, TENANT_DOMAIN};

pub use membership::group_ids;

/// Somebody who can sign in; nothing of it is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// Names the persona in forms, in `/dev/control` and in the state file.
    pub id: String,
    pub display_name: String,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub job_title: Option<String>,
    pub preferred_language: Option<String>,
    pub has_photo: bool,
    /// The app roles that an administrator has assigned.
    pub roles: Vec<String>,
    /// How many groups the person is in.
    pub groups: usize,
    pub special: String,
    pub home: Home,
}

impl Persona {
    /// Returns the object ID: the same in every application of the tenant. That of a personal account has the form of a
    /// GUID, and [`Self::graph_id`] in its second half.
    pub fn object_id(&self) -> String {
        let guid = guid_from(&format!("{}/{}", self.home.id(), self.id));
        match (self.home, guid.split_at_checked(19)) {
            (Home::Personal, Some((_, last))) => format!("00000000-0000-0000-{last}"),
            _ => guid,
        }
    }

    /// Returns the ID that Graph knows the person by.
    pub fn graph_id(&self) -> String {
        let object_id = self.object_id();
        match (self.home, object_id.split_at_checked(19)) {
            (Home::Personal, Some((_, last))) => last.replace('-', ""),
            _ => object_id,
        }
    }

    /// Returns the pairwise subject: another one in each application.
    pub fn subject(&self) -> String {
        base64url(&sha256(format!("{}/{CLIENT_ID}/{}", self.home.id(), self.id).as_bytes()))
    }

    /// Returns the value of the optional claim `login_hint`, which tells nothing about the person.
    pub fn login_hint(&self) -> String {
        format!("O.{}", base64url(&sha256(format!("login_hint/{}/{}", self.home.id(), self.id).as_bytes())))
    }

    /// Returns the address that the person signs in with: customers know nothing of their user principal name.
    pub fn own_address(&self) -> &str {
        let is_made_up = self.user_principal_name.ends_with(CUSTOMER_DOMAIN);
        self.mail.as_deref().filter(|_| is_made_up).unwrap_or(&self.user_principal_name)
    }

    /// Says whether an authorization request with this `login_hint` means this persona.
    pub fn is_meant_by(&self, hint: &str) -> bool {
        let addresses = [Some(&self.user_principal_name), self.mail.as_ref()];
        self.login_hint() == hint
            || addresses.into_iter().flatten().any(|address| address.to_lowercase() == hint.to_lowercase())
    }
}

/// Returns everybody who has an account in a dev tenant of this kind.
pub fn everybody(flavour: Flavour) -> Vec<Persona> {
    match flavour {
        Flavour::Workforce => personas(),
        Flavour::MultiTenant => [personas(), elsewhere::partners(), elsewhere::private_people()].concat(),
        Flavour::External | Flavour::B2c { .. } => elsewhere::customers(),
    }
}

/// Returns those whom the account picker offers at a place.
pub fn offered(flavour: Flavour, place: Place) -> Vec<Persona> {
    everybody(flavour).into_iter().filter(|persona| place.admits(persona.home)).collect()
}

/// Says whether the persona may sign in at a place; somebody who typed a name is one of our tenant's people.
pub fn may_sign_in(flavour: Flavour, place: Place, persona: &Persona) -> bool {
    let is_known = everybody(flavour).iter().any(|known| known.id == persona.id) || persona.id.starts_with(ANOTHER);
    is_known && place.admits(persona.home)
}

/// Returns the people of our workforce tenant.
fn personas() -> Vec<Persona> {
    vec![
        employee("maya", ["Maya Lindqvist", "Maya", "Lindqvist"], "Product designer", "employee with a photo", true),
        employee("tom", ["Tom Becker", "Tom", "Becker"], "Accountant", "employee without a photo", false),
        guest(),
        right_to_left(),
        hostile_text(),
        membership::operator(),
        membership::member_of_many_groups(),
    ]
}

/// Returns the persona of this ID: one of those above, or whoever came in by "use another account".
pub fn by_id(id: &str) -> Option<Persona> {
    match id.strip_prefix(ANOTHER) {
        Some(name) => another_account(name),
        None => everybody(Flavour::MultiTenant)
            .into_iter()
            .chain(everybody(Flavour::External))
            .find(|persona| persona.id == id),
    }
}

/// Returns the persona of a name typed into "use another account"; nothing, if the name has no visible character.
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

const ANOTHER: &str = "another:";

fn bare(id: &str, special: &str) -> Persona {
    Persona {
        id: id.to_owned(),
        display_name: String::new(),
        given_name: None,
        surname: None,
        user_principal_name: format!("{id}@{TENANT_DOMAIN}"),
        mail: None,
        job_title: None,
        preferred_language: None,
        has_photo: false,
        roles: Vec::new(),
        groups: 0,
        special: special.to_owned(),
        home: Home::Ours,
    }
}

fn employee(id: &str, [display_name, given, surname]: [&str; 3], job: &str, special: &str, has_photo: bool) -> Persona {
    Persona {
        display_name: display_name.to_owned(),
        given_name: Some(given.to_owned()),
        surname: Some(surname.to_owned()),
        mail: Some(format!("{id}@{TENANT_DOMAIN}")),
        job_title: Some(job.to_owned()),
        preferred_language: Some("en-US".to_owned()),
        has_photo,
        ..bare(id, special)
    }
}

/// A guest has the address of another organisation, and little else.
fn guest() -> Persona {
    Persona {
        display_name: "Priya Raman".to_owned(),
        user_principal_name: format!("priya_partner.example#EXT#@{TENANT_DOMAIN}"),
        mail: Some("priya@partner.example".to_owned()),
        ..bare("priya", "guest from another organisation")
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
            false,
        )
    }
}

/// Whatever shows this person's texts as markup instead of text is broken.
fn hostile_text() -> Persona {
    let name = "Maximiliana <script>alert('name')</script> Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff";
    let job = "<img src=x onerror=\"alert('job')\"> & \"Head of\" </script><b>Quoting</b>";
    employee(
        "mallory",
        [name, "<b>Maximiliana</b>", "O'Featherstonehaugh"],
        job,
        "long name, and markup in every text",
        true,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_account_is_the_same_person_each_time() {
        let first = another_account("  Ada Lovelace ").unwrap();
        assert_eq!(Some(first.clone()), by_id(&first.id));
        assert_eq!(first.display_name, "Ada Lovelace");
        assert_eq!(another_account(" \u{7} "), None);
        assert_ne!(another_account("木村").unwrap().object_id(), another_account("山田").unwrap().object_id());
    }
}
