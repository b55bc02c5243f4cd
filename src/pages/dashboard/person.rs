//! The photo of the user: its request, its path, and the check of its type.

use std::time::Duration;

use crate::{
    paths,
    server::{
        SignedIn,
        graph::{PagePart, Resource},
        graph_cache,
        session::session_key,
    },
};

/// The name of the part with the user's photo.
pub const PHOTO: &str = "photo";
/// A photo changes rarely.
const FRESH_FOR: Duration = Duration::from_mins(10);
/// Upper bound of a photo, in bytes.
const LARGEST_PHOTO: usize = 256 * 1024;

/// Returns the request of the photo.
pub fn photo_part() -> PagePart {
    let resource = Resource::at("me/photos/96x96/$value");
    PagePart { name: PHOTO, scope: "User.Read", resource, fresh_for: FRESH_FOR }
}

/// Returns the path of the photo of this session.
pub fn photo_path(user: &SignedIn) -> String {
    paths::photo(&photo_version(user))
}

/// Returns the version in the path of the photo of this session.
pub fn photo_version(user: &SignedIn) -> String {
    graph_cache::photo_version(session_key(user.session_id()))
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
