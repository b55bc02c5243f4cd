//! Sign-in transactions: each works once and in one browser, and a repeated response gets the outcome.

use leptos_entra::server::{
    clock,
    oidc::{ApiScopes, ProofRequest},
    session::{
        DeviceFlow, DeviceFlowState, Journey, Outcome, ParkedSessions, RecordKey, Reference, ResponseLookup,
        SignInCookie, SignInTransaction, Store, StoreError,
        store::backend::{PutCondition, ShortLived},
    },
    sign_in_problem::{SignInProblem, SignInProblemKind},
};
use openidconnect::{CsrfToken, DeviceCode, Nonce, PkceCodeVerifier, UserCode};
use sha2::Digest as _;

use super::{
    facade_sessions::store,
    records::{Shared, id},
};

pub const RESPONSE_HASH: [u8; 32] = [7; 32];
const ANOTHER: [u8; 32] = [8; 32];

/// Opens a sign-in transaction. Returns its `state` and the value of its cookie.
pub async fn opened(store: &Store) -> (CsrfToken, SignInCookie) {
    let transaction = SignInTransaction {
        nonce: Nonce::new_random(),
        pkce_code_verifier: PkceCodeVerifier::new("v".repeat(43)),
        return_to: "/".to_owned(),
        relying_party: "rp".to_owned(),
        journey: Journey::SignIn,
        replaces: None,
        parks: None,
        adds_account: false,
        parked: ParkedSessions::default(),
        scopes: ApiScopes::default(),
        step_up: None,
        further_scopes: Vec::new(),
        claims: None,
        proof: ProofRequest::default(),
        answers_challenge: false,
        language: None,
    };
    let (state, cookie) = (CsrfToken::new_random(), SignInCookie::new_random());
    store.open_transaction(&state, &cookie, &transaction).await.unwrap();
    (state, cookie)
}

/// Makes the record of a processed authorization response expire in this number of seconds.
async fn let_live(backend: &Shared, state: &CsrfToken, cookie: &SignInCookie, seconds: i64) {
    let id = id("sign-in-answered", record_key(state));
    let record = backend.find(id, 0).await.unwrap().unwrap();
    let expires_at = clock::unix_now() + seconds;
    assert!(
        backend
            .put(ShortLived { id, browser: cookie.hash().into(), record, expires_at }, PutCondition::IfPresent)
            .await
            .unwrap()
    );
}

/// Returns the key under which the store keeps the record of a `state`.
pub fn record_key(state: &CsrfToken) -> RecordKey {
    let hash: [u8; 32] = sha2::Sha256::digest(state.secret().as_bytes()).into();
    hash.into()
}

/// Returns the remaining lifetime in seconds of the record of a processed authorization response.
async fn lives(backend: &Shared, state: &CsrfToken) -> i64 {
    let id = id("sign-in-answered", record_key(state));
    let now = clock::unix_now();
    let mut seconds = 0;
    while backend.find(id, now + seconds).await.unwrap().is_some() {
        seconds += 1;
    }
    seconds
}

