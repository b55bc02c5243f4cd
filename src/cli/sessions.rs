//! `leptos-entra sessions`: lists and ends sessions, for the operator.

use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    command_error::CommandError,
    console::{print_message, print_result},
    keys::settings,
    runtime::in_runtime,
    table::table,
};
use crate::server::{
    causes::with_causes,
    clock,
    config::{OperatorSettings, SessionLifetimes, SessionStoreSetting},
    entra::is_guid,
    hex::hex,
    session::{KeyRing, Person, SessionsOfTenant, Store, StoreError, store::backend::ListedSession},
};

#[derive(Subcommand)]
pub enum Command {
    /// Lists live sessions, the newest first: a short reference, the browser, when it began, was last used, and ends at the latest.
    ///
    /// The store contains no readable names or e-mail addresses: users are found by object ID, or by issuer and subject. The users
    /// of a tenant are found by the tenant ID, which needs the session keys.
    List(Listing),
    /// Ends sessions immediately: the next request of each user is signed out. Prints the number of ended sessions.
    ///
    /// The store contains no readable names or e-mail addresses: users are found by object ID, or by issuer and subject. The users
    /// of a tenant are found by the tenant ID, which needs the session keys and reads all sessions.
    End(Ending),
}

#[derive(Args)]
pub struct Listing {
    #[command(flatten)]
    selection: UserSelection,
    /// Prints JSON instead of a table.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Ending {
    #[command(flatten)]
    selection: UserSelection,
    /// Ends the sessions of all users.
    #[arg(long, conflicts_with_all = ["user", "issuer", "tenant"])]
    all: bool,
}

/// The users whose sessions are listed or ended.
#[derive(Args)]
struct UserSelection {
    /// The object ID (a GUID) of a person in Entra ID.
    #[arg(long, value_name = "OBJECT ID")]
    user: Option<String>,
    /// The ID (a GUID) of a tenant. With --user: the tenant of this person [default: the tenant ID in AUTHORITY]. Without: all
    /// users of the tenant.
    #[arg(long, value_name = "TENANT ID", conflicts_with = "issuer")]
    tenant: Option<String>,
    /// The issuer (iss) of a person of another provider, together with --subject.
    #[arg(long, requires = "subject", conflicts_with = "user")]
    issuer: Option<String>,
    /// The subject (sub) of a person of another provider, together with --issuer.
    #[arg(long, requires = "issuer")]
    subject: Option<String>,
}

/// The users that the arguments name.
enum Users {
    All,
    One(Person),
    OfTenant(String),
}

/// Runs one of the commands.
pub fn sessions(command: Command) -> Result<(), CommandError> {
    let settings = settings()?;
    in_runtime(async {
        match command {
            Command::List(listing) => list(&settings, listing).await,
            Command::End(ending) => end(&settings, ending).await,
        }
    })
}

async fn list(settings: &OperatorSettings, listing: Listing) -> Result<(), CommandError> {
    let users = listing.selection.users(settings)?;
    let store = open(settings, &users, settings.session_lifetimes)?;
    let found = found(&store, users).await?;
    print_result(&if listing.json { as_json(&found.sessions) } else { as_table(&found.sessions) });
    report_left_out(&found)
}

async fn end(settings: &OperatorSettings, ending: Ending) -> Result<(), CommandError> {
    let users = ending.selection.users(settings)?;
    if matches!(users, Users::All) && !ending.all {
        let problem = "say whose sessions end: --user, or --tenant, or --issuer and --subject, or --all.";
        return Err(CommandError(problem.to_owned()));
    }
    // The app may run with a longer SESSION_IDLE_MINUTES than this command, and a session that is valid there must end.
    let store = open(settings, &users, SessionLifetimes::LONGEST)?;
    let found = found(&store, users).await?;
    let ended = store.end_all(&found.sessions).await.map_err(|error| failed(&error))?;
    print_result(&format!("{} ended.\n", counted(ended)));
    report_left_out(&found)
}

