//! Who allowed the application what.

use std::collections::HashMap;

use crate::dev_tenant::scopes::Scopes;

#[derive(Default)]
pub struct Consents {
    by_persona: HashMap<String, Scopes>,
}

impl Consents {
    pub fn give(&mut self, persona_id: &str, scopes: &Scopes) {
        self.by_persona.entry(persona_id.to_owned()).or_default().extend(scopes.iter().cloned());
    }

    pub fn cover(&self, persona_id: &str, scopes: &Scopes) -> bool {
        self.by_persona.get(persona_id).is_some_and(|given| scopes.is_subset(given))
    }

    pub fn clear(&mut self) {
        self.by_persona.clear();
    }
}
