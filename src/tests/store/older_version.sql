PRAGMA journal_mode = WAL;
CREATE TABLE session (key BLOB NOT NULL PRIMARY KEY, record BLOB NOT NULL, expires_at INTEGER NOT NULL, seen_at INTEGER NOT NULL);
CREATE INDEX session_expires_at ON session (expires_at);
CREATE INDEX session_seen_at ON session (seen_at);
CREATE TABLE session_tokens (key BLOB NOT NULL PRIMARY KEY REFERENCES session (key) ON DELETE CASCADE, tokens BLOB NOT NULL, version INTEGER NOT NULL);
CREATE TABLE short_lived (kind TEXT NOT NULL, key BLOB NOT NULL, browser BLOB NOT NULL, record BLOB NOT NULL, expires_at INTEGER NOT NULL, UNIQUE (kind, key));
CREATE INDEX short_lived_browser ON short_lived (kind, browser);
CREATE INDEX short_lived_expires_at ON short_lived (expires_at);
PRAGMA user_version = 1;
