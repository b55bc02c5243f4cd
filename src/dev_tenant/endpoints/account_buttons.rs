//! The account buttons of the account picker and the device page.

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::scopes::{self, Scopes};
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::tenant::Tenant;

/// Returns one list entry with a button for each persona.
pub fn account_buttons(tenant: &Tenant, personas: &[Persona], asked: &Scopes) -> Html {
    personas
        .iter()
        .map(|persona| {
            let allows = if tenant.has_consent(persona, asked) {
                String::new()
            } else {
                format!(" and allow: {}", scope_sentence(asked))
            };
            let texts = [&persona.id, &persona.display_name, &allows, persona.own_address(), &persona.special];
            let [id, name, allows, address, special] = texts.map(Html::text);
            Html::filled(BUTTON, [&id, &name, &allows, &address, &special])
        })
        .collect()
}

/// Returns a description of what the scopes allow.
pub fn scope_sentence(asked: &Scopes) -> String {
    scopes::in_words(asked).join(", ")
}

const BUTTON: &str = r#"<li><button name="persona" value="{}">
<span>Continue as <bdi class="name" dir="auto">{}</bdi><small>{}</small></span>
<small><span dir="ltr">{}</span><span>({})</span></small>
</button></li>
"#;
