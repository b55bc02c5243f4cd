//! The SQL statements. Each operation is one atomic statement.
//!
//! Under `READ COMMITTED`, a statement that finds a row locked by another one waits, and then checks its condition on the changed
//! row. So a condition in the `WHERE` of a change is a compare-and-swap.

use tokio_postgres::types::{ToSql, Type};

/// The parameters of a statement, with their types, because statements are not prepared.
pub type Parameters<'a> = &'a [Parameter<'a>];
pub type Parameter<'a> = (&'a (dyn ToSql + Sync), Type);

/// A parameter of type `bytea`.
pub fn bytes(value: &(impl ToSql + Sync)) -> Parameter<'_> {
    (value, Type::BYTEA)
}

/// A parameter of type `bytea[]`.
pub fn array_of_bytes(value: &(impl ToSql + Sync)) -> Parameter<'_> {
    (value, Type::BYTEA_ARRAY)
}

/// A parameter of type `bigint`.
pub fn integer(value: &i64) -> Parameter<'_> {
    (value, Type::INT8)
}

/// A parameter of type `text`.
pub fn text(value: &(impl ToSql + Sync)) -> Parameter<'_> {
    (value, Type::TEXT)
}

/// A statement, and whether a second run is safe: it changes nothing and returns the same.
pub struct Sql {
    pub text: &'static str,
    pub may_run_twice: bool,
}

const fn repeatable(text: &'static str) -> Sql {
    Sql { text, may_run_twice: true }
}

const fn once(text: &'static str) -> Sql {
    Sql { text, may_run_twice: false }
}

pub const INSERT_SESSION: Sql = once(
    "INSERT INTO leptos_entra.session
       (key, record, mark, expires_at, seen_at, started_at, browser, person, provider_session, tenant)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (key) DO NOTHING RETURNING 1",
);

pub const SESSION: Sql =
    repeatable("SELECT record, mark, expires_at, seen_at FROM leptos_entra.session WHERE key = $1");

pub const REPLACE_SESSION: Sql = once(
    "UPDATE leptos_entra.session SET record = $4, mark = $5, expires_at = $6
     WHERE key = $1 AND mark IN ($2, $3) RETURNING 1",
);

pub const NOTE_USE: Sql = repeatable("UPDATE leptos_entra.session SET seen_at = $2 WHERE key = $1 RETURNING 1");

/// Ends sessions. Locks the rows in the order of their keys, so that two of these statements cannot be in a deadlock.
///
/// Safe to retry. After a retry over a broken connection the count may be 0 although this call deleted the rows.
pub const END_SESSIONS: Sql = repeatable(
    "WITH held AS (SELECT key FROM leptos_entra.session WHERE key = ANY ($1) ORDER BY key FOR UPDATE)
     DELETE FROM leptos_entra.session AS ended USING held WHERE ended.key = held.key RETURNING 1",
);

pub const SESSIONS_OF: Sql = repeatable(
    "SELECT key, expires_at, seen_at, started_at, browser, person, provider_session, tenant
     FROM leptos_entra.session WHERE person = $1",
);

pub const SESSIONS_AT_PROVIDER: Sql = repeatable(
    "SELECT key, expires_at, seen_at, started_at, browser, person, provider_session, tenant
     FROM leptos_entra.session WHERE provider_session = $1",
);

/// Lists one page of all sessions, so that each statement stays below the timeout.
pub const SESSIONS_AFTER: Sql = repeatable(
    "SELECT key, expires_at, seen_at, started_at, browser, person, provider_session, tenant
     FROM leptos_entra.session WHERE key > $1 ORDER BY key LIMIT 5000",
);

pub const COUNT_SESSIONS: Sql =
    repeatable("SELECT count(*) FROM leptos_entra.session WHERE expires_at > $1 AND seen_at > $2");

/// Writes the tokens of a session. The lock keeps the session's row until its tokens are written, and waits for a
/// concurrent end of the session.
pub const PUT_TOKENS: Sql = once(
    "WITH held AS (SELECT key FROM leptos_entra.session WHERE key = $1 FOR KEY SHARE)
     INSERT INTO leptos_entra.session_tokens (key, tokens, version, lease_owner, lease_until)
     SELECT key, $2::bytea, 1, 0, 0 FROM held
     ON CONFLICT (key) DO UPDATE SET tokens = excluded.tokens, version = 1, lease_owner = 0, lease_until = 0
     RETURNING 1",
);

pub const TOKENS: Sql = repeatable("SELECT tokens, version FROM leptos_entra.session_tokens WHERE key = $1");

