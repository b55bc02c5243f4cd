//! The tables of the store, and the steps that bring an older database up to date.

use std::time::Duration;

use deadpool_postgres::{Client, Pool};
use tokio::time::{Instant, timeout, timeout_at};

use super::{connections, failure::Failure};

/// One step per version; the table `migration` counts the steps that have been taken.
///
/// * What is sealed does not get smaller, so no time is spent on trying to compress it (`EXTERNAL`).
/// * A session is noted to be in use each minute. That touches no index, and there is room for it on the row's own page, except
///   when a quarter of an hour is over: `seen_quarter` changes, by which the sweep finds sessions that are idle.
const STEPS: &[&str] = &["
    CREATE TABLE leptos_entra.session (
        key bytea NOT NULL PRIMARY KEY,
        record bytea NOT NULL,
        mark bigint NOT NULL,
        expires_at bigint NOT NULL,
        seen_at bigint NOT NULL,
        seen_quarter bigint NOT NULL GENERATED ALWAYS AS (seen_at / 900) STORED,
        started_at bigint NOT NULL,
        browser text NOT NULL,
        person bytea,
        provider_session bytea
    ) WITH (fillfactor = 80);
    ALTER TABLE leptos_entra.session ALTER COLUMN record SET STORAGE EXTERNAL;
    CREATE INDEX session_expires_at ON leptos_entra.session (expires_at);
    CREATE INDEX session_seen_quarter ON leptos_entra.session (seen_quarter);
    CREATE INDEX session_person ON leptos_entra.session (person) WHERE person IS NOT NULL;
    CREATE INDEX session_provider_session ON leptos_entra.session (provider_session)
        WHERE provider_session IS NOT NULL;
    CREATE TABLE leptos_entra.session_tokens (
        key bytea NOT NULL PRIMARY KEY REFERENCES leptos_entra.session (key) ON DELETE CASCADE,
        tokens bytea NOT NULL,
        version bigint NOT NULL,
        lease_owner bigint NOT NULL,
        lease_until bigint NOT NULL
    ) WITH (fillfactor = 80);
    ALTER TABLE leptos_entra.session_tokens ALTER COLUMN tokens SET STORAGE EXTERNAL;
    CREATE TABLE leptos_entra.short_lived (
        kind text NOT NULL,
        key bytea NOT NULL,
        browser bytea NOT NULL,
        record bytea NOT NULL,
        expires_at bigint NOT NULL,
        PRIMARY KEY (kind, key)
    );
    ALTER TABLE leptos_entra.short_lived ALTER COLUMN record SET STORAGE EXTERNAL;
    CREATE INDEX short_lived_browser ON leptos_entra.short_lived (kind, browser);
    CREATE INDEX short_lived_expires_at ON leptos_entra.short_lived (expires_at);
"];

const IS_THERE: &str = "SELECT to_regclass('leptos_entra.migration') IS NOT NULL";
const TAKEN: &str = "SELECT count(*) FROM leptos_entra.migration";
/// One process takes the steps; the others wait until it has. A step may take longer than a request does.
const PATIENCE: &str = "SET LOCAL statement_timeout = '5min'";
const LOCK: &str = "SELECT pg_advisory_xact_lock(7810780425230644338)";
/// Who may not make schemas can be given one, so this is not asked of a database that has it.
const SCHEMA: &str = "SELECT to_regnamespace('leptos_entra') IS NOT NULL";
const CREATE: &str = "
    CREATE TABLE leptos_entra.migration (
        version bigint NOT NULL PRIMARY KEY,
        taken_at timestamptz NOT NULL DEFAULT now()
    )
";
const TAKE: &str = "INSERT INTO leptos_entra.migration (version) VALUES ($1)";
const LONGEST: Duration = Duration::from_mins(10);

/// Takes the steps that the database has not seen yet; safe when several processes start at once.
pub async fn migrate(pool: &Pool, deadline: Instant) -> Result<(), Failure> {
    let mut client = connections::connect(pool, deadline).await?;
    let taken = match timeout_at(deadline, taken(&client)).await.unwrap_or(Err(Failure::Late)) {
        Ok(taken) => taken,
        Err(failure) => {
            if failure.spoils_connection() {
                connections::discard(pool, client);
            }
            return Err(failure);
        }
    };
    if missing(taken)?.is_empty() {
        return Ok(());
    }
    let result = timeout(LONGEST, take_steps(&mut client)).await.unwrap_or(Err(Failure::Late));
    if result.as_ref().is_err_and(Failure::spoils_connection) {
        connections::discard(pool, client);
    }
    result
}

async fn take_steps(client: &mut Client) -> Result<(), Failure> {
    let change = client.transaction().await?;
    change.batch_execute(PATIENCE).await?;
    change.batch_execute(LOCK).await?;
    if !change.query_one(SCHEMA, &[]).await?.try_get::<_, bool>(0)? {
        change.batch_execute("CREATE SCHEMA leptos_entra").await?;
    }
    if !change.query_one(IS_THERE, &[]).await?.try_get::<_, bool>(0)? {
        change.batch_execute(CREATE).await?;
    }
    let taken: i64 = change.query_one(TAKEN, &[]).await?.try_get(0)?;
    for (version, step) in (taken + 1..).zip(missing(taken)?) {
        change.batch_execute(step).await?;
        change.execute(TAKE, &[&version]).await?;
    }
    Ok(change.commit().await?)
}

/// Counts the steps that have been taken.
async fn taken(client: &Client) -> Result<i64, Failure> {
    if !client.query_one(IS_THERE, &[]).await?.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    Ok(client.query_one(TAKEN, &[]).await?.try_get(0)?)
}

fn missing(taken: i64) -> Result<&'static [&'static str], Failure> {
    usize::try_from(taken).ok().and_then(|taken| STEPS.get(taken..)).ok_or(Failure::Newer)
}
