//! Those who are at home elsewhere: in another organisation, in no organisation, or customers of the tenant.

use super::{Persona, bare};
use crate::dev_tenant::place::Home;
use crate::dev_tenant::registration::{CUSTOMER_DOMAIN, PARTNER_DOMAIN, TENANT_DOMAIN};

/// Returns the people of another organisation.
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
        ..bare("ines", "employee of another organisation")
    };
    // Whoever runs a tenant can write any name and any address into it.
    let impostor = Persona {
        display_name: "Maya Lindqvist".to_owned(),
        user_principal_name: format!("not-maya@{PARTNER_DOMAIN}"),
        mail: Some(format!("maya@{TENANT_DOMAIN}")),
        home: Home::Partner,
        ..bare("not-maya", "another organisation's, with the name and the address of Maya")
    };
    vec![ines, impostor]
}

/// Returns those who have a personal account.
pub fn private_people() -> Vec<Persona> {
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

/// Returns the customers of a tenant that is there for customers. They sign in with their email addresses; the user
/// principal name was made up by the tenant and tells them nothing.
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