pub const REPLACE_TOKENS: Sql = once(
    "UPDATE leptos_entra.session_tokens SET tokens = $3, version = version + 1, lease_until = 0
     WHERE key = $1 AND version = $2 RETURNING 1",
);

pub const LEASE_TOKENS: Sql = repeatable(
    "UPDATE leptos_entra.session_tokens SET lease_owner = $2, lease_until = $4
     WHERE key = $1 AND (lease_until <= $3 OR lease_owner = $2) RETURNING 1",
);

pub const RELEASE_TOKENS: Sql = repeatable(
    "UPDATE leptos_entra.session_tokens SET lease_until = 0 WHERE key = $1 AND lease_owner = $2 RETURNING 1",
);

pub const PUT: Sql = repeatable(
    "INSERT INTO leptos_entra.short_lived (kind, key, browser, record, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (kind, key) DO UPDATE
     SET browser = excluded.browser, record = excluded.record, expires_at = excluded.expires_at RETURNING 1",
);

pub const PUT_IF_ABSENT: Sql = once(
    "INSERT INTO leptos_entra.short_lived AS known (kind, key, browser, record, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (kind, key) DO UPDATE
     SET browser = excluded.browser, record = excluded.record, expires_at = excluded.expires_at
     WHERE known.expires_at <= $6 RETURNING 1",
);

pub const FIND: Sql =
    repeatable("SELECT record FROM leptos_entra.short_lived WHERE kind = $1 AND key = $2 AND expires_at > $3");

pub const TAKE: Sql = once(
    "DELETE FROM leptos_entra.short_lived WHERE kind = $1 AND key = $2 AND browser = $3 AND expires_at > $4
     RETURNING record",
);

pub const PUT_IF_PRESENT: Sql = repeatable(
    "UPDATE leptos_entra.short_lived SET record = $4, expires_at = $5
     WHERE kind = $1 AND key = $2 AND browser = $3 RETURNING 1",
);

pub const REMOVE: Sql = repeatable("DELETE FROM leptos_entra.short_lived WHERE kind = $1 AND key = $2");

/// Removes a browser's records of one kind. Locks the rows in the order of their keys, so that two of these statements
/// cannot be in a deadlock.
pub const REMOVE_OF_BROWSER: Sql = repeatable(
    "WITH held AS (
       SELECT kind, key FROM leptos_entra.short_lived WHERE kind = $1 AND browser = $2 ORDER BY key FOR UPDATE
     )
     DELETE FROM leptos_entra.short_lived AS known USING held WHERE known.kind = held.kind AND known.key = held.key",
);

/// Takes a short-lived record. The statement that deletes the record inserts its replacement. A concurrent statement
/// waits, deletes nothing, and finds the replacement with [`FIND_OF_BROWSER`], because both rows change at once.
pub const TAKE_AND_REPLACE: Sql = once(
    "WITH taken AS (
       DELETE FROM leptos_entra.short_lived WHERE kind = $6 AND key = $2 AND browser = $3 AND expires_at > $7
       RETURNING record
     ), put AS (
       INSERT INTO leptos_entra.short_lived (kind, key, browser, record, expires_at)
       SELECT $1::text, $2, $3, $4::bytea, $5::bigint FROM taken
       ON CONFLICT (kind, key) DO UPDATE
       SET browser = excluded.browser, record = excluded.record, expires_at = excluded.expires_at
     )
     SELECT record FROM taken",
);

pub const FIND_OF_BROWSER: Sql = repeatable(
    "SELECT record FROM leptos_entra.short_lived WHERE kind = $1 AND key = $2 AND browser = $3 AND expires_at > $4",
);

/// Deletes expired and idle sessions. Skips rows that another statement has locked. A session that was used in between
/// is checked again when it is locked.
pub const SWEEP_SESSIONS: Sql = repeatable(
    "DELETE FROM leptos_entra.session WHERE ctid = ANY (ARRAY (
       SELECT ctid FROM leptos_entra.session
       WHERE expires_at <= $1 OR (seen_quarter <= $2::bigint / 900 AND seen_at <= $2)
       LIMIT $3 FOR UPDATE SKIP LOCKED
     )) RETURNING 1",
);

pub const SWEEP_SHORT_LIVED: Sql = repeatable(
    "DELETE FROM leptos_entra.short_lived WHERE ctid = ANY (ARRAY (
       SELECT ctid FROM leptos_entra.short_lived WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED
     )) RETURNING 1",
);

/// Returns the number of migrations, which is the version of the tables, and the time of the server.
pub const FACTS: Sql =
    repeatable("SELECT (SELECT count(*) FROM leptos_entra.migration), extract(epoch FROM clock_timestamp())::bigint");
