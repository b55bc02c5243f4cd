//! The URL paths of the dev tenant, in the form of Entra ID, Azure AD B2C and Graph.

use crate::dev_tenant::protocol::ids::CLIENT_ID;

/// The path prefixes of an authority's endpoints: a tenant, and in Azure AD B2C also a policy.
pub const AUTHORITIES: [&str; 2] = ["/{tenant}", "/{tenant}/{policy}"];

pub const DISCOVERY: &str = "/v2.0/.well-known/openid-configuration";
pub const KEYS: &str = "/discovery/v2.0/keys";
pub const AUTHORIZE: &str = "/oauth2/v2.0/authorize";
pub const TOKEN: &str = "/oauth2/v2.0/token";
pub const DEVICE_AUTHORIZATION: &str = "/oauth2/v2.0/devicecode";
pub const END_SESSION: &str = "/oauth2/v2.0/logout";
pub const ADMIN_CONSENT: &str = "/v2.0/adminconsent";

/// The identity endpoint of virtual machines (IMDS).
pub const IMDS: &str = "/metadata/identity/oauth2/token";
/// The identity endpoint of App Service and Container Apps.
pub const APP_SERVICE_IDENTITY: &str = "/msi/token";

pub const DEVICE_PAGE: &str = "/devicelogin";
pub const DEVICE_DECISION: &str = "/devicelogin/decision";
pub const ERROR_PAGE: &str = "/error";

/// The path prefixes of Graph: `/graph` on a loopback port, none on a separate host.
pub const GRAPHS: [&str; 2] = ["/graph", ""];
pub const ME: &str = "/v1.0/me";
pub const REVOKE_SESSIONS: &str = "/v1.0/me/revokeSignInSessions";
pub const PHOTO: &str = "/v1.0/me/photo/$value";
pub const PHOTO_OF_SIZE: &str = "/v1.0/me/photos/{size}/$value";
pub const GROUPS: &str = "/v1.0/me/transitiveMemberOf/microsoft.graph.group";
pub const BATCH: &str = "/v1.0/$batch";
pub const MESSAGES: &str = "/v1.0/me/messages";
pub const INBOX: &str = "/v1.0/me/mailFolders/inbox/messages";
pub const MAILBOX_SETTINGS: &str = "/v1.0/me/mailboxSettings";
pub const TIME_ZONE: &str = "/v1.0/me/mailboxSettings/timeZone";
pub const MANAGER: &str = "/v1.0/me/manager";
pub const DIRECT_REPORTS: &str = "/v1.0/me/directReports";
pub const PEOPLE: &str = "/v1.0/me/people";
pub const PRESENCE: &str = "/v1.0/me/presence";
pub const JOINED_TEAMS: &str = "/v1.0/me/joinedTeams";
pub const DRIVE_CHILDREN: &str = "/v1.0/me/drive/root/children";
pub const TASK_LISTS: &str = "/v1.0/me/todo/lists";
pub const TASKS: &str = "/v1.0/me/todo/lists/{list}/tasks";
pub const PLANNER_TASKS: &str = "/v1.0/me/planner/tasks";
pub const ORGANIZATION: &str = "/v1.0/organization";
pub const USERS: &str = "/v1.0/users";
pub const USER: &str = "/v1.0/users/{user}";
pub const PHOTO_OF_USER: &str = "/v1.0/users/{user}/photos/{size}/$value";
/// The lists of recent and shared files, which Graph has deprecated.
pub const DRIVE_RECENT: &str = "/v1.0/me/drive/recent";
pub const DRIVE_SHARED: &str = "/v1.0/me/drive/sharedWithMe";
pub const INSIGHTS_USED: &str = "/v1.0/me/insights/used";
pub const INSIGHTS_SHARED: &str = "/v1.0/me/insights/shared";
pub const CALENDAR_VIEW: &str = "/v1.0/me/calendarView";
pub const USER_INFO: &str = "/oidc/userinfo";
pub const REST_OF_GRAPH: [&str; 3] = ["/graph/{*path}", "/v1.0/{*path}", "/oidc/{*path}"];

pub const ACCOUNT_CHOICE: &str = "/dev/account";
pub const CONSENT_CHOICE: &str = "/dev/consent";
pub const CONFIRMATION: &str = "/dev/confirmation";
pub const PROFILE: &str = "/dev/profile";
pub const FORGOTTEN_PASSWORD: &str = "/dev/forgotten-password";
pub const ADMIN_CONSENT_CHOICE: &str = "/dev/admin-consent";
pub const SIGN_OUT_CHOICE: &str = "/dev/sign-out";
pub const CONTROL: &str = "/dev/control";
pub const RESET: &str = "/dev/reset";

/// Returns the path of the registered application in Graph.
pub fn application() -> String {
    format!("/v1.0/applications(appId='{CLIENT_ID}')")
}

/// Returns whether a path belongs to Graph when Graph has a separate host.
pub fn is_of_graph(path: &str) -> bool {
    path.starts_with("/v1.0/") || path.starts_with("/oidc/")
}
