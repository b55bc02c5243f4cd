//! Who allowed the application what: people for themselves, administrators for their whole organisation.

use std::collections::HashMap;

use crate::dev_tenant::directory::Persona;
use crate::dev_tenant::place::Home;
use crate::dev_tenant::scopes::Scopes;

#[derive(Default)]
pub struct Consents {
    by_persona: HashMap<String, Scopes>,
    of_our_administrator: Scopes,
}

impl Consents {
    pub fn give(&mut self, persona_id: &str, scopes: &Scopes) {
        self.by_persona.entry(persona_id.to_owned()).or_default().extend(scopes.iter().cloned());
    }

    /// Notes what the administrator of our tenant allows for all of its people.
    pub fn give_for_everybody(&mut self, scopes: &Scopes) {
        self.of_our_administrator.extend(scopes.iter().cloned());
    }

    pub fn cover(&self, persona: &Persona, scopes: &Scopes) -> bool {
        let own = self.by_persona.get(&persona.id);
        scopes.iter().all(|scope| {
            own.is_some_and(|own| own.contains(scope))
                || (persona.home == Home::Ours && self.of_our_administrator.contains(scope))
        })
    }

    /// Says whether an administrator has allowed all of these.
    pub fn administrator_allows(&self, mut scopes: impl Iterator<Item = String>) -> bool {
        scopes.all(|scope| self.of_our_administrator.contains(&scope))
    }

    pub fn clear(&mut self) {
        self.by_persona.clear();
        self.of_our_administrator.clear();
    }
}
