//! A person as a picture: the photo of the user, or the initials of a name.

use leptos::prelude::*;

use crate::paths;

/// Upper bound of a photo, in bytes.
const LARGEST_PHOTO: usize = 256 * 1024;
/// The number of colours of initials in the style sheet (`hue-0` and so on).
const HUES: u32 = 6;

/// Shows the photo of the user, or the initials of a name. The name is beside it, so that screen readers skip the picture.
#[component]
pub fn Avatar(name: String, #[prop(optional)] has_photo: bool) -> impl IntoView {
    if has_photo {
        let address = paths::to(paths::PHOTO);
        return view! { <img class="avatar" src=address alt="" width="48" height="48" /> }.into_any();
    }
    let hue = ["avatar hue-", &hue(&name).to_string()].concat();
    view! {
        <span class=hue aria-hidden="true">
            {initials(&name)}
        </span>
    }
    .into_any()
}

/// Returns the media type of a photo by its first bytes. `None` if it is neither JPEG nor PNG, or too large, because browsers
/// must not get any other file from this app.
pub fn photo_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        _ if bytes.len() > LARGEST_PHOTO => None,
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}

/// Returns the first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// Returns the colour of a name, which stays the same.
fn hue(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter))) % HUES
}

#[cfg(test)]
mod tests {
    use super::{HUES, LARGEST_PHOTO, hue, initials, photo_type};

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Maya Lindqvist", "ML"),
            ("maya", "M"),
            ("Maya von der Linde", "ML"),
            ("(Extern) Tom  Becker", "EB"),
            ("ליאור בן־דוד", "לב"),
            ("ß", "SS"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
        assert_eq!(hue("Maya"), hue("Maya"));
        assert!(hue("Maya Lindqvist") < HUES && hue("Maya") != hue("Tom"));
    }

    #[test]
    fn only_small_jpeg_and_png_files_are_photos() {
        assert_eq!(photo_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(photo_type(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        for other in [&b"GIF89a"[..], b"<svg onload=alert(1)>", b"RIFF", b"", b"\xff\xd8"] {
            assert_eq!(photo_type(other), None, "{other:?}");
        }
        let mut large = b"\xff\xd8\xff".to_vec();
        large.resize(LARGEST_PHOTO + 1, 0);
        assert_eq!(photo_type(&large), None);
    }
}
