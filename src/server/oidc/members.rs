//! JSON documents from outside: when one cannot be read, the error names the member that is wrong.
//!
//! Values may be secrets, so whoever answers for such a document passes the name on and not the cause, which may quote them.

use serde::de::DeserializeOwned;

/// Why a JSON document is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum WrongMember {
    #[error("its member `{member}` is wrong")]
    Named { member: String, source: serde_json::Error },
    #[error("it is not JSON of the expected shape")]
    Whole(#[source] serde_json::Error),
}

impl WrongMember {
    /// Returns the name of the member, if there is one that is wrong.
    pub fn name(self) -> Option<String> {
        match self {
            Self::Named { member, .. } => Some(member),
            Self::Whole(_) => None,
        }
    }
}

/// Reads a document. The names in its error are this app's own: those of members that it knows, and places in their lists.
pub(super) fn read<T: DeserializeOwned>(document: &[u8]) -> Result<T, WrongMember> {
    let mut json = serde_json::Deserializer::from_slice(document);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let names_a_member = error.path().iter().next().is_some();
        let member = error.path().to_string();
        let source = error.into_inner();
        // A document that breaks off is no member's fault.
        if names_a_member && source.is_data() {
            WrongMember::Named { member, source }
        } else {
            WrongMember::Whole(source)
        }
    })?;
    json.end().map_err(WrongMember::Whole)?;
    Ok(read)
}
