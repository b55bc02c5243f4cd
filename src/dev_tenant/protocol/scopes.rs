//! The scopes that the dev tenant knows: of OpenID Connect, of Graph (delegated), and of APIs in the tenant.

use std::collections::BTreeSet;

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, CUSTOMER_DOMAIN, GRAPH_AUDIENCE, NOTES, OWN_API, TENANT_ID};
use crate::dev_tenant::protocol::problem::Problem;

/// A set of scopes. Graph's scopes have their short names (`User.Read`), scopes of other resources are in full.
pub type Scopes = BTreeSet<String>;

const OPENID_CONNECT: [&str; 4] = ["openid", "profile", "email", "offline_access"];
/// The scopes of Graph, each with its description on the consent page.
const GRAPH: [(&str, &str); 13] = [
    ("User.Read", "read your profile (User.Read)"),
    ("User.ReadBasic.All", "read the basic profiles of all users (User.ReadBasic.All)"),
    ("People.Read", "read the list of people you work with (People.Read)"),
    ("Calendars.Read", "read your calendars (Calendars.Read)"),
    ("Contacts.Read", "read your contacts (Contacts.Read)"),
    ("Mail.ReadBasic", "read your mail without the texts of the messages (Mail.ReadBasic)"),
    ("Mail.Read", "read your mail (Mail.Read)"),
    ("MailboxSettings.Read", "read the settings of your mailbox (MailboxSettings.Read)"),
    ("Presence.Read", "see whether you are available (Presence.Read)"),
    ("Team.ReadBasic.All", "read the names and descriptions of your teams (Team.ReadBasic.All)"),
    ("Files.Read", "read your files (Files.Read)"),
    ("Sites.Read.All", "read the files that you can access (Sites.Read.All)"),
    ("Tasks.Read", "read your tasks and task lists (Tasks.Read)"),
];
/// The APIs in the tenant, each with its scopes (without its application ID URI) and their descriptions.
const APIS: [(&str, [(&str, &str); 2]); 2] = [
    (NOTES, [("Notes.Read", "read your notes (Notes.Read)"), ("Notes.Write", "write your notes (Notes.Write)")]),
    (OWN_API, [("Orders.Read", "read your orders (Orders.Read)"), ("Orders.Write", "place orders (Orders.Write)")]),
];
/// The scope of Graph that allows users to end their own sign-ins in all apps.
pub const REVOKE_SESSIONS: &str = "User.RevokeSessions.All";
/// The scopes that need the consent of an administrator, each with its description on the consent page.
const FOR_ADMINISTRATORS: [(&str, &str); 4] = [
    ("User.Read.All", "read the full profiles of your organization (User.Read.All)"),
    ("Directory.Read.All", "read the directory of your organization (Directory.Read.All)"),
    ("GroupMember.Read.All", "read the names and members of groups (GroupMember.Read.All)"),
    (REVOKE_SESSIONS, "sign you out of all apps (User.RevokeSessions.All)"),
];

/// The rules by which a tenant parses the parameter `scope`.
#[derive(Clone, Copy)]
pub enum ScopeRules<'a> {
    /// The rules of Entra ID. A scope without a resource belongs to Graph, whose address differs between the clouds.
    Entra { graph: &'a str },
    /// The rules of Azure AD B2C, which has no Graph. It accepts the scopes of OpenID Connect, the client ID, and the
    /// scopes of an API in the same tenant.
    B2c,
}

impl ScopeRules<'_> {
    /// Parses the parameter `scope` by these rules.
    pub fn parse(self, text: &str) -> Result<Scopes, Problem> {
        match self {
            Self::Entra { graph } => of_entra(text, graph),
            Self::B2c => of_b2c(text),
        }
    }
}

