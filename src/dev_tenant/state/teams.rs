//! The demo teams, and the presence of the demo users.

use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::licences::Licences;

/// A team: name, description.
type Described = (&'static str, &'static str);

pub struct Team {
    pub id: String,
    pub name: &'static str,
    pub description: &'static str,
    pub is_archived: bool,
}

const TEAMS: [Described; 6] = [
    ("Design", "Sketches, prototypes and reviews"),
    ("Everyone", ""),
    ("Website relaunch", "Pages <b>and</b> texts of the new website"),
    ("الترجمة", "فريق الترجمة"),
    ("Programmes for sustainable regional development, second phase, steering committee", "Agendas and minutes"),
    ("Summer party (archived)", "Photos"),
];

/// Returns the teams of which a persona is a member.
pub fn joined(persona: &Persona) -> Vec<Team> {
    let numbers: &[usize] = match persona.id.as_str() {
        "maya" => &[0, 1, 2, 3, 4, 5],
        "layla" => &[1, 3],
        "mallory" => &[2, 4],
        "gabriel" => &[1, 4],
        "priya" => &[2],
        _ => &[],
    };
    let team = |number: &usize| {
        TEAMS.get(*number).map(|(name, description)| Team {
            id: guid_from(&format!("team/{name}")),
            name,
            description,
            is_archived: name.ends_with("(archived)"),
        })
    };
    numbers.iter().filter_map(team).collect()
}

/// Returns the presence of a persona: availability and activity.
pub fn presence(persona: &Persona) -> (&'static str, &'static str) {
    if !Licences::of(persona).teams || persona.is_guest() {
        return ("PresenceUnknown", "PresenceUnknown");
    }
    match persona.id.as_str() {
        "maya" => ("Busy", "InAMeeting"),
        "layla" => ("Available", "Available"),
        "mallory" => ("BeRightBack", "BeRightBack"),
        "gabriel" => ("DoNotDisturb", "Presenting"),
        "tom" => ("Offline", "Offline"),
        _ => ("Away", "Away"),
    }
}
