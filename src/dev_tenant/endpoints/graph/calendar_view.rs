//! `GET /v1.0/me/calendarView`: the events of a time window.
//!
//! Times are in UTC. `Prefer: outlook.timezone="…"` is accepted and not applied, as RFC 7240 (section 2) permits; the
//! time zone is part of every time.

use std::ops::Range;

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::list_options::ListOptions;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::random::fingerprint;
use crate::dev_tenant::state::calendar::{CalendarEvent, events};
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::tenant::Tenant;

const PROPERTIES: [&str; 13] = [
    "id",
    "subject",
    "start",
    "end",
    "location",
    "organizer",
    "isAllDay",
    "isCancelled",
    "isOnlineMeeting",
    "onlineMeeting",
    "responseStatus",
    "sensitivity",
    "showAs",
];
const PARAMETERS: [&str; 4] = ["startDateTime", "endDateTime", "$orderby", "$skip"];

/// Returns one page of the persona's events.
pub fn page(tenant: &Tenant, persona: &Persona, query: &str) -> Result<Value, GraphError> {
    let options = ListOptions::parse(query, &PROPERTIES, &PARAMETERS)?;
    let window = window(&options)?;
    let mut events = events(persona, tenant.clock.date_time().date(), &window);
    order(&mut events, options.parameter("$orderby").unwrap_or("start/dateTime"))?;
    let skip = options.parameter("$skip").map_or(Some(0), |skip| skip.parse().ok());
    let skip: usize = skip.ok_or_else(|| invalid("The value of '$skip' is not a number."))?;
    let shown: Vec<Value> =
        events.iter().skip(skip).take(options.top).map(|event| options.select(resource(event))).collect();
    let (user, suffix) = (persona.object_id(), options.context_suffix());
    let mut body = json!({
        "@odata.context": tenant.graph(&format!("/v1.0/$metadata#users('{user}')/calendarView{suffix}")),
        "value": shown,
    });
    let next = skip.saturating_add(options.top);
    if next < events.len() {
        body["@odata.nextLink"] = Value::from(next_link(tenant, query, next));
    }
    Ok(body)
}

/// Parses the requested time window. Both of its ends are required.
fn window(options: &ListOptions) -> Result<Range<OffsetDateTime>, GraphError> {
    let (Some(start), Some(end)) = (options.parameter("startDateTime"), options.parameter("endDateTime")) else {
        return Err(invalid(
            "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.",
        ));
    };
    let window = instant("StartDateTime", start)?..instant("EndDateTime", end)?;
    if window.end < window.start {
        return Err(invalid("The value of parameter 'EndDateTime' is earlier than 'StartDateTime'."));
    }
    Ok(window)
}

/// Parses a time parameter in the format of RFC 3339. A time without an offset is in UTC.
fn instant(parameter: &str, text: &str) -> Result<OffsetDateTime, GraphError> {
    let parsed =
        OffsetDateTime::parse(text, &Rfc3339).or_else(|_| OffsetDateTime::parse(&format!("{text}Z"), &Rfc3339));
    let in_utc = parsed.ok().and_then(|time| time.checked_to_offset(UtcOffset::UTC));
    in_utc.ok_or_else(|| invalid(&format!("The value '{text}' of parameter '{parameter}' is invalid.")))
}

fn order(events: &mut [CalendarEvent], order: &str) -> Result<(), GraphError> {
    let (property, direction) = order.split_once(' ').unwrap_or((order, "asc"));
    match property {
        "start/dateTime" => events.sort_by_key(|event| event.start),
        "end/dateTime" => events.sort_by_key(|event| event.end),
        "subject" => events.sort_by_key(|event| event.subject),
        _ => return Err(invalid(&format!("The property '{property}' cannot be used in '$orderby'."))),
    }
    match direction.to_ascii_lowercase().as_str() {
        "asc" => {}
        "desc" => events.reverse(),
        _ => return Err(invalid(&format!("'{direction}' is not a direction of '$orderby'."))),
    }
    Ok(())
}

fn next_link(tenant: &Tenant, query: &str, skip: usize) -> String {
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "$skip");
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.extend_pairs(kept).append_pair("$skip", &skip.to_string());
    format!("{}?{}", tenant.graph(address::CALENDAR_VIEW), next.finish())
}

fn resource(event: &CalendarEvent) -> Value {
    json!({
        "@odata.etag": format!("W/\"{}\"", fingerprint(&event.id)),
        "id": event.id,
        "subject": event.subject,
        "start": date_time(event.start),
        "end": date_time(event.end),
        "location": { "displayName": event.location, "locationType": "default" },
        "organizer": { "emailAddress": { "name": event.organizer, "address": event.organizer_address } },
        "isAllDay": event.is_all_day,
        "isCancelled": event.is_cancelled,
        "isOnlineMeeting": event.join_url.is_some(),
        "onlineMeeting": event.join_url.as_ref().map(|url| json!({ "joinUrl": url })),
        "responseStatus": { "response": "accepted", "time": "0001-01-01T00:00:00Z" },
        "sensitivity": "normal",
        "showAs": event.show_as,
    })
}

fn date_time(time: OffsetDateTime) -> Value {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].0000000");
    json!({ "dateTime": time.format(format).unwrap_or_default(), "timeZone": "UTC" })
}

fn invalid(message: &str) -> GraphError {
    GraphError::new(400, "ErrorInvalidParameter", message)
}
