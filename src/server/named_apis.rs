//! The APIs that this app calls by name. Add yours to the list at the end of this file.

/// An API that the app calls by name. The settings `API_<NAME>_ENDPOINT` and `API_<NAME>_SCOPES` say where it is, and which
/// permissions its access tokens have.
pub trait NamedApi: 'static {
    /// The name of the API in the settings, in capital letters.
    const NAME: &'static str;
}

/// The name of an API, and the names of its two settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiVariables {
    pub name: &'static str,
    pub endpoint: &'static str,
    pub scopes: &'static str,
}

impl ApiVariables {
    /// Returns whether a name has the form of a setting of an API by name, also with a usual mistake in its end.
    pub fn is_pattern(name: &str) -> bool {
        let behind = name.strip_prefix("API_").unwrap_or_default();
        let of_api = ["_ENDPOINT", "_ENDPOINTS", "_SCOPE", "_SCOPES"].iter().find_map(|end| behind.strip_suffix(end));
        of_api.is_some_and(is_api_name)
    }

    /// Returns whether one of the known APIs has a setting of this name.
    pub fn is_known(name: &str) -> bool {
        ALL.iter().any(|api| api.endpoint == name || api.scopes == name)
    }
}

/// Returns the name of the setting with the address of an API.
pub fn endpoint_setting(api: &str) -> String {
    format!("API_{api}_ENDPOINT")
}

/// Returns whether a name can be part of a setting.
fn is_api_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    name.starts_with(|first: char| first.is_ascii_uppercase()) && name.bytes().all(is_part)
}

/// Declares the types of APIs, and the list of their settings.
macro_rules! named_apis {
    ($($(#[$doc:meta])* $api:ident $name:literal;)*) => {
        $($(#[$doc])* pub struct $api;

        impl NamedApi for $api {
            const NAME: &'static str = $name;
        })*

        /// The settings of all APIs, in the order of the list.
        pub const ALL: &[ApiVariables] = &[$(ApiVariables {
            name: $name,
            endpoint: concat!("API_", $name, "_ENDPOINT"),
            scopes: concat!("API_", $name, "_SCOPES"),
        }),*];
    };
}

named_apis! {
    /// The example: an API with orders, such as this app's own protected API at `/api/v1/orders`.
    Orders "ORDERS";
}

#[cfg(test)]
mod tests {
    use super::{ALL, ApiVariables, endpoint_setting, is_api_name};

    #[test]
    fn every_name_can_be_part_of_a_setting_and_is_unique() {
        for api in ALL {
            assert!(is_api_name(api.name), "{}", api.name);
            assert!(ApiVariables::is_pattern(api.endpoint) && ApiVariables::is_known(api.scopes), "{}", api.name);
            assert_eq!(endpoint_setting(api.name), api.endpoint);
            assert_eq!(ALL.iter().filter(|other| other.name == api.name).count(), 1, "{}", api.name);
        }
    }

    #[test]
    fn the_settings_of_the_protected_api_have_another_form() {
        for name in [
            "API_AUDIENCE",
            "API_CLIENTS",
            "API_ENDPOINT",
            "API_SCOPES",
            "API__SCOPES",
            "MY_API_A_SCOPES",
            "API_a_SCOPES",
        ] {
            assert!(!ApiVariables::is_pattern(name), "{name}");
        }
        for name in ["API_STOCK_ENDPOINT", "API_STOCK_2_SCOPES", "API_STOCK_SCOPE", "API_STOCK_ENDPOINTS"] {
            assert!(ApiVariables::is_pattern(name) && !ApiVariables::is_known(name), "{name}");
        }
    }
}