fn of_entra(text: &str, graph: &str) -> Result<Scopes, Problem> {
    let mut scopes = Scopes::new();
    for scope in text.split_ascii_whitespace() {
        scopes.insert(parse_one(scope, graph)?);
    }
    if scopes.is_empty() {
        return Err(Problem::missing_parameter("scope"));
    }
    if scopes.contains(".default")
        && scopes.iter().any(|scope| resource_of(scope) == Some(GRAPH_AUDIENCE) && scope != ".default")
    {
        return Err(Problem::bad_request(
            "invalid_scope",
            Aadsts::INVALID_SCOPE,
            "The provided request must include a 'scope' input parameter. .default scope can't be combined with resource-specific scopes.",
        ));
    }
    if scopes.remove(".default") {
        scopes.insert("User.Read".to_owned());
    }
    for (api, known) in APIS {
        if scopes.remove(&format!("{api}/.default")) {
            scopes.extend(known.map(|(name, _)| format!("{api}/{name}")));
        }
    }
    Ok(scopes)
}

fn parse_one(scope: &str, graph: &str) -> Result<String, Problem> {
    let resources = [format!("{graph}//"), format!("{graph}/"), format!("{GRAPH_AUDIENCE}/")];
    let short = resources.iter().find_map(|resource| scope.strip_prefix(resource.as_str())).unwrap_or(scope);
    if let Some(known) = OPENID_CONNECT.iter().find(|known| **known == scope) {
        return Ok((*known).to_owned());
    }
    if short == ".default" {
        return Ok(short.to_owned());
    }
    let mut of_graph = GRAPH.iter().chain(&FOR_ADMINISTRATORS).map(|(known, _)| *known);
    if let Some(known) = of_graph.find(|known| known.eq_ignore_ascii_case(short)) {
        return Ok(known.to_owned());
    }
    let api = |resource: &str| {
        APIS.into_iter().find(|(api, _)| api.strip_prefix("api://") == Some(resource) || *api == resource)
    };
    if let Some((Some((api, known)), name)) = scope.rsplit_once('/').map(|(resource, name)| (api(resource), name)) {
        let names = known.map(|(name, _)| name).into_iter().chain([".default"]);
        let name =
            names.into_iter().find(|known| known.eq_ignore_ascii_case(name)).ok_or_else(|| no_such_scope(name, api))?;
        return Ok(format!("{api}/{name}"));
    }
    match scope.rsplit_once('/') {
        Some((resource, _)) if !resources.contains(&format!("{resource}/")) => Err(Problem::bad_request(
            "invalid_resource",
            Aadsts::UNKNOWN_RESOURCE,
            &format!("The resource principal named {resource} was not found in the tenant named {TENANT_ID}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant."),
        )
        .with_error_uri()),
        _ => Err(no_such_scope(short, GRAPH_AUDIENCE)),
    }
}

fn no_such_scope(name: &str, resource: &str) -> Problem {
    let message = format!("The application asked for scope '{name}' that doesn't exist on the resource '{resource}'.");
    Problem::bad_request("invalid_scope", Aadsts::UNKNOWN_SCOPE, &message)
}

/// Returns the audience of a token with these scopes: their one resource, or Graph if they have none.
pub fn one_resource(scopes: &Scopes) -> Result<&str, Problem> {
    let mut resources: Vec<&str> = scopes.iter().filter_map(|scope| resource_of(scope)).collect();
    resources.sort_unstable();
    resources.dedup();
    match resources.as_slice() {
        [] => Ok(GRAPH_AUDIENCE),
        [resource] => Ok(resource),
        _ => {
            let listed = scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
            let message = format!(
                "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {listed} is not valid."
            );
            Err(Problem::bad_request("invalid_scope", Aadsts::SEVERAL_RESOURCES, &message))
        }
    }
}

fn resource_of(scope: &str) -> Option<&str> {
    match scope.rsplit_once('/') {
        Some((resource, _)) => Some(resource),
        None => is_of_an_api(scope).then_some(GRAPH_AUDIENCE),
    }
}

/// Returns the application ID URI of the API in an Azure AD B2C tenant.
pub fn b2c_api() -> String {
    format!("https://{CUSTOMER_DOMAIN}/api")
}

