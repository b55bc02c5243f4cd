//! The single sign-on sessions of browsers at the dev tenant.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderValue, header};

use crate::dev_tenant::protocol::random::{fingerprint, guid, opaque};
use crate::dev_tenant::state::directory::{self, Persona};

const COOKIE: &str = "dev-tenant-session";

/// A persona that is signed in to the dev tenant.
#[derive(Clone, Debug)]
pub struct Account {
    pub persona: Persona,
    /// The ID of the single sign-on session, which is the claim `sid`.
    pub session_id: String,
    /// The time of the sign-in, in seconds since 1970.
    pub auth_time: u64,
}

/// The signed-in accounts of each browser, by the hash of the browser's cookie.
#[derive(Default)]
pub struct BrowserSessions {
    by_fingerprint: HashMap<String, Vec<Account>>,
}

impl BrowserSessions {
    pub fn accounts(&self, headers: &HeaderMap) -> Vec<Account> {
        cookie(headers).and_then(|key| self.by_fingerprint.get(&key)).cloned().unwrap_or_default()
    }

    /// Signs the persona in with a new session ID. Returns the account and the cookie to set; `None` if the persona is
    /// unknown.
    pub fn sign_in(&mut self, headers: &HeaderMap, persona_id: &str, now: u64) -> Option<(Account, HeaderValue)> {
        let persona = directory::by_id(persona_id)?;
        let mut accounts = cookie(headers).and_then(|key| self.by_fingerprint.remove(&key)).unwrap_or_default();
        accounts.retain(|account| account.persona.id != persona.id);
        let account = Account { persona, session_id: guid(), auth_time: now };
        accounts.push(account.clone());
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), accounts);
        let cookie = HeaderValue::try_from(format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax")).ok()?;
        Some((account, cookie))
    }

    /// Signs the persona out in this browser. Returns the account; `None` if it was not signed in.
    pub fn sign_out(&mut self, headers: &HeaderMap, persona_id: &str) -> Option<Account> {
        let accounts = cookie(headers).and_then(|key| self.by_fingerprint.get_mut(&key))?;
        let index = accounts.iter().position(|account| account.persona.id == persona_id)?;
        Some(accounts.remove(index))
    }

    pub fn clear(&mut self) {
        self.by_fingerprint.clear();
    }
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        // Read cookies as bytes, because a cookie of another application may contain raw UTF-8.
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| std::str::from_utf8(pair).ok())
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .map(fingerprint)
}
