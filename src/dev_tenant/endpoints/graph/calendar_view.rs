//! `GET /v1.0/me/calendarView`: the events of a time window.
//!
//! Times are in UTC, or in the time zone that the header `Prefer` names.

use std::ops::Range;

use axum::http::HeaderName;
use axum::response::Response;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{ListOptions, ListRules, next_link};
use crate::dev_tenant::endpoints::graph::resource::CALENDAR_VIEW;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse, header_value};
use crate::dev_tenant::endpoints::graph::service::{Service, no_mailbox};
use crate::dev_tenant::endpoints::graph::zone::Zone;
use crate::dev_tenant::protocol::random::fingerprint;
use crate::dev_tenant::state::calendar::{CalendarEvent, events};
use crate::dev_tenant::state::licences::Licences;

const RULES: ListRules = ListRules {
    service: Service::Outlook,
    properties: &[
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
    ],
    usual_top: 10,
    largest_top: Some(1000),
    parameters: &["startDateTime", "endDateTime", "$orderby", "$skip"],
};

pub async fn list(call: GraphCall) -> Response {
    call.respond(&CALENDAR_VIEW, |caller| page(&call, caller)).await
}

/// Returns one page of the user's events.
fn page(call: &GraphCall, caller: &Caller) -> Result<GraphResponse, GraphError> {
    let options = ListOptions::parse(&call.query, &RULES)?;
    let window = window(&options)?;
    let zone = Zone::preferred(&call.headers)?;
    if !Licences::of(&caller.persona).mailbox {
        return Err(no_mailbox());
    }
    let mut events = events(&caller.persona, call.tenant.clock.date_time().date(), &window);
    order(&mut events, options.parameter("$orderby").unwrap_or("start/dateTime"))?;
    let skip = options.parameter("$skip").map_or(Some(0), |skip| skip.parse().ok());
    let skip: usize = skip.ok_or_else(|| invalid("The value of '$skip' is not a number."))?;
    let shown: Vec<Value> =
        events.iter().skip(skip).take(options.top).map(|event| options.select(resource(event, &zone))).collect();
    let (user, suffix) = (caller.persona.object_id(), options.context_suffix());
    let mut body = json!({
        "@odata.context": call.tenant.graph(&format!("/v1.0/$metadata#users('{user}')/calendarView{suffix}")),
        "value": shown,
    });
    let next = skip.saturating_add(options.top);
    if next < events.len() {
        body["@odata.nextLink"] = Value::from(next_link(call, "$skip", &next.to_string()));
    }
    let applied = zone.applied().map(|applied| (HeaderName::from_static("preference-applied"), header_value(&applied)));
    Ok(GraphResponse::JsonWith(body, applied.into_iter().collect()))
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

fn resource(event: &CalendarEvent, zone: &Zone) -> Value {
    json!({
        "@odata.etag": format!("W/\"{}\"", fingerprint(&event.id)),
        "id": event.id,
        "subject": event.subject,
        "start": date_time(event, event.start, zone),
        "end": date_time(event, event.end, zone),
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

/// Returns a time in the time zone of the response. An event of a whole day begins at midnight in every time zone.
fn date_time(event: &CalendarEvent, time: OffsetDateTime, zone: &Zone) -> Value {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].0000000");
    let local = if event.is_all_day { time } else { zone.local(time) };
    json!({ "dateTime": local.format(format).unwrap_or_default(), "timeZone": zone.name })
}

fn invalid(message: &str) -> GraphError {
    GraphError::new(400, "ErrorInvalidParameter", message)
}
