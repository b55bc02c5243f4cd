//! The form of Microsoft's identifiers: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.

/// Returns whether the text is a GUID as the portal shows it, e.g. `9188040d-6c67-4c5b-b112-36a304b66dad`.
pub fn is_guid(text: &str) -> bool {
    let mut groups = text.split('-');
    let all_fit = [8, 4, 4, 4, 12].iter().all(|&length| {
        groups.next().is_some_and(|group| group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    all_fit && groups.next().is_none()
}

/// Returns an identifier in its normal form for comparisons and the store: a GUID in lower case, because Microsoft compares GUIDs
/// without regard to case. Other identifiers are not changed.
pub fn normalized_guid(mut identifier: String) -> String {
    if is_guid(&identifier) {
        identifier.make_ascii_lowercase();
    }
    identifier
}

#[cfg(test)]
mod tests {
    use super::{is_guid, normalized_guid};

    #[test]
    fn a_guid_is_normalized_to_lower_case_and_other_text_stays() {
        let upper = "9188040D-6C67-4C5B-B112-36A304B66DAD";
        assert_eq!(normalized_guid(upper.to_owned()), upper.to_lowercase());
        assert_eq!(normalized_guid("The-App".to_owned()), "The-App");
    }

    #[test]
    fn a_guid_is_recognized_in_either_case() {
        assert!(is_guid("9188040d-6c67-4c5b-b112-36a304b66dad"));
        assert!(is_guid("9188040D-6C67-4C5B-B112-36A304B66DAD"));
    }

    #[test]
    fn other_text_is_not_a_guid() {
        for text in [
            "",
            "9188040d6c674c5bb11236a304b66dad",
            "{9188040d-6c67-4c5b-b112-36a304b66dad}",
            "9188040d-6c67-4c5b-b112-36a304b66dad-",
            "9188040d-6c67-4c5b-b112-36a304b66dag",
            "9188040d-6c67-4c5b-b112-36a304b66da",
            "9188040-d6c67-4c5b-b112-36a304b66dad",
        ] {
            assert!(!is_guid(text), "{text:?}");
        }
    }
}
