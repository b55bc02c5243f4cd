//! Sign-ins under way in the store, and how they ended.
//!
//! A transaction is one row that is replaced by another when its answer arrives: who replaces it is the first. That is
//! all the locking there is, it works between processes, and the row is gone in seconds if its process dies.

use openidconnect::CsrfToken;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::clock, ANSWERING_LIFETIME, Arrival, OUTCOME_LIFETIME, Outcome, SignInCookie, SignInTransaction,
        TRANSACTION_LIFETIME,
    },
    Store, StoreError,
    short_lived::hash,
};

const SIGN_IN: &str = "sign-in";
const ANSWERED: &str = "sign-in-answered";

/// What takes the place of a transaction whose answer has arrived.
#[derive(Serialize, Deserialize)]
struct Answered {
    /// The hash of the answer.
    answer: [u8; 32],
    outcome: Option<Outcome>,
}

impl Store {
    /// Opens a sign-in transaction for ten minutes, found by its `state` and bound to the browser's cookie.
    pub async fn open_transaction(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        transaction: &SignInTransaction,
    ) -> Result<(), StoreError> {
        self.put(SIGN_IN, hash(state.secret()), cookie.hash(), transaction, TRANSACTION_LIFETIME).await
    }

    /// Takes out the transaction that `state` belongs to, so that it works only once and only in the browser that began
    /// it. Whoever brings the same answer (by its hash) again learns what became of it.
    pub async fn arrive(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
    ) -> Result<Arrival, StoreError> {
        let place = Place { key: hash(state.secret()), browser: cookie.hash(), now: clock::unix_now() };
        let answered = rmp_serde::to_vec_named(&Answered { answer, outcome: None })?;
        let until = clock::unix_after(ANSWERING_LIFETIME);
        let (opened, known) = self
            .write(move |connection| {
                let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let opened = place.take(&change)?;
                let known = if opened.is_some() {
                    place.put_answered(&change, &answered, until)?;
                    None
                } else {
                    place.answered(&change)?
                };
                change.commit()?;
                Ok((opened, known))
            })
            .await?;
        match opened {
            Some(bytes) => Ok(Arrival::First(rmp_serde::from_slice(&bytes)?)),
            None => again(known, answer),
        }
    }

    /// Asks once more what became of an answer that came before.
    pub async fn outcome_of(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
    ) -> Result<Arrival, StoreError> {
        let place = Place { key: hash(state.secret()), browser: cookie.hash(), now: clock::unix_now() };
        again(self.read(move |connection| place.answered(connection)).await?, answer)
    }

    /// Keeps the outcome of an answer for a minute, for whoever brings the same answer again.
    pub async fn conclude(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        let (key, browser) = (hash(state.secret()), cookie.hash());
        let record = rmp_serde::to_vec_named(&Answered { answer, outcome: Some(outcome.clone()) })?;
        let until = clock::unix_after(OUTCOME_LIFETIME);
        self.write(move |connection| {
            connection.execute(
                "UPDATE short_lived SET record = ?4, expires_at = ?5 WHERE kind = ?1 AND key = ?2 AND browser = ?3",
                (ANSWERED, key, browser, record, until),
            )?;
            Ok(())
        })
        .await
    }

    /// Gives up the transaction that belongs to a cookie.
    pub async fn drop_transaction(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        let browser = cookie.hash();
        self.write(move |connection| {
            connection.execute("DELETE FROM short_lived WHERE kind = ?1 AND browser = ?2", (SIGN_IN, browser))?;
            Ok(())
        })
        .await
    }
}

/// Another answer than the known one learns nothing.
fn again(known: Option<Vec<u8>>, answer: [u8; 32]) -> Result<Arrival, StoreError> {
    let Some(bytes) = known else { return Ok(Arrival::Unknown) };
    let known: Answered = rmp_serde::from_slice(&bytes)?;
    Ok(if known.answer == answer { Arrival::Again(known.outcome) } else { Arrival::Unknown })
}

/// Where a transaction stands in the table.
struct Place {
    key: [u8; 32],
    browser: [u8; 32],
    now: i64,
}

impl Place {
    fn take(&self, change: &Transaction<'_>) -> Result<Option<Vec<u8>>, StoreError> {
        let mut take = change.prepare_cached(
            "DELETE FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4
             RETURNING record",
        )?;
        Ok(take.query_row((SIGN_IN, self.key, self.browser, self.now), |row| row.get(0)).optional()?)
    }

    fn put_answered(&self, change: &Transaction<'_>, record: &[u8], until: i64) -> Result<(), StoreError> {
        let mut put = change.prepare_cached("INSERT OR REPLACE INTO short_lived VALUES (?1, ?2, ?3, ?4, ?5)")?;
        put.execute((ANSWERED, self.key, self.browser, record, until))?;
        Ok(())
    }

    fn answered(&self, connection: &Connection) -> Result<Option<Vec<u8>>, StoreError> {
        let mut find = connection.prepare_cached(
            "SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4",
        )?;
        Ok(find.query_row((ANSWERED, self.key, self.browser, self.now), |row| row.get(0)).optional()?)
    }
}
