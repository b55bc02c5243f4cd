//! A person as a picture: the photo of the user, or the initials of a name.

use leptos::prelude::*;

use crate::{paths, web::Initials};

/// Upper bound of a photo, in bytes.
const LARGEST_PHOTO: usize = 256 * 1024;

/// Shows the photo of the user, or the initials of a name. The name is beside it, so that screen readers skip the picture.
#[component]
pub fn Avatar(name: String, #[prop(optional)] has_photo: bool) -> impl IntoView {
    if has_photo {
        let address = paths::to(paths::PHOTO);
        return view! { <img class="avatar" src=address alt="" width="48" height="48" /> }.into_any();
    }
    view! { <Initials name /> }.into_any()
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

#[cfg(test)]
mod tests {
    use super::{LARGEST_PHOTO, photo_type};

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
