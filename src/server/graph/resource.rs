//! Resources of Microsoft Graph by their paths.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use super::mailbox::is_mailbox_missing;
use crate::server::{
    Right, SignedIn,
    api::{ApiError, ApiRequest, below, json_text, not_json, parse, send, with_option},
};

/// A resource of Microsoft Graph: a path below its root, with a query and a time zone.
///
/// ```
/// use leptos_entra::server::{Right, SignedIn, api::ApiError, graph::{self, List, Resource}};
///
/// async fn events<R: Right>(user: &SignedIn<R>) -> Result<List<serde_json::Value>, ApiError> {
///     let calendar = Resource::at("me/calendarView")
///         .query("startDateTime", "2026-11-29T00:00:00+01:00")
///         .query("endDateTime", "2026-12-06T00:00:00+01:00")
///         .query("$select", "subject,start,end")
///         .query("$top", "20")
///         .time_zone("Europe/Berlin");
///     graph::get(user, calendar).await
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Resource {
    /// The path with the query.
    path: String,
    time_zone: Option<String>,
    /// Whether the query is an advanced query of directory objects.
    is_advanced: bool,
}

impl Resource {
    /// Names a resource by its path, such as `me/messages`. The path may contain a query that is already encoded.
    pub fn at(path: &str) -> Self {
        Self { path: path.to_owned(), time_zone: None, is_advanced: false }
    }

    /// Adds a query option and encodes it, so that values cannot add further options.
    #[must_use]
    pub fn query(self, name: &str, value: &str) -> Self {
        Self { path: with_option(self.path, name, value), ..self }
    }

    /// Requests times in this time zone (`Prefer: outlook.timezone`), an IANA or Windows name. The default is UTC.
    #[must_use]
    pub fn time_zone(self, name: &str) -> Self {
        Self { time_zone: Some(name.to_owned()), ..self }
    }

    /// Marks an advanced query of directory objects, such as one for groups only: it needs `$count` and a header.
    #[must_use]
    pub fn advanced(self) -> Self {
        Self { is_advanced: true, ..self }.query("$count", "true")
    }

    /// Returns the path with the query.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Returns the headers for the time zone and for an advanced query. A time zone with characters that no name has is left out, because it could
    /// add a preference.
    pub(super) fn headers(&self) -> HeaderMap {
        const PREFER: HeaderName = HeaderName::from_static("prefer");
        const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

        let is_name = |name: &&String| name.chars().all(|c| c.is_ascii_alphanumeric() || " /_+-.:()".contains(c));
        let value = self.time_zone.as_ref().filter(is_name).map(|name| format!("outlook.timezone=\"{name}\""));
        let prefer = value.and_then(|value| HeaderValue::from_str(&value).ok()).map(|value| (PREFER, value));
        let level = self.is_advanced.then(|| (CONSISTENCY_LEVEL, HeaderValue::from_static("eventual")));
        prefer.into_iter().chain(level).collect()
    }
}

impl From<&str> for Resource {
    fn from(path: &str) -> Self {
        Self::at(path)
    }
}

/// Fetches a resource of Microsoft Graph, with an access token for the scopes of the right `R`. Without a right the token has
/// the scopes of every sign-in.
///
/// A list is fetched as a [`super::List`], which skips items that cannot be read.
pub async fn get<T: DeserializeOwned, R: Right>(
    user: &SignedIn<R>,
    resource: impl Into<Resource>,
) -> Result<T, ApiError> {
    fetch(user, &resource.into()).await.inspect_err(log)
}

/// Logs the failure of a request. A missing mailbox is ordinary, so it is not a warning.
fn log(error: &ApiError) {
    if is_mailbox_missing(error) {
        tracing::debug!(error = error as &dyn std::error::Error, "the user has no mailbox");
    } else {
        error.log();
    }
}

async fn fetch<T: DeserializeOwned, R: Right>(user: &SignedIn<R>, resource: &Resource) -> Result<T, ApiError> {
    let graph = user.services().graph.as_ref().ok_or_else(ApiError::no_endpoint)?;
    let address = below(graph, &resource.path).ok_or(ApiError::ForeignAddress)?;
    let needs = R::needs();
    let request = ApiRequest { headers: resource.headers(), ..ApiRequest::of_graph(&address, needs.scopes()) };
    let response = send(user, &request).await?;
    parse(&json_text(&response)?, || not_json(&response))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{HeaderMap, Resource, below};

    #[test]
    fn a_value_of_a_query_cannot_add_an_option() {
        let resource = Resource::at("me/events").query("$search", "a b&$top=999#?").query("from", "1T0:0+01:00");
        let address = below(&Url::parse("https://graph.example/v1.0/").unwrap(), &resource.path).unwrap();
        let pairs: Vec<_> =
            address.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        let expected = [("$search", "a b&$top=999#?"), ("from", "1T0:0+01:00")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((address.path(), address.fragment()), ("/v1.0/me/events", None));
        assert!(!address.as_str().contains('+'), "a plus sign means a space in some services: {address}");
        assert_eq!(Resource::from("me?$select=id").query("$top", "5").path, "me?$select=id&%24top=5");
    }

    #[test]
    fn a_time_zone_is_sent_as_one_preference() {
        let prefer = |zone: &str| {
            let headers: HeaderMap = Resource::at("me").time_zone(zone).headers();
            headers.get("prefer").map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(prefer("Europe/Berlin").as_deref(), Some(r#"outlook.timezone="Europe/Berlin""#));
        assert_eq!(prefer("W. Europe Standard Time").as_deref(), Some(r#"outlook.timezone="W. Europe Standard Time""#));
        for zone in ["a\", respond-async", "a\r\nb", "Zürich"] {
            assert_eq!(prefer(zone), None, "{zone}");
        }
        assert!(Resource::at("me").headers().is_empty());
    }
}
