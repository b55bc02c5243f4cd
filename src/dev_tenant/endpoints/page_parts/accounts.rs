//! The accounts that a page offers, as cards in groups.

use crate::dev_tenant::endpoints::page_parts::cards::card_button;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::ids::CUSTOMER_DOMAIN;
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::licences::{Drive, Licences};
use crate::dev_tenant::state::tenant::Tenant;

/// The IDs of the employees with a property that is rare and that applications often handle wrongly.
const SPECIAL_CASES: [&str; 4] = ["olga", "gabriel", "layla", "mallory"];

/// The accounts that a page offers.
pub struct Offer<'a> {
    pub tenant: &'a Tenant,
    pub personas: &'a [Persona],
    pub requested: &'a Scopes,
    /// The accounts that are signed in in this browser.
    pub signed_in: &'a [Account],
    pub login_hint: Option<&'a str>,
}

impl Offer<'_> {
    /// Returns the cards in groups. A group comes at the place of its first persona.
    pub fn in_groups(&self) -> Html {
        let mut headings: Vec<&'static str> = Vec::new();
        for persona in self.personas {
            let heading = self.heading_of(persona);
            if !headings.contains(&heading) {
                headings.push(heading);
            }
        }
        headings.into_iter().map(|heading| self.group(heading)).collect()
    }

    /// Returns whether the choice of at least one of the accounts gives consent.
    pub fn asks_for_consent(&self) -> bool {
        self.personas.iter().any(|persona| !self.tenant.has_consent(persona, self.requested))
    }

    fn group(&self, heading: &'static str) -> Html {
        let members: Vec<_> = self.personas.iter().filter(|persona| self.heading_of(persona) == heading).collect();
        let size = Html::text(&members.len().to_string());
        let card = |persona: &Persona| card_button(persona, "Continue as", &self.remarks(persona));
        let cards: Html = members.into_iter().map(card).collect();
        Html::filled(GROUP, [&size, &Html::literal(heading), &cards])
    }

    fn heading_of(&self, persona: &Persona) -> &'static str {
        if self.login_hint.is_some_and(|hint| persona.matches_login_hint(hint)) {
            "Named by the application"
        } else if self.signed_in.iter().any(|account| account.persona.id == persona.id) {
            "Signed in"
        } else if persona.user_principal_name.ends_with(CUSTOMER_DOMAIN) {
            "Customers"
        } else if persona.home != Home::Ours || persona.is_guest() {
            "Guests and other organizations"
        } else if SPECIAL_CASES.contains(&persona.id.as_str()) {
            "Special cases"
        } else {
            "Employees"
        }
    }

    fn remarks(&self, persona: &Persona) -> Vec<String> {
        let mut remarks = vec![persona.special.clone()];
        match self.tenant.groups_of(persona) {
            0 => {}
            1 => remarks.push("1 group".to_owned()),
            count => remarks.push(format!("{count} groups")),
        }
        if self.tenant.flavour.requires_consent() {
            remarks.extend(missing_licences(persona).into_iter().map(str::to_owned));
            if self.tenant.has_consent(persona, self.requested) {
                remarks.push("\u{2713} has allowed this".to_owned());
            }
        }
        remarks
    }
}

fn missing_licences(persona: &Persona) -> Vec<&'static str> {
    let licences = Licences::of(persona);
    let drive = match licences.drive {
        Drive::Provisioned => None,
        Drive::NotProvisioned => Some("no OneDrive yet"),
        Drive::Unlicensed => Some("no OneDrive"),
    };
    let mailbox = (!licences.mailbox).then_some("no mailbox");
    let teams = (!licences.teams).then_some("no Teams licence");
    [mailbox, teams, drive].into_iter().flatten().collect()
}

/// The HTML of a group. By its size the style sheet puts small groups next to each other.
const GROUP: &str = r#"<section class="group of-{}">
<h2>{}</h2>
<ul class="people">
{}</ul>
</section>
"#;
