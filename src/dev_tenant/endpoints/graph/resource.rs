//! The resources of Graph, each with the service behind it and the scopes that it needs.

use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::scopes::REVOKE_SESSIONS as REVOKE_SESSIONS_SCOPE;
use crate::dev_tenant::state::graph_faults::GraphResource;

/// A resource of Graph. Each of its scopes is sufficient. Without scopes every valid access token is sufficient.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    pub name: GraphResource,
    pub service: Service,
    pub scopes: &'static [&'static str],
}

const fn of(name: GraphResource, service: Service, scopes: &'static [&'static str]) -> Resource {
    Resource { name, service, scopes }
}

pub const BATCH: Resource = of(GraphResource::Batch, Service::Directory, &[]);
/// The record of the application, for a token of the application itself, which has no scopes.
pub const APPLICATION: Resource = of(GraphResource::Application, Service::Directory, &[]);
pub const USER_INFO: Resource = of(GraphResource::UserInfo, Service::Directory, &["openid"]);

pub const ME: Resource = of(GraphResource::Me, Service::Directory, &["User.Read"]);
pub const PHOTO: Resource = of(GraphResource::Photo, Service::Directory, &["User.Read"]);
pub const PHOTO_OF_OTHERS: Resource =
    of(GraphResource::Photo, Service::Directory, &["User.ReadBasic.All", "User.Read.All"]);
pub const REVOKE_SESSIONS: Resource = of(GraphResource::RevokeSessions, Service::Directory, &[REVOKE_SESSIONS_SCOPE]);
pub const MANAGER: Resource = of(GraphResource::Manager, Service::Directory, &["User.Read.All", "Directory.Read.All"]);
pub const DIRECT_REPORTS: Resource = of(GraphResource::DirectReports, Service::Directory, &["User.Read"]);
pub const USERS: Resource =
    of(GraphResource::Users, Service::Directory, &["User.ReadBasic.All", "User.Read.All", "Directory.Read.All"]);
pub const GROUPS: Resource = of(GraphResource::Groups, Service::Directory, &["User.Read", "GroupMember.Read.All"]);
pub const ORGANIZATION: Resource = of(GraphResource::Organization, Service::Directory, &["User.Read"]);

pub const PEOPLE: Resource = of(GraphResource::People, Service::Outlook, &["People.Read"]);
pub const CALENDAR_VIEW: Resource = of(GraphResource::CalendarView, Service::Outlook, &["Calendars.Read"]);
pub const MESSAGES: Resource = of(GraphResource::Messages, Service::Outlook, &["Mail.ReadBasic", "Mail.Read"]);
pub const MAILBOX_SETTINGS: Resource = of(GraphResource::MailboxSettings, Service::Outlook, &["MailboxSettings.Read"]);
pub const TASKS: Resource = of(GraphResource::Tasks, Service::Outlook, &["Tasks.Read"]);

pub const PRESENCE: Resource = of(GraphResource::Presence, Service::Teams, &["Presence.Read"]);
pub const TEAMS: Resource = of(GraphResource::Teams, Service::Teams, &["Team.ReadBasic.All"]);

pub const INSIGHTS: Resource = of(GraphResource::Drive, Service::OneDrive, &["Sites.Read.All"]);
pub const DRIVE: Resource = of(GraphResource::Drive, Service::OneDrive, &["Files.Read"]);
