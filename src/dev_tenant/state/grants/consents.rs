//! The consents that the dev tenant has stored: of users for themselves, and of the administrator for the whole
//! organization.

use std::collections::HashMap;

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::directory::Persona;

#[derive(Default)]
pub struct Consents {
    by_persona: HashMap<String, Scopes>,
    by_administrator: Scopes,
}

impl Consents {
    pub fn give(&mut self, persona_id: &str, scopes: &Scopes) {
        self.by_persona.entry(persona_id.to_owned()).or_default().extend(scopes.iter().cloned());
    }

    /// Adds the consent of the administrator for all users of our tenant.
    pub fn give_for_all_users(&mut self, scopes: &Scopes) {
        self.by_administrator.extend(scopes.iter().cloned());
    }

    pub fn cover(&self, persona: &Persona, scopes: &Scopes) -> bool {
        let own = self.by_persona.get(&persona.id);
        scopes.iter().all(|scope| {
            own.is_some_and(|own| own.contains(scope))
                || (persona.home == Home::Ours && self.by_administrator.contains(scope))
        })
    }

    /// Returns whether the administrator has consented to all of these scopes.
    pub fn administrator_allows(&self, mut scopes: impl Iterator<Item = String>) -> bool {
        scopes.all(|scope| self.by_administrator.contains(&scope))
    }

    pub fn clear(&mut self) {
        self.by_persona.clear();
        self.by_administrator.clear();
    }
}