impl UserSelection {
    fn users(&self, settings: &OperatorSettings) -> Result<Users, CommandError> {
        if let (Some(issuer), Some(subject)) = (&self.issuer, &self.subject) {
            return Ok(Users::One(Person::of_issuer(issuer, subject)));
        }
        let user = match (&self.user, &self.tenant) {
            (Some(user), _) => user,
            (None, None) => return Ok(Users::All),
            (None, Some(tenant)) if is_guid(tenant) => return Ok(Users::OfTenant(tenant.clone())),
            (None, Some(_)) => {
                let problem =
                    "--tenant needs the ID of a tenant, which is a GUID. Names and domains are not in the store.";
                return Err(CommandError(problem.to_owned()));
            }
        };
        let Some(tenant) = self.tenant.as_ref().or(settings.tenant_id.as_ref()) else {
            let problem = "AUTHORITY does not name a tenant by its ID: say --tenant as well.";
            return Err(CommandError(problem.to_owned()));
        };
        if !is_guid(user) || !is_guid(tenant) {
            let problem = "object ID and tenant ID are GUIDs; names and e-mail addresses are not in the store.";
            return Err(CommandError(problem.to_owned()));
        }
        Ok(Users::One(Person::in_tenant(tenant, user)))
    }
}

/// Opens the store that the app uses. The commands decrypt only the tenant IDs of sessions. A command that needs none of them
/// gets random keys, so that it works without the session key file.
fn open(settings: &OperatorSettings, users: &Users, lifetimes: SessionLifetimes) -> Result<Store, CommandError> {
    match &settings.session_store {
        SessionStoreSetting::Memory => {
            return Err(CommandError("SESSION_STORE is memory:, and only the app itself reaches that.".to_owned()));
        }
        SessionStoreSetting::Sqlite(path) if !Path::new(path).exists() => {
            return Err(CommandError(format!("there is no file of sessions at {} (SESSION_STORE).", path.display())));
        }
        _ => {}
    }
    let keys = match users {
        Users::OfTenant(_) => KeyRing::open(Some(&settings.keys_file()), &settings.session_store),
        Users::All | Users::One(_) => KeyRing::random(),
    };
    let open = |keys| Store::open(&settings.session_store, keys, lifetimes);
    keys.and_then(open).map_err(|error| failed(&error))
}

async fn found(store: &Store, users: Users) -> Result<SessionsOfTenant, CommandError> {
    let all = |sessions| SessionsOfTenant { sessions, ..SessionsOfTenant::default() };
    let found = match users {
        Users::All => store.all_sessions().await.map(all),
        Users::One(person) => store.sessions_of(person).await.map(all),
        Users::OfTenant(tenant) => store.sessions_of_tenant(&tenant).await,
    };
    found.map_err(|error| failed(&error))
}

/// Names the sessions that may belong to the tenant, but were left out.
fn report_left_out(found: &SessionsOfTenant) -> Result<(), CommandError> {
    if found.without_tenant > 0 {
        print_message(&format!(
            "{} left out: without a tenant ID, because they are from another provider or from an older version of this app. \
             Select them with --issuer and --subject, or with --user.",
            counted(found.without_tenant)
        ));
    }
    if found.not_opened == 0 {
        return Ok(());
    }
    let left_out = counted(found.not_opened);
    Err(CommandError(format!(
        "{left_out} left out: the session key file lacks the key of their tenant ID. Set SESSION_KEYS_FILE to the key file \
         that the app uses."
    )))
}

fn counted(sessions: usize) -> String {
    format!("{sessions} {}", if sessions == 1 { "session was" } else { "sessions were" })
}

fn failed(error: &StoreError) -> CommandError {
    CommandError(with_causes(error))
}

/// Returns the beginning of a session's key in the store. It identifies the session in the list, and cannot be used to
/// sign in.
fn reference(session: &ListedSession) -> String {
    hex(session.key.as_ref()).chars().take(12).collect()
}

fn as_table(sessions: &[ListedSession]) -> String {
    let row = |session: &ListedSession| {
        let times = [session.listed.started_at, session.seen_at, session.expires_at].map(clock::rfc3339);
        let [started, seen, ends] = times;
        [reference(session), session.listed.browser.clone(), started, seen, ends]
    };
    let rows: Vec<_> = sessions.iter().map(row).collect();
    table(["SESSION", "BROWSER", "STARTED", "LAST USED", "ENDS"], &rows)
}

fn as_json(sessions: &[ListedSession]) -> String {
    let entry = |session: &ListedSession| {
        json!({
            "session": reference(session),
            "browser": session.listed.browser,
            "started": clock::rfc3339(session.listed.started_at),
            "last_seen": clock::rfc3339(session.seen_at),
            "ends": clock::rfc3339(session.expires_at),
        })
    };
    let entries: Vec<_> = sessions.iter().map(entry).collect();
    format!("{:#}\n", serde_json::Value::from(entries))
}
