//! A person as a picture: the photo, or the initials of the name and their colour.

use leptos::prelude::*;

use crate::paths;

/// The number of colours. The style sheet has the classes `tone-1` to `tone-5`; without one of them an avatar has the colour of `tone-0`.
const TONES: u32 = 6;

/// Shows the initials of a name. The name is beside them, so screen readers skip the initials.
#[component]
pub fn Initials(name: String) -> impl IntoView {
    view! { <Avatar name photo=None /> }
}

/// Shows the photo at this path over the initials of a name. The initials stay visible while the photo is loaded, and if that fails.
#[component]
pub fn Avatar(name: String, photo: Option<String>) -> impl IntoView {
    let class = ["avatar tone-", &tone(&name).to_string()].concat();
    view! {
        <span class=class aria-hidden="true">
            {initials(&name)}
            {photo
                .map(|path| {
                    view! { <img src=paths::to(&path) alt="" width="48" height="48" loading="lazy" decoding="async" /> }
                })}
        </span>
    }
}

/// Returns the first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// Returns the number of the colour of a name, which stays the same.
fn tone(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter))) % TONES
}

#[cfg(test)]
mod tests {
    use super::{TONES, initials, tone};

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Maya Lindqvist", "ML"),
            ("maya", "M"),
            ("Anna-Maria von der Heide", "AH"),
            ("(Extern) Tom  Becker", "EB"),
            ("ליאור בן־דוד", "לב"),
            ("山田 太郎", "山太"),
            ("(Guest) øystein", "GØ"),
            ("ß", "SS"),
            ("???", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn the_tone_of_a_name_stays_the_same() {
        assert_eq!(tone("Maya Lindqvist"), tone("Maya Lindqvist"));
        assert!(tone("Maya Lindqvist") < TONES && tone("Maya") != tone("Tom"));
    }
}