fn of_b2c(text: &str) -> Result<Scopes, Problem> {
    let own_api = format!("{}/", b2c_api());
    let is_known = |scope: &&str| {
        ["openid", "profile", "offline_access", CLIENT_ID].contains(scope)
            || scope.strip_prefix(own_api.as_str()).is_some_and(|name| !name.is_empty())
    };
    let scopes: Scopes = text.split_ascii_whitespace().map(str::to_owned).collect();
    let has_own_api = scopes.iter().any(|scope| scope.starts_with(&own_api));
    match text.split_ascii_whitespace().find(|scope| !is_known(scope)) {
        None if scopes.contains(CLIENT_ID) && has_own_api => {
            let message = format!(
                "The scope '{text}' provided in request specifies more than one resource for an access token, which is not supported."
            );
            Err(Problem::bad_request("invalid_request", Aadsts::B2C_SEVERAL_RESOURCES, &message))
        }
        _ if scopes.is_empty() => Err(Problem::missing_parameter("scope")),
        None => Ok(scopes),
        Some(unknown) => {
            let message = format!("The scope '{unknown}' provided in request is not supported.");
            Err(Problem::bad_request("invalid_request", Aadsts::B2C_UNKNOWN_SCOPE, &message))
        }
    }
}

/// Returns whether these scopes of Azure AD B2C request an access token: the scopes of OpenID Connect alone do not.
pub fn request_an_api(scopes: &Scopes) -> bool {
    scopes.iter().any(|scope| is_of_an_api(scope))
}

/// Returns those of the scopes that need the consent of an administrator.
pub fn for_administrators(scopes: &Scopes) -> impl Iterator<Item = String> {
    scopes.iter().filter(|scope| FOR_ADMINISTRATORS.iter().any(|(known, _)| known == scope)).cloned()
}

pub fn is_of_graph(scope: &str) -> bool {
    resource_of(scope) == Some(GRAPH_AUDIENCE)
}

pub fn is_of_an_api(scope: &str) -> bool {
    !OPENID_CONNECT.contains(&scope)
}

/// Returns the claim `scp` of an access token: the scopes of its resource by their short names.
pub fn in_access_token(scopes: &Scopes) -> String {
    let of_api: Vec<&str> = scopes.iter().filter_map(|scope| Some(scope.rsplit_once('/')?.1)).collect();
    if !of_api.is_empty() {
        return of_api.join(" ");
    }
    in_response(scopes)
}

/// Returns the member `scope` of a token response: without `offline_access`, as at Entra ID.
pub fn in_response(scopes: &Scopes) -> String {
    let listed: Vec<&str> = scopes.iter().map(String::as_str).filter(|scope| *scope != "offline_access").collect();
    listed.join(" ")
}

/// Returns a description of what the scopes allow, as parts of a sentence.
pub fn in_words(scopes: &Scopes) -> Vec<&'static str> {
    let mut words = vec!["sign you in"];
    if scopes.contains("email") {
        words.push("see your email address (email)");
    }
    words.extend(
        GRAPH
            .iter()
            .chain(&FOR_ADMINISTRATORS)
            .filter(|(known, _)| scopes.contains(*known))
            .map(|(_, meaning)| *meaning),
    );
    for (api, known) in APIS {
        let requested = known.into_iter().filter(|(name, _)| scopes.contains(&format!("{api}/{name}")));
        words.extend(requested.map(|(_, meaning)| meaning));
    }
    if scopes.contains("offline_access") {
        words.push("keep this access until you revoke it (offline_access)");
    }
    words
}

/// Returns whether the claim `scp` of an access token contains this scope.
pub fn lists_scope(granted: &str, wanted: &str) -> bool {
    granted.split(' ').any(|scope| scope == wanted)
}

/// Parses the claim `scp` of an access token.
pub fn listed_scopes(granted: &str) -> Scopes {
    granted.split(' ').map(str::to_owned).collect()
}
