//! The forms by which a user chooses an account: the cards, and a field for any other name.

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::state::directory::{self, Persona};

/// Returns the form around the cards of the accounts.
pub fn account_form(action: &str, form: &Html, cards: &Html) -> Html {
    Html::filled(ACCOUNTS, [&Html::text(action), form, cards])
}

/// Returns the form for any other name. It has the same one-time `form` value as [`account_form`].
pub fn name_form(action: &str, form: &Html, [heading, button]: [&'static str; 2]) -> Html {
    let [heading, button] = [heading, button].map(Html::literal);
    Html::filled(NAME, [&heading, &Html::text(action), form, &button])
}

/// Returns the persona of the pressed card or of the typed name. `None` without a valid choice.
pub fn chosen_persona(parameters: &Parameters) -> Option<Persona> {
    let chosen = parameters.get("persona").and_then(directory::by_id);
    chosen.or_else(|| directory::another_account(parameters.get("name")?))
}

const ACCOUNTS: &str = r#"<form method="post" action="{}" class="accounts">
<input type="hidden" name="form" value="{}">
{}</form>
"#;

const NAME: &str = r#"<h2>{}</h2>
<form method="post" action="{}" class="fields">
<input type="hidden" name="form" value="{}">
<div>
<label for="another">Any name</label>
<input id="another" name="name" required maxlength="120" autocomplete="off" dir="auto">
</div>
<button class="choice">{}</button>
</form>
"#;
