//! Lists of Microsoft Graph that stay readable when an item or a member is not as expected.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

/// A list of Microsoft Graph (`{"value": [...]}`). Items that cannot be read are skipped, so that one item does not make the
/// whole list unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    pub items: Vec<T>,
    /// How many items were skipped.
    pub skipped: usize,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct ListBody {
            value: Vec<Box<RawValue>>,
        }

        let ListBody { value } = ListBody::deserialize(deserializer)?;
        let items: Vec<T> = value.iter().filter_map(|item| serde_json::from_str(item.get()).ok()).collect();
        Ok(Self { skipped: value.len() - items.len(), items })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::List;
    use crate::server::lenient::lenient;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    struct Item {
        id: u8,
        #[serde(default, deserialize_with = "lenient")]
        name: Option<String>,
    }

    #[test]
    fn an_item_that_cannot_be_read_is_skipped_and_counted() {
        let text = r#"{"@odata.context":"x","value":[{"id":1,"name":"a"},{"id":"1"},null,{"id":1e999},{"id":2}]}"#;
        let list: List<Item> = serde_json::from_str(text).unwrap();
        let item = |id, name: Option<&str>| Item { id, name: name.map(str::to_owned) };
        assert_eq!(list, List { items: vec![item(1, Some("a")), item(2, None)], skipped: 3 });
    }

    #[test]
    fn a_member_of_another_type_is_missing() {
        for (name, read) in
            [("\"a\"", Some("a")), ("null", None), ("5", None), ("{\"a\":[1e999]}", None), ("\"\"", Some(""))]
        {
            let item: Item = serde_json::from_str(&format!(r#"{{"id":1,"name":{name}}}"#)).unwrap();
            assert_eq!(item.name.as_deref(), read, "{name}");
        }
    }

    #[test]
    fn a_document_without_a_list_is_an_error() {
        for text in ["{}", "[]", r#"{"value":{}}"#, r#"{"value":null}"#] {
            assert!(serde_json::from_str::<List<Item>>(text).is_err(), "{text}");
        }
    }
}
