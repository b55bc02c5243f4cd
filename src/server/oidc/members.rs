//! JSON documents from other servers: the error for an unreadable document names the wrong member.
//!
//! The error contains no values, because they may be secrets and of any length. The errors of serde quote values.

use serde::de::DeserializeOwned;

use super::readable::readable;

/// Why a JSON document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongMember {
    #[error("its member `{member}` is wrong")]
    Named { member: String },
    #[error("its member `{member}` is missing")]
    Missing { member: String },
    #[error("it is not JSON of the expected shape (line {line}, column {column})")]
    Whole { line: usize, column: usize },
}

impl WrongMember {
    /// Returns the name of the wrong or missing member; `None` if the document as a whole is wrong.
    pub fn name(self) -> Option<String> {
        match self {
            Self::Named { member } | Self::Missing { member } => Some(member),
            Self::Whole { .. } => None,
        }
    }
}

/// Reads a document. Its error names only members that this app defines, and positions in their lists.
///
/// Unreadable characters become the replacement character, because they are often in members that this app does not need.
pub(super) fn read<T: DeserializeOwned>(document: &[u8]) -> Result<T, WrongMember> {
    let document = readable(document);
    let mut json = serde_json::Deserializer::from_str(&document);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let names_a_member = error.path().iter().next().is_some();
        let member = error.path().to_string();
        let error = error.into_inner();
        // A truncated document is not the fault of the member at which it ends.
        if names_a_member && error.is_data() { WrongMember::Named { member } } else { whole(&error) }
    })?;
    json.end().map_err(|error| whole(&error))?;
    Ok(read)
}

fn whole(error: &serde_json::Error) -> WrongMember {
    let said = error.to_string();
    let missing = said.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    match missing {
        Some((member, _)) => WrongMember::Missing { member: member.to_owned() },
        None => WrongMember::Whole { line: error.line(), column: error.column() },
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};
    use serde_json::{Map, Value, json};

    use super::{
        super::{DeviceAuthorization, ProviderMetadata, TokenResponse},
        DeserializeOwned, read,
    };

    const KNOWN: [&str; 10] = [
        "access_token",
        "expires_in",
        "refresh_token",
        "id_token",
        "interval",
        "user_code",
        "verification_uri",
        "issuer",
        "jwks_uri",
        "response_modes_supported",
    ];

    /// Generates JSON documents with known and unknown members, some of them truncated.
    fn documents() -> impl Strategy<Value = Vec<u8>> {
        let name = prop_oneof![4 => select(KNOWN.to_vec()).prop_map(str::to_owned), 1 => "theirs_[a-z]{1,4}"];
        let value = prop_oneof![
            Just(Value::Null),
            Just(json!([])),
            Just(json!(["hidden", 1])),
            Just(json!({ "theirs": "hidden" })),
            any::<i64>().prop_map(Value::from),
            "hidden|3600|https://hidden/".prop_map(Value::from),
        ];
        (vec((name, value), 0..6), proptest::option::weighted(0.1, any::<prop::sample::Index>())).prop_map(
            |(members, cut)| {
                let mut document = Value::from(members.into_iter().collect::<Map<_, _>>()).to_string().into_bytes();
                document.truncate(cut.map_or(document.len(), |cut| cut.index(document.len())));
                document
            },
        )
    }

    fn has_only_known_names<T: DeserializeOwned>(document: &[u8]) -> Result<(), TestCaseError> {
        let read = read::<T>(document);
        prop_assert_eq!(read.is_ok(), serde_json::from_slice::<T>(document).is_ok());
        let Some(error) = read.err() else { return Ok(()) };
        prop_assert!(!error.to_string().contains("theirs") && !error.to_string().contains("hidden"), "{}", error);
        let name = error.name().unwrap_or_default();
        prop_assert!(!name.contains("theirs") && !name.contains("hidden") && name.len() <= 64, "{}", name);
        Ok(())
    }

    proptest! {
        #[test]
        fn a_document_error_has_only_names_of_known_members(document in documents()) {
            has_only_known_names::<TokenResponse>(&document)?;
            has_only_known_names::<DeviceAuthorization>(&document)?;
            has_only_known_names::<ProviderMetadata>(&document)?;
        }
    }
}
