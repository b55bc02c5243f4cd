//! The parts that several pages of the dev tenant share: the choice of an account, and the descriptions of scopes.

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::scopes::{self, Scopes};
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::tenant::Tenant;

/// Returns one list entry with a button for each persona. The button says whether the persona is signed in in this browser.
pub fn account_buttons(
    tenant: &Tenant,
    personas: &[Persona],
    requested: &Scopes,
    is_signed_in: impl Fn(&Persona) -> bool,
) -> Html {
    personas
        .iter()
        .map(|persona| {
            let allows = if tenant.has_consent(persona, requested) {
                String::new()
            } else {
                format!(" and allow: {}", scope_sentence(requested))
            };
            let state = if is_signed_in(persona) { "signed in, " } else { "" };
            let special = format!("{state}{}", persona.special);
            let texts = [&persona.id, &persona.display_name, &allows, persona.own_address(), &special];
            let [id, name, allows, address, special] = texts.map(Html::text);
            Html::filled(BUTTON, [&id, &name, &allows, &address, &special])
        })
        .collect()
}

/// Returns two forms: the account buttons, and a field for any other name. Both forms have the same one-time `form`
/// value.
pub fn account_choice(action: &str, form: &Html, buttons: &Html, [label, button]: [&Html; 2]) -> Html {
    let action = Html::text(action);
    Html::filled(CHOICE, [&action, form, buttons, &action, form, label, button])
}

/// Returns the persona of the pressed account button or of the typed name. `None` without a valid choice.
pub fn chosen_persona(parameters: &Parameters) -> Option<Persona> {
    let chosen = parameters.get("persona").and_then(directory::by_id);
    chosen.or_else(|| directory::another_account(parameters.get("name")?))
}

/// Returns a description of what the scopes allow an application to do.
pub fn scope_sentence(requested: &Scopes) -> String {
    scopes::in_words(requested).join(", ")
}

/// Returns a description of what the scopes allow, as the entries of an HTML list.
pub fn scope_list(requested: &Scopes) -> Html {
    scopes::in_words(requested).into_iter().map(|words| Html::filled("<li>{}</li>", [&Html::text(words)])).collect()
}

const BUTTON: &str = r#"<li><button name="persona" value="{}">
<span>Continue as <bdi class="name" dir="auto">{}</bdi><small>{}</small></span>
<small><span dir="ltr">{}</span><span>({})</span></small>
</button></li>
"#;

const CHOICE: &str = r#"<form method="post" action="{}">
<input type="hidden" name="form" value="{}">
<ul class="accounts">
{}</ul>
</form>
<form method="post" action="{}">
<input type="hidden" name="form" value="{}">
<label for="another">{}</label>
<input id="another" name="name" required maxlength="120" autocomplete="off" dir="auto">
<p><button>{}</button></p>
</form>
"#;
