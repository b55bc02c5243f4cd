//! The address of the photo of the user.

use super::PHOTO;

/// Returns the path of the photo of a session, with the version by which browsers tell the photos of sessions apart.
pub fn photo(version: &str) -> String {
    [PHOTO, "?of=", version].concat()
}
