//! The services that a demo user can use: a mailbox, Teams and `OneDrive`.

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::CUSTOMER_DOMAIN;
use crate::dev_tenant::state::directory::Persona;

/// The ID of the persona without a licence for Teams.
const WITHOUT_TEAMS: &str = "olga";
/// The ID of the persona whose `OneDrive` was never opened.
const WITHOUT_DRIVE: &str = "gabriel";

/// The state of a user's `OneDrive`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    Provisioned,
    /// The user has a licence and has never opened `OneDrive`.
    NotProvisioned,
    /// The tenant has no licence for `OneDrive`.
    Unlicensed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Licences {
    pub mailbox: bool,
    pub teams: bool,
    pub drive: Drive,
}

impl Licences {
    pub fn of(persona: &Persona) -> Self {
        let is_customer = persona.user_principal_name.ends_with(CUSTOMER_DOMAIN);
        let is_employee = !is_customer && !persona.is_guest();
        let drive = if is_customer {
            Drive::Unlicensed
        } else if is_employee && persona.id != WITHOUT_DRIVE {
            Drive::Provisioned
        } else {
            Drive::NotProvisioned
        };
        let teams = !is_customer && persona.home != Home::Personal && persona.id != WITHOUT_TEAMS;
        Self { mailbox: is_employee, teams, drive }
    }
}
