//! Sign-in transactions in the store, and the outcomes of sign-ins.
//!
//! When the authorization response arrives, the transaction is replaced by another record in one atomic step. The
//! request that replaces it may redeem the code; concurrent copies of the request wait for its outcome. The new record
//! is the only lock. It works between processes, and it expires within seconds if its process crashes.

use openidconnect::CsrfToken;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        super::clock, HANDLING_LIFETIME, OUTCOME_LIFETIME, Outcome, ResponseLookup, SignInCookie, SignInTransaction,
        TRANSACTION_LIFETIME,
    },
    Store, StoreError,
    backend::{PutCondition, RecordFilter, Replacement, Taken},
    short_lived::Slot,
};

const SIGN_IN: &str = "sign-in";
const HANDLED_RESPONSE: &str = "sign-in-answered";

/// The record that replaces a transaction when its response has arrived. Its field names are stored.
#[derive(Serialize, Deserialize)]
struct HandledResponse {
    /// The hash of the authorization response.
    answer: [u8; 32],
    outcome: Option<Outcome>,
}

impl Store {
    /// Opens a sign-in transaction for ten minutes. It is found by its `state` and bound to the browser's cookie.
    pub async fn open_transaction(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        transaction: &SignInTransaction,
    ) -> Result<(), StoreError> {
        let until = clock::unix_after(TRANSACTION_LIFETIME);
        self.put_anonymous(self.record(&Slot::of_state(SIGN_IN, state, cookie), transaction, until)?).await
    }

    /// Removes the transaction of `state`, so that it works only once and only in the browser that began it. A later copy of the
    /// same response, identified by its hash, gets the outcome.
    pub async fn take_transaction(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        response: [u8; 32],
    ) -> Result<ResponseLookup, StoreError> {
        let [slot, answered] = [SIGN_IN, HANDLED_RESPONSE].map(|kind| Slot::of_state(kind, state, cookie));
        let record = HandledResponse { answer: response, outcome: None };
        let record = self.record(&answered, &record, clock::unix_after(HANDLING_LIFETIME))?;
        let replacement = Replacement { kind: HANDLED_RESPONSE, record: record.record, expires_at: record.expires_at };
        match self.backend.take(slot.take_request(), Some(replacement)).await? {
            Taken::Record(sealed) => {
                let transaction = self.open_record(&slot, &sealed)?;
                Ok(transaction.map_or(ResponseLookup::Unknown, ResponseLookup::First))
            }
            Taken::Replacement(sealed) => Ok(repeated(self.open_record(&answered, &sealed)?, response)),
            Taken::Nothing => Ok(ResponseLookup::Unknown),
        }
    }

    /// Looks up the outcome of an authorization response that arrived before.
    pub async fn outcome_of(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        response: [u8; 32],
    ) -> Result<ResponseLookup, StoreError> {
        Ok(repeated(self.find(&Slot::of_state(HANDLED_RESPONSE, state, cookie)).await?, response))
    }

    /// Stores the outcome of an authorization response for a minute, for later copies of the same response.
    pub async fn conclude(
        &self,
        state: &CsrfToken,
        cookie: &SignInCookie,
        response: [u8; 32],
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        let answered = HandledResponse { answer: response, outcome: Some(outcome.clone()) };
        let until = clock::unix_after(OUTCOME_LIFETIME);
        let record = self.record(&Slot::of_state(HANDLED_RESPONSE, state, cookie), &answered, until)?;
        self.backend.put(record, PutCondition::IfPresent).await.map(drop)
    }

    /// Cancels the transaction that belongs to a sign-in cookie.
    pub async fn drop_transaction(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove(RecordFilter::OfBrowser { kind: SIGN_IN, browser: cookie.hash().into() }).await
    }
}

/// Returns the stored outcome for the same response. A different response gets [`ResponseLookup::Unknown`], so that it
/// learns nothing.
fn repeated(known: Option<HandledResponse>, response: [u8; 32]) -> ResponseLookup {
    match known {
        Some(known) if known.answer == response => ResponseLookup::Repeated(known.outcome),
        _ => ResponseLookup::Unknown,
    }
}
