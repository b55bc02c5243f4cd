//! The demo files: the root folder of a user's `OneDrive`.

use time::{Date, Duration, OffsetDateTime, Time};

use crate::dev_tenant::protocol::random::sha256;
use crate::dev_tenant::state::directory::Persona;

/// The ID of the persona with an empty `OneDrive`.
const WITHOUT_FILES: &str = "tom";

/// A file or folder.
pub struct DriveItem {
    pub id: String,
    pub name: String,
    pub size: u64,
    pub modified: OffsetDateTime,
    pub created: OffsetDateTime,
    pub kind: ItemKind,
}

#[derive(Clone, Copy)]
pub enum ItemKind {
    Folder {
        children: usize,
    },
    /// A file, with its media type.
    File(&'static str),
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POWERPOINT: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// The items: name, kind, and size in bytes.
const ITEMS: [(&str, ItemKind, u64); 12] = [
    ("Attachments", ItemKind::Folder { children: 14 }, 8_912_334),
    ("Prototypes", ItemKind::Folder { children: 3 }, 90_177_536),
    ("Empty folder", ItemKind::Folder { children: 0 }, 0),
    ("Agenda.docx", ItemKind::File(WORD), 24_576),
    ("Budget 2027 (draft).xlsx", ItemKind::File(EXCEL), 131_072),
    ("Kick-off & next steps.pptx", ItemKind::File(POWERPOINT), 5_242_880),
    ("Logo <b>bold</b> \"quoted\".svg", ItemKind::File("image/svg+xml"), 2_048),
    ("Recording of the workshop.mp4", ItemKind::File("video/mp4"), 5_368_709_120),
    ("empty.txt", ItemKind::File("text/plain"), 0),
    ("ملاحظات.docx", ItemKind::File(WORD), 18_432),
    ("議事録.pdf", ItemKind::File("application/pdf"), 901_120),
    (
        "Minutes of the steering committee of the programme for sustainable regional development, second phase, with all annexes and comments, final version.pdf",
        ItemKind::File("application/pdf"),
        15_728_640,
    ),
];
/// The number of further files, so that the list has several pages.
const NOTES: usize = 20;

/// Returns the items of the root folder, ordered by name as `OneDrive` does without `$orderby`.
pub fn root_children(persona: &Persona, today: Date) -> Vec<DriveItem> {
    if persona.id == WITHOUT_FILES {
        return Vec::new();
    }
    let notes = (1..=NOTES).map(|number| (format!("Note {number:02}.txt"), ItemKind::File("text/plain"), 512));
    let items = ITEMS.iter().map(|(name, kind, size)| ((*name).to_owned(), *kind, *size)).chain(notes);
    let noon = today.with_time(Time::MIDNIGHT).assume_utc().saturating_sub(Duration::hours(12));
    let mut modified = noon;
    let mut items: Vec<DriveItem> = items
        .map(|(name, kind, size)| {
            let item = DriveItem {
                id: item_id(persona, &name),
                created: modified.saturating_sub(Duration::days(40)),
                modified,
                name,
                size,
                kind,
            };
            modified = modified.saturating_sub(Duration::hours(53));
            item
        })
        .collect();
    items.sort_by_key(|item| item.name.to_lowercase());
    items
}

/// Returns an ID in the form of `OneDrive`: `01` and 32 letters and digits.
fn item_id(persona: &Persona, name: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digest = sha256(format!("{}/{name}", persona.object_id()).as_bytes());
    let letters = digest.iter().filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()));
    std::iter::once("01".to_owned()).chain(letters.map(|letter| char::from(*letter).to_string())).collect()
}
