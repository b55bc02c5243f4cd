//! `leptos-entra sessions`: lists and ends sessions, for the operator.

use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    command_error::CommandError,
    console::answer,
    keys::settings,
    runtime::in_runtime,
    table::{hex, table},
};
use crate::server::{
    causes::with_causes,
    clock,
    config::{OperatorSettings, SessionStoreSetting},
    entra::is_guid,
    session::{KeyRing, Person, Store, StoreError, store::backend::ListedSession},
};

#[derive(Subcommand)]
pub enum Command {
    /// Lists live sessions, the newest first: a short reference, the browser, when it began, was last used, and ends at the latest.
    ///
    /// The store contains no readable names or e-mail addresses: users are found by object ID, or by issuer and subject.
    List(Listing),
    /// Ends sessions immediately: the next request of each user is signed out. Prints the number of ended sessions.
    ///
    /// The store contains no readable names or e-mail addresses: users are found by object ID, or by issuer and subject.
    End(Ending),
}

#[derive(Args)]
pub struct Listing {
    #[command(flatten)]
    whose: Whose,
    /// Prints JSON instead of a table.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Ending {
    #[command(flatten)]
    whose: Whose,
    /// Ends the sessions of all users.
    #[arg(long, conflicts_with_all = ["user", "issuer"])]
    all: bool,
}

/// The user whose sessions are listed or ended.
#[derive(Args)]
struct Whose {
    /// The object ID (a GUID) of a person in Entra ID.
    #[arg(long, value_name = "OBJECT ID")]
    user: Option<String>,
    /// The ID of the person's tenant [default: the tenant ID in AUTHORITY].
    #[arg(long, value_name = "TENANT ID", requires = "user")]
    tenant: Option<String>,
    /// The issuer (iss) of a person of another provider, together with --subject.
    #[arg(long, requires = "subject", conflicts_with = "user")]
    issuer: Option<String>,
    /// The subject (sub) of a person of another provider, together with --issuer.
    #[arg(long, requires = "issuer")]
    subject: Option<String>,
}

/// Runs one of the session commands.
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
    let person = listing.whose.person(settings)?;
    let found = found(&open(settings)?, person).await?;
    answer(&if listing.json { as_json(&found) } else { as_table(&found) });
    Ok(())
}

async fn end(settings: &OperatorSettings, ending: Ending) -> Result<(), CommandError> {
    let person = ending.whose.person(settings)?;
    if person.is_none() && !ending.all {
        return Err(CommandError("say whose sessions end: --user, or --issuer and --subject, or --all.".to_owned()));
    }
    let store = open(settings)?;
    let found = found(&store, person).await?;
    let ended = store.end_all(&found).await.map_err(|error| failed(&error))?;
    answer(&format!("{ended} {} ended.\n", if ended == 1 { "session was" } else { "sessions were" }));
    Ok(())
}

impl Whose {
    fn person(&self, settings: &OperatorSettings) -> Result<Option<Person>, CommandError> {
        if let (Some(issuer), Some(subject)) = (&self.issuer, &self.subject) {
            return Ok(Some(Person::of_issuer(issuer, subject)));
        }
        let Some(user) = &self.user else { return Ok(None) };
        let Some(tenant) = self.tenant.as_ref().or(settings.tenant_id.as_ref()) else {
            let problem = "AUTHORITY does not name a tenant by its ID: say --tenant as well.";
            return Err(CommandError(problem.to_owned()));
        };
        if !is_guid(user) || !is_guid(tenant) {
            let problem = "object ID and tenant ID are GUIDs; names and e-mail addresses are not in the store.";
            return Err(CommandError(problem.to_owned()));
        }
        Ok(Some(Person::in_tenant(tenant, user)))
    }
}

/// Opens the store that the app uses. The commands do not decrypt its records, so random keys are enough.
fn open(settings: &OperatorSettings) -> Result<Store, CommandError> {
    match &settings.session_store {
        SessionStoreSetting::Memory => {
            return Err(CommandError("SESSION_STORE is memory:, and only the app itself reaches that.".to_owned()));
        }
        SessionStoreSetting::Sqlite(path) if !Path::new(path).exists() => {
            return Err(CommandError(format!("there is no file of sessions at {} (SESSION_STORE).", path.display())));
        }
        _ => {}
    }
    KeyRing::random().and_then(|keys| Store::open(&settings.session_store, keys)).map_err(|error| failed(&error))
}

async fn found(store: &Store, person: Option<Person>) -> Result<Vec<ListedSession>, CommandError> {
    let found = match person {
        Some(person) => store.sessions_of(person).await,
        None => store.all_sessions().await,
    };
    found.map_err(|error| failed(&error))
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
    table(["SESSION", "BROWSER", "STARTED", "LAST SEEN", "ENDS"], &rows)
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
