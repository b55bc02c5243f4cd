//! Transactions: once, in one browser, and one outcome for whoever brings the same answer again.

use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};

use super::{
    super::{
        super::{Arrival, Journey, Outcome, SignInCookie, SignInTransaction},
        SessionStoreSetting, Store,
    },
    file, on_each,
};

const ANSWER: [u8; 32] = [7; 32];
const ANOTHER: [u8; 32] = [8; 32];

async fn opened(store: &Store) -> (CsrfToken, SignInCookie) {
    let transaction = SignInTransaction {
        nonce: Nonce::new_random(),
        pkce_code_verifier: PkceCodeVerifier::new("v".repeat(43)),
        return_to: "/".to_owned(),
        relying_party: "rp".to_owned(),
        journey: Journey::SignIn,
        replaces: None,
    };
    let (state, cookie) = (CsrfToken::new_random(), SignInCookie::new_random());
    store.open_transaction(&state, &cookie, &transaction).await.unwrap();
    (state, cookie)
}

#[tokio::test]
async fn a_transaction_works_once_and_in_its_browser_only() {
    on_each(async |store| {
        let (state, cookie) = opened(&store).await;
        let stranger = SignInCookie::new_random();
        assert!(matches!(store.arrive(&state, &stranger, ANSWER).await.unwrap(), Arrival::Unknown));
        assert!(matches!(store.arrive(&CsrfToken::new_random(), &cookie, ANSWER).await.unwrap(), Arrival::Unknown));
        assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::First(_)));
        assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::Again(None)));
        assert!(matches!(store.arrive(&state, &stranger, ANSWER).await.unwrap(), Arrival::Unknown));
    })
    .await;
}

#[tokio::test]
async fn the_same_answer_learns_the_outcome_and_another_one_does_not() {
    on_each(async |store| {
        let (state, cookie) = opened(&store).await;
        store.arrive(&state, &cookie, ANSWER).await.unwrap();
        let outcome = Outcome { leads_to: "/a".to_owned(), session: None };
        store.conclude(&state, &cookie, ANSWER, &outcome).await.unwrap();
        for again in [
            store.arrive(&state, &cookie, ANSWER).await.unwrap(),
            store.outcome_of(&state, &cookie, ANSWER).await.unwrap(),
        ] {
            assert!(matches!(again, Arrival::Again(Some(known)) if known == outcome));
        }
        assert!(matches!(store.arrive(&state, &cookie, ANOTHER).await.unwrap(), Arrival::Unknown));
        assert!(matches!(store.outcome_of(&state, &cookie, ANOTHER).await.unwrap(), Arrival::Unknown));
    })
    .await;
}

/// Lets everything that is short-lived reach its end.
async fn let_time_pass(store: &Store, seconds: i64) {
    let earlier = "UPDATE short_lived SET expires_at = expires_at - ?1";
    store.write(move |connection| Ok(connection.execute(earlier, (seconds,))?)).await.unwrap();
}

#[tokio::test]
async fn an_answer_whose_process_died_is_unknown_after_half_a_minute() {
    on_each(async |store| {
        let (state, cookie) = opened(&store).await;
        store.arrive(&state, &cookie, ANSWER).await.unwrap();
        let_time_pass(&store, 28).await;
        assert!(matches!(store.outcome_of(&state, &cookie, ANSWER).await.unwrap(), Arrival::Again(None)));
        let_time_pass(&store, 2).await;
        assert!(matches!(store.outcome_of(&state, &cookie, ANSWER).await.unwrap(), Arrival::Unknown));
        assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::Unknown));
    })
    .await;
}

#[tokio::test]
async fn an_outcome_is_known_for_a_minute() {
    on_each(async |store| {
        let (state, cookie) = opened(&store).await;
        store.arrive(&state, &cookie, ANSWER).await.unwrap();
        let outcome = Outcome { leads_to: "/".to_owned(), session: None };
        store.conclude(&state, &cookie, ANSWER, &outcome).await.unwrap();
        let_time_pass(&store, 58).await;
        assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::Again(Some(_))));
        let_time_pass(&store, 2).await;
        assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::Unknown));
        assert_eq!(store.sweep().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_processes_one_is_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (file(folder.path()), file(folder.path()));
    for _ in 0..20 {
        let (state, cookie) = opened(&one).await;
        let (left, right) = tokio::join!(one.arrive(&state, &cookie, ANSWER), other.arrive(&state, &cookie, ANSWER));
        let firsts =
            [left.unwrap(), right.unwrap()].iter().filter(|arrival| matches!(arrival, Arrival::First(_))).count();
        assert_eq!(firsts, 1);
    }
}

#[tokio::test]
async fn a_transaction_that_was_given_up_is_unknown() {
    let store = Store::open(&SessionStoreSetting::Memory).unwrap();
    let (state, cookie) = opened(&store).await;
    store.drop_transaction(&cookie).await.unwrap();
    assert!(matches!(store.arrive(&state, &cookie, ANSWER).await.unwrap(), Arrival::Unknown));
}
