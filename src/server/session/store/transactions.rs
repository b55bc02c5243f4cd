//! Sign-ins under way in the store, and how they ended.
//!
//! A transaction is one record that is exchanged for another when its answer arrives: who exchanges it is the first. That
//! is all the locking there is, it works between processes, and the record is gone in seconds if its process dies.

use openidconnect::CsrfToken;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::clock, ANSWERING_LIFETIME, Arrival, OUTCOME_LIFETIME, Outcome, SignInCookie, SignInTransaction,
        TRANSACTION_LIFETIME,
    },
    Store, StoreError,
    backend::Exchanged,
    hash,
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
        let until = clock::unix_after(TRANSACTION_LIFETIME);
        self.backend.put(self.record(SIGN_IN, hash(state), cookie, transaction, until)?).await
    }

    /// Takes out the transaction that `state` belongs to, so that it works only once and only in the browser that began
    /// it. Whoever brings the same answer (by its hash) again learns what became of it.
    pub async fn arrive(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
    ) -> Result<Arrival, StoreError> {
        let (key, until) = (hash(state), clock::unix_after(ANSWERING_LIFETIME));
        let replacement = self.record(ANSWERED, key, cookie, &Answered { answer, outcome: None }, until)?;
        match self.backend.exchange(SIGN_IN, replacement, clock::unix_now()).await? {
            Exchanged::Taken(sealed) => {
                let transaction = self.read_short_lived(SIGN_IN, key, cookie.secret(), &sealed)?;
                Ok(transaction.map_or(Arrival::Unknown, Arrival::First))
            }
            Exchanged::Before(sealed) => {
                Ok(again(self.read_short_lived(ANSWERED, key, cookie.secret(), &sealed)?, answer))
            }
            Exchanged::Nothing => Ok(Arrival::Unknown),
        }
    }

    /// Asks once more what became of an answer that came before.
    pub async fn outcome_of(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
    ) -> Result<Arrival, StoreError> {
        Ok(again(self.find(ANSWERED, hash(state), cookie).await?, answer))
    }

    /// Keeps the outcome of an answer for a minute, for whoever brings the same answer again.
    pub async fn conclude(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        answer: [u8; 32],
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        let answered = Answered { answer, outcome: Some(outcome.clone()) };
        let until = clock::unix_after(OUTCOME_LIFETIME);
        self.backend.replace(self.record(ANSWERED, hash(state), cookie, &answered, until)?).await.map(drop)
    }

    /// Gives up the transaction that belongs to a cookie.
    pub async fn drop_transaction(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove_of_browser(SIGN_IN, cookie.hash()).await
    }
}

/// Another answer than the known one learns nothing.
fn again(known: Option<Answered>, answer: [u8; 32]) -> Arrival {
    match known {
        Some(known) if known.answer == answer => Arrival::Again(known.outcome),
        _ => Arrival::Unknown,
    }
}