pub async fn a_transaction_works_once_and_in_its_browser_only(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = opened(&store).await;
    let stranger = SignInCookie::new_random();
    assert!(matches!(store.take_transaction(&state, &stranger, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
    assert!(matches!(
        store.take_transaction(&CsrfToken::new_random(), &cookie, RESPONSE_HASH).await.unwrap(),
        ResponseLookup::Unknown
    ));
    assert!(matches!(store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(), ResponseLookup::First(_)));
    assert!(matches!(
        store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(),
        ResponseLookup::Repeated(None)
    ));
    assert!(matches!(store.take_transaction(&state, &stranger, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
}

pub async fn only_the_same_response_gets_the_outcome(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = opened(&store).await;
    store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap();
    let outcome = Outcome { leads_to: "/a".to_owned(), session: None, parked: ParkedSessions::default() };
    store.conclude(&state, &cookie, RESPONSE_HASH, &outcome).await.unwrap();
    for again in [
        store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(),
        store.outcome_of(&state, &cookie, RESPONSE_HASH).await.unwrap(),
    ] {
        assert!(matches!(again, ResponseLookup::Repeated(Some(known)) if known == outcome));
    }
    assert!(matches!(store.take_transaction(&state, &cookie, ANOTHER).await.unwrap(), ResponseLookup::Unknown));
    assert!(matches!(store.outcome_of(&state, &cookie, ANOTHER).await.unwrap(), ResponseLookup::Unknown));
}

pub async fn an_outcome_is_stored_for_a_minute(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = opened(&store).await;
    store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap();
    let outcome = Outcome { leads_to: "/".to_owned(), session: None, parked: ParkedSessions::default() };
    store.conclude(&state, &cookie, RESPONSE_HASH, &outcome).await.unwrap();
    assert!((58..=60).contains(&lives(&backend, &state).await));
    let_live(&backend, &state, &cookie, 0).await;
    assert!(matches!(store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
}

pub async fn after_a_crash_the_response_is_unknown_in_30_seconds(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = opened(&store).await;
    store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap();
    assert!((28..=30).contains(&lives(&backend, &state).await));
    let_live(&backend, &state, &cookie, 0).await;
    assert!(matches!(store.outcome_of(&state, &cookie, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
    assert!(matches!(store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
}

pub async fn given_two_processes_then_one_takes_the_transaction(backend: Shared) {
    let one = store(&backend);
    let other = one.clone();
    for _ in 0..20 {
        let (state, cookie) = opened(&one).await;
        let (left, right) = tokio::join!(
            one.take_transaction(&state, &cookie, RESPONSE_HASH),
            other.take_transaction(&state, &cookie, RESPONSE_HASH)
        );
        let firsts =
            [left.unwrap(), right.unwrap()].iter().filter(|found| matches!(found, ResponseLookup::First(_))).count();
        assert_eq!(firsts, 1);
    }
}

pub async fn a_dropped_transaction_is_unknown(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = opened(&store).await;
    store.drop_transaction(&cookie).await.unwrap();
    assert!(matches!(store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap(), ResponseLookup::Unknown));
}

pub async fn a_dropped_device_flow_cannot_be_replaced(backend: Shared) {
    let store = store(&backend);
    let cookie = SignInCookie::new_random();
    let flow = DeviceFlow {
        user_code: UserCode::new("ABC".to_owned()),
        verification_uri: "https://login.example/device".to_owned(),
        verification_uri_complete: None,
        return_to: "/".to_owned(),
        relying_party: "rp".to_owned(),
        step_up: None,
        scopes: ApiScopes::default(),
        proof: ProofRequest::default(),
        expires_at: clock::unix_now() + 900,
        state: DeviceFlowState::Pending {
            device_code: DeviceCode::new("code".to_owned()),
            interval: 5,
            next_question_at: 0,
        },
    };
    store.put_device_flow(&cookie, &flow).await.unwrap();
    assert!(store.replace_device_flow(&cookie, &flow).await.unwrap());
    assert_eq!(store.device_flow(&cookie).await.unwrap().unwrap().user_code.secret(), "ABC");
    store.drop_device_flow(&cookie).await.unwrap();
    assert!(!store.replace_device_flow(&cookie, &flow).await.unwrap());
    assert!(store.device_flow(&cookie).await.unwrap().is_none());
}

pub async fn an_admin_consent_works_once_and_in_its_browser_only(backend: Shared) {
    let store = store(&backend);
    let (state, cookie) = (CsrfToken::new_random(), SignInCookie::new_random());
    store.open_admin_consent(&state, &cookie).await.unwrap();
    assert!(!store.take_admin_consent(&state, &SignInCookie::new_random()).await.unwrap());
    assert!(store.take_admin_consent(&state, &cookie).await.unwrap());
    assert!(!store.take_admin_consent(&state, &cookie).await.unwrap());
}

pub async fn a_problem_can_be_read_repeatedly(backend: Shared) {
    let store = store(&backend);
    let problem = SignInProblem {
        kind: SignInProblemKind::Declined,
        error: Some("access_denied".to_owned()),
        code: None,
        trace_id: None,
        correlation_id: None,
        timestamp: None,
        reason: None,
        return_to: "/".to_owned(),
        is_step_up: true,
    };
    let reference = store.put_problem(&problem).await.unwrap();
    for _ in 0..2 {
        assert_eq!(store.problem(&reference).await.unwrap().as_ref(), Some(&problem));
    }
    assert!(store.problem(&Reference::new_random()).await.unwrap().is_none());
}

pub async fn given_too_many_open_sign_ins_then_a_new_one_is_rejected(backend: Shared) {
    let store = store(&backend).with_anonymous_limit(3);
    let (state, cookie) = opened(&store).await;
    drop(opened(&store).await);
    store.open_admin_consent(&CsrfToken::new_random(), &cookie).await.unwrap();
    let another = CsrfToken::new_random();
    let rejected = store.open_admin_consent(&another, &cookie).await;
    assert!(matches!(rejected, Err(StoreError::TooManySignIns)), "{rejected:?}");
    assert!(!store.take_admin_consent(&another, &cookie).await.unwrap());
    let found = store.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap();
    assert!(matches!(found, ResponseLookup::First(_)), "an open sign-in can still be completed");
}
