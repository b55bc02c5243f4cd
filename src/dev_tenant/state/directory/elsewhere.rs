//! Demo users who are not employees: of another organization, with a personal account, or customers.

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CUSTOMER_DOMAIN, PARTNER_DOMAIN, TENANT_DOMAIN};
use crate::dev_tenant::state::directory::persona::{Persona, bare};

/// Returns the users of another organization.
pub fn partners() -> Vec<Persona> {
    let ines = Persona {
        display_name: "Ines Moreau".to_owned(),
        given_name: Some("Ines".to_owned()),
        surname: Some("Moreau".to_owned()),
        user_principal_name: format!("ines@{PARTNER_DOMAIN}"),
        mail: Some(format!("ines@{PARTNER_DOMAIN}")),
        job_title: Some("Buyer".to_owned()),
        preferred_language: Some("fr-FR".to_owned()),
        home: Home::Partner,
        ..bare("ines", "employee of another organization")
    };
    // The administrator of a tenant can enter any name and any email address.
    let impostor = Persona {
        display_name: "Maya Lindqvist".to_owned(),
        user_principal_name: format!("not-maya@{PARTNER_DOMAIN}"),
        mail: Some(format!("maya@{TENANT_DOMAIN}")),
        home: Home::Partner,
        ..bare("not-maya", "user of another organization with the name and email address of Maya")
    };
    vec![ines, impostor]
}

/// Returns the users with a personal account.
pub fn personal_accounts() -> Vec<Persona> {
    vec![Persona {
        display_name: "Sam Okafor".to_owned(),
        given_name: Some("Sam".to_owned()),
        surname: Some("Okafor".to_owned()),
        user_principal_name: "sam.okafor@mail.example".to_owned(),
        mail: Some("sam.okafor@mail.example".to_owned()),
        home: Home::Personal,
        ..bare("sam", "personal account")
    }]
}

/// Returns the users of a customer tenant. They sign in with their email address, because the tenant generates the user
/// principal name.
pub fn customers() -> Vec<Persona> {
    vec![
        customer("nora", ["Nora Jensen", "Nora", "Jensen"], "customer"),
        customer("kofi", ["Kofi Mensah", "Kofi", "Mensah"], "another customer"),
    ]
}

fn customer(id: &str, [display_name, given, surname]: [&str; 3], special: &str) -> Persona {
    let persona = Persona {
        display_name: display_name.to_owned(),
        given_name: Some(given.to_owned()),
        surname: Some(surname.to_owned()),
        mail: Some(format!("{id}@mail.example")),
        ..bare(id, special)
    };
    Persona { user_principal_name: format!("{}@{CUSTOMER_DOMAIN}", persona.object_id()), ..persona }
}
