//! The demo mailboxes: the messages of the inbox, and the settings.

use time::{Date, Duration, OffsetDateTime, Time};

use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::protocol::random::base64url;
use crate::dev_tenant::state::directory::Persona;

/// The ID of the persona with an empty inbox.
const WITHOUT_MAIL: &str = "tom";

/// A message of the inbox.
pub struct Message {
    pub id: String,
    /// The subject, which is empty if the message has none.
    pub subject: String,
    pub sender: &'static str,
    pub sender_address: String,
    pub received: OffsetDateTime,
    pub is_read: bool,
    pub has_attachments: bool,
    pub importance: &'static str,
    pub body: &'static str,
}

/// A message: sender, local part of the address, subject, body. `{name}` in the subject is the name of the user.
type Letter = (&'static str, &'static str, &'static str, &'static str);

const LETTERS: [Letter; 14] = [
    ("Tom Becker", "tom", "Lunch on Thursday, {name}?", "The new place at the corner opens at noon."),
    ("Build server", "builds", "Build 4711 has passed", "All 1,024 tests have passed."),
    ("Maya Lindqvist", "maya", "Sketches <b>for</b> the new page", "<p>See the <i>attachment</i>.</p>"),
    ("ליאור כץ", "lior", "פגישה ביום שני", "נתראה בחדר 3."),
    ("Olga Novak", "olga", "Maintenance on Saturday: no access from 00:00 to 24:00", "Please save your work."),
    (
        "Facilities",
        "facilities",
        "Re: Fwd: Re: Fwd: Re: The window on the 4th floor that has been open since the summer party, and the heating bill for it",
        "It is closed now.",
    ),
    ("Gabriel Costa", "gabriel", "", "See subject."),
    ("田中 浩", "hiroshi", "サーバー更新のお知らせ", "日曜日に更新します。"),
    ("Amara Nwosu", "amara", "Feedback to the prototype", "I like the second variant."),
    ("Newsletter", "news", "What is new in November", "Ten changes in one minute."),
    ("Chiara Rossi", "chiara", "Invitation: winter party", "Bring a friend."),
    ("Payroll", "payroll", "Your payslip is available", "Sign in to read it."),
    ("ليلى الحسن", "layla", "مراجعة الشيفرة", "تمت المراجعة."),
    ("Jonas Weber", "jonas", "Icons, final version (really final)", "See the folder."),
];

/// The time between two messages.
const INTERVAL: Duration = Duration::hours(19);

/// Returns the messages of a persona's inbox, the newest first. The newest is from this morning by the tenant's clock.
pub fn inbox(persona: &Persona, today: Date) -> Vec<Message> {
    if persona.id == WITHOUT_MAIL {
        return Vec::new();
    }
    let morning = today.with_time(Time::MIDNIGHT).assume_utc().saturating_add(Duration::minutes(7 * 60 + 42));
    let mut received = morning;
    let message = |(number, letter): (usize, &Letter)| {
        let (sender, address, subject, body) = *letter;
        let message = Message {
            id: base64url(format!("{}/message/{number}/{address}", persona.object_id()).as_bytes()),
            subject: subject.replace("{name}", &persona.display_name),
            sender,
            sender_address: format!("{address}@{TENANT_DOMAIN}"),
            received,
            is_read: number % 3 != 0,
            has_attachments: subject.starts_with("Sketches"),
            importance: if subject.starts_with("Maintenance") { "high" } else { "normal" },
            body,
        };
        received = received.saturating_sub(INTERVAL);
        message
    };
    LETTERS.iter().enumerate().map(message).collect()
}

/// Returns the time zone of a persona's mailbox: the name of a zone of Windows, as Outlook stores it.
pub fn time_zone(persona: &Persona) -> &'static str {
    match persona.id.as_str() {
        "maya" => "W. Europe Standard Time",
        "layla" => "Arabian Standard Time",
        "mallory" => "Pacific Standard Time",
        "gabriel" => "E. South America Standard Time",
        "olga" => "Central Europe Standard Time",
        _ => "UTC",
    }
}
