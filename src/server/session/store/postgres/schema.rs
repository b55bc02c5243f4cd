//! The tables of the store, and the migrations of older databases.

use std::time::Duration;

use deadpool_postgres::{Client, Transaction};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_postgres::{Row, error::SqlState};

use super::{failure::PostgresFailure, statements::integer};

/// One migration per version; the table `migration` counts the applied ones. The names of schema, tables and columns must not
/// change, because running systems have them: the column `mark` is the revision of a session.
///
/// * Encrypted data cannot be compressed, so PostgreSQL does not try (`EXTERNAL`).
/// * The last use of a session is stored each minute. This changes no index and stays on the row's page, except when a quarter of
///   an hour ends: then `seen_quarter` changes, the index by which the sweep finds idle sessions.
const MIGRATIONS: &[&str] = &[FIRST, TENANT];

const FIRST: &str = "
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
";

/// Sessions of older versions keep the value null. Replicas of an older version that still run can insert sessions.
const TENANT: &str = "ALTER TABLE leptos_entra.session ADD COLUMN tenant bytea";

const EXISTS: &str = "SELECT to_regclass('leptos_entra.migration') IS NOT NULL";
const APPLIED: &str = "SELECT count(*) FROM leptos_entra.migration";
/// The timeout of a statement in a migration, which may take longer than a request. One process migrates, and the
/// others wait for it.
const TIMEOUT: &str = "SET LOCAL statement_timeout = '5min'";
const LOCK: &str = "SELECT pg_advisory_xact_lock(7810780425230644338)";
/// The schema is only created if it is missing, so that an operator can create it for a role that may not create
/// schemas.
const SCHEMA_EXISTS: &str = "SELECT to_regnamespace('leptos_entra') IS NOT NULL";
const CREATE: &str = "
    CREATE TABLE leptos_entra.migration (
        version bigint NOT NULL PRIMARY KEY,
        taken_at timestamptz NOT NULL DEFAULT now()
    )
";
const RECORD: &str = "INSERT INTO leptos_entra.migration (version) VALUES ($1)";
const MIGRATION_TIMEOUT: Duration = Duration::from_mins(10);

/// Applies the missing migrations; safe if several processes start at once.
pub async fn migrate(client: &mut Client, deadline: Instant) -> Result<(), PostgresFailure> {
    let counted = timeout_at(deadline, count_applied(client)).await;
    if missing(counted.unwrap_or(Err(PostgresFailure::Late))?)?.is_empty() {
        return Ok(());
    }
    timeout(MIGRATION_TIMEOUT, apply_missing(client)).await.unwrap_or(Err(PostgresFailure::Late))
}

async fn apply_missing(client: &mut Client) -> Result<(), PostgresFailure> {
    let change = client.transaction().await?;
    change.batch_execute(TIMEOUT).await?;
    change.batch_execute(LOCK).await?;
    if !first(&change.query_typed(SCHEMA_EXISTS, &[]).await?)?.try_get::<_, bool>(0)? {
        create_schema(&change).await?;
    }
    if !first(&change.query_typed(EXISTS, &[]).await?)?.try_get::<_, bool>(0)? {
        change.batch_execute(CREATE).await?;
    }
    let applied: i64 = first(&change.query_typed(APPLIED, &[]).await?)?.try_get(0)?;
    for (version, migration) in (applied + 1..).zip(missing(applied)?) {
        change.batch_execute(migration).await?;
        change.query_typed(RECORD, &[integer(&version)]).await?;
    }
    Ok(change.commit().await?)
}

async fn create_schema(change: &Transaction<'_>) -> Result<(), PostgresFailure> {
    change.batch_execute("CREATE SCHEMA leptos_entra").await.map_err(|error| match error.code() {
        Some(&SqlState::INSUFFICIENT_PRIVILEGE) => PostgresFailure::MayNotCreateSchema(error),
        _ => error.into(),
    })
}

async fn count_applied(client: &Client) -> Result<i64, PostgresFailure> {
    if !first(&client.query_typed(EXISTS, &[]).await?)?.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    Ok(first(&client.query_typed(APPLIED, &[]).await?)?.try_get(0)?)
}

fn first(rows: &[Row]) -> Result<&Row, PostgresFailure> {
    rows.first().ok_or(PostgresFailure::Shape)
}

fn missing(applied: i64) -> Result<&'static [&'static str], PostgresFailure> {
    usize::try_from(applied).ok().and_then(|applied| MIGRATIONS.get(applied..)).ok_or(PostgresFailure::Newer)
}
