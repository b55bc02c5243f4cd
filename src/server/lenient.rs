//! Members of JSON documents that may have any value, because the app works without them.

use serde::{Deserialize as _, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

/// Reads a member that may be missing, or have a value of another type or with the escape of a lone surrogate: each is `None`. For
/// `#[serde(default, deserialize_with)]`.
pub fn lenient<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let value = <Box<RawValue>>::deserialize(deserializer)?;
    Ok(serde_json::from_str(value.get()).unwrap_or_default())
}
