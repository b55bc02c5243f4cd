//! The time zone of a response of Outlook: `Prefer: outlook.timezone="…"`, with a name of Windows or IANA.

use axum::http::HeaderMap;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use time::{OffsetDateTime, UtcOffset};

use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::protocol::windows_zones::iana_name;

/// A time zone, under the name that the request uses.
pub struct Zone {
    pub name: String,
    /// `None` for UTC, which is the zone without the header.
    zone: Option<TimeZone>,
}

impl Zone {
    /// Returns the preferred time zone of a request, or UTC. Fails for a name that no time zone has.
    pub fn preferred(headers: &HeaderMap) -> Result<Self, GraphError> {
        let Some(name) = preference(headers) else { return Ok(Self { name: "UTC".to_owned(), zone: None }) };
        let zone = TimeZone::get(iana_name(&name).unwrap_or(&name)).map_err(|_| {
            let message = format!(
                "A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'."
            );
            GraphError::new(400, "TimeZoneNotSupportedException", &message)
        })?;
        Ok(Self { name, zone: Some(zone) })
    }

    /// Returns the header `Preference-Applied`. `None` if the request prefers no time zone.
    pub fn applied(&self) -> Option<String> {
        self.zone.as_ref().map(|_| format!("outlook.timezone=\"{}\"", self.name))
    }

    /// Returns a time in this time zone.
    pub fn local(&self, time: OffsetDateTime) -> OffsetDateTime {
        let offset = self.zone.as_ref().and_then(|zone| {
            let instant = Timestamp::from_second(time.unix_timestamp()).ok()?;
            UtcOffset::from_whole_seconds(zone.to_offset(instant).seconds()).ok()
        });
        time.to_offset(offset.unwrap_or(UtcOffset::UTC))
    }
}

/// Returns the value of the preference `outlook.timezone`, which can be one of several in the header.
fn preference(headers: &HeaderMap) -> Option<String> {
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut preferences =
        preferences.flat_map(|value| value.split([',', ';'])).filter_map(|one| one.trim().split_once('='));
    let (_, value) = preferences.find(|(name, _)| name.trim().eq_ignore_ascii_case("outlook.timezone"))?;
    Some(value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_zone_has_its_offset_of_the_date() {
        let headers = |zone: &str| {
            HeaderMap::from_iter([(axum::http::header::HeaderName::from_static("prefer"), zone.parse().unwrap())])
        };
        let hour = |zone: &str, seconds: i64| {
            let zone = Zone::preferred(&headers(&format!("outlook.timezone=\"{zone}\""))).ok().unwrap();
            zone.local(OffsetDateTime::from_unix_timestamp(seconds).unwrap()).hour()
        };
        // Noon UTC on 1 January and on 1 July 2026.
        let (winter, summer) = (1_767_268_800, 1_782_907_200);
        for zone in ["W. Europe Standard Time", "Europe/Berlin"] {
            assert_eq!((hour(zone, winter), hour(zone, summer)), (13, 14), "{zone}");
        }
        assert_eq!((hour("UTC", winter), hour("UTC", summer)), (12, 12));
    }
}
