//! `GET /v1.0/me/drive/root/children`, and the deprecated lists of files, which return no items any more.

use std::cmp::Ordering;

use axum::response::Response;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::{DRIVE, INSIGHTS};
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::state::drive::{DriveItem, ItemKind, root_children};
use crate::dev_tenant::state::licences::{Drive, Licences};

const RULES: ListRules = ListRules {
    service: Service::OneDrive,
    properties: &[
        "id",
        "name",
        "webUrl",
        "size",
        "createdDateTime",
        "lastModifiedDateTime",
        "file",
        "folder",
        "eTag",
        "parentReference",
    ],
    usual_top: 200,
    largest_top: Some(999),
    parameters: &["$orderby"],
};
const DEPRECATED_RULES: ListRules = ListRules { parameters: &[], ..RULES };

/// Responds with the items of the root folder.
pub async fn children(call: GraphCall) -> Response {
    call.respond(&DRIVE, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        require_drive(caller)?;
        let mut items = root_children(&caller.persona, call.tenant.clock.date_time().date());
        sort(&mut items, options.parameter("$orderby").unwrap_or("name"))?;
        let drive_id = format!("b!{}", guid_from(&format!("drive/{}", caller.persona.object_id())));
        let context = format!("users('{}')/drive/root/children", caller.persona.object_id());
        let items = items.iter().map(|item| resource(item, &drive_id)).collect();
        list::page(&call, caller, (&options, &context), items)
    })
    .await
}

/// Responds with an empty list of recent or shared files. Graph returns no data since the end of November 2026.
pub async fn deprecated(call: GraphCall) -> Response {
    let resource = if call.path().contains("/insights/") { &INSIGHTS } else { &DRIVE };
    call.respond(resource, |caller| {
        let options = ListOptions::parse(&call.query, &DEPRECATED_RULES)?;
        require_drive(caller)?;
        list::page(&call, caller, (&options, "Collection(driveItem)"), Vec::new())
    })
    .await
}

fn require_drive(caller: &Caller) -> Result<(), GraphError> {
    match Licences::of(&caller.persona).drive {
        Drive::Provisioned => Ok(()),
        Drive::NotProvisioned => Err(GraphError::new(404, "ResourceNotFound", "User's mysite not found.")),
        Drive::Unlicensed => Err(GraphError::bad_request("Tenant does not have a SPO license.")),
    }
}

fn sort(items: &mut [DriveItem], order: &str) -> Result<(), GraphError> {
    let (property, direction) = order.split_once(' ').unwrap_or((order, "asc"));
    let compare: fn(&DriveItem, &DriveItem) -> Ordering = match property {
        "name" => |one, other| one.name.to_lowercase().cmp(&other.name.to_lowercase()),
        "size" => |one, other| one.size.cmp(&other.size),
        "lastModifiedDateTime" => |one, other| one.modified.cmp(&other.modified),
        _ => return Err(GraphError::new(400, "invalidRequest", "The property does not support sorting.")),
    };
    items.sort_by(compare);
    match direction {
        "asc" => Ok(()),
        "desc" => {
            items.reverse();
            Ok(())
        }
        _ => Err(GraphError::new(400, "invalidRequest", "The direction of '$orderby' is not valid.")),
    }
}

fn resource(item: &DriveItem, drive_id: &str) -> Value {
    let tag = format!("\"{{{}}},1\"", guid_from(&item.id));
    let mut resource = json!({
        "id": item.id,
        "name": item.name,
        "webUrl": web_url(item),
        "size": item.size,
        "createdDateTime": date_time(item.created),
        "lastModifiedDateTime": date_time(item.modified),
        "eTag": tag,
        "parentReference": { "driveType": "business", "driveId": drive_id, "path": "/drive/root:" },
    });
    match item.kind {
        ItemKind::Folder { children } => resource["folder"] = json!({ "childCount": children }),
        ItemKind::File(kind) => resource["file"] = json!({ "mimeType": kind }),
    }
    resource
}

fn web_url(item: &DriveItem) -> String {
    let name: String = url::form_urlencoded::byte_serialize(item.name.as_bytes()).collect();
    format!("https://my.{TENANT_DOMAIN}/Documents/{}", name.replace('+', "%20"))
}

fn date_time(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_default()
}
