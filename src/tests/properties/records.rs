//! Records of the session store: an unchanged record is read back in full, and a tampered record is never opened.

use std::{
    collections::HashMap,
    fmt::Debug,
    sync::{Arc, LazyLock},
};

use leptos_entra::server::{
    clock,
    config::SessionLifetimes,
    session::{
        DeviceFlow, KeyRing, Outcome, SignInTransaction, StepUp, Store, TokenSet, UserSession, session_key,
        store::{
            Sqlite,
            backend::{Backend, SessionUpdate},
        },
    },
    sign_in_problem::SignInProblem,
};
use proptest::{collection::vec, option, prelude::*};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tower_sessions::{
    SessionStore as _,
    session::{Id, Record},
};

use super::{STAGE, damage, damaged, json, object, some};

/// A session store, and its backend with the sealed records.
static KEPT: LazyLock<(Store, Arc<dyn Backend>)> = LazyLock::new(|| {
    let backend: Arc<dyn Backend> = STAGE.0.block_on(async { Arc::new(Sqlite::in_memory().unwrap()) });
    (Store::with_backend(Arc::clone(&backend), KeyRing::random().unwrap()), backend)
});

/// Generates users of a session, with names of any kind.
fn user() -> impl Strategy<Value = Value> {
    let name = || option::of("\\PC{0,20}|[a-z0-9-]{36}");
    ("\\PC{0,20}", "\\PC{0,20}", "\\PC{0,30}", name(), name(), name(), any::<i64>()).prop_map(
        |(issuer, subject, display_name, tenant, object, sid, signed_in_at)| {
            json!({
                "relying_party": "rp", "issuer": issuer, "subject": subject, "tenant_id": tenant, "object_id": object,
                "display_name": display_name, "username": object, "login_hint": tenant, "provider_session": sid,
                "signed_in_at": signed_in_at, "membership": { "roles": [display_name], "groups": { "Listed": [subject] } },
            })
        },
    )
}

fn tokens() -> Value {
    let scopes = json!({ "resource": null, "scopes": ["User.Read"] });
    let access_token = json!({ "scopes": scopes, "access_token": "access", "refresh_at": 1, "expires_at": 2 });
    json!({ "access_tokens": [access_token], "refresh_token": "refresh", "refresh_token_ends_at": 3, "id_token": "a.b.c" })
}

/// Returns one document of each kind of record, in the encoding in which the store writes it.
fn documents() -> Vec<Vec<u8>> {
    let scopes = json!({ "resource": null, "scopes": ["User.Read"] });
    let hash = json!(vec![7_u8; 32]);
    [
        tokens(),
        json!({ "relying_party": "rp", "issuer": "i", "subject": "s", "tenant_id": null, "object_id": null,
            "display_name": "d", "username": null, "login_hint": null, "provider_session": null, "signed_in_at": 1 }),
        json!({ "nonce": "n", "pkce_code_verifier": "v", "return_to": "/", "relying_party": "rp", "journey": "SignIn",
            "replaces": hash, "step_up": "r", "scopes": scopes }),
        json!({ "user_code": "U", "verification_uri": "https://op.example/d", "return_to": "/", "relying_party": "rp",
            "scopes": scopes, "expires_at": 1,
            "state": { "Pending": { "device_code": "d", "interval": 5, "next_question_at": 1 } } }),
        json!({ "session": hash, "person": hash, "scopes": ["User.Read"], "claims": "{}", "then": { "Show": "/" } }),
        json!({ "leads_to": "/", "session": null }),
        json!({ "kind": "Declined", "error": "e", "code": null, "trace_id": null, "correlation_id": null,
            "timestamp": null, "reason": { "Status": { "from": "Keys", "status": 404 } }, "return_to": "/" }),
    ]
    .iter()
    .map(|document| rmp_serde::to_vec_named(document).unwrap())
    .collect()
}

/// Returns whether the bytes can be read as a `T`. If so, asserts that writing and rereading it gives the same value.
fn reads<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let Ok(read) = rmp_serde::from_slice::<T>(bytes) else { return Ok(false) };
    let written = rmp_serde::to_vec_named(&read).map_err(failed)?;
    let again: T = rmp_serde::from_slice(&written).map_err(failed)?;
    prop_assert_eq!(rmp_serde::to_vec_named(&again).map_err(failed)?, written);
    Ok(true)
}

fn failed(error: impl Debug) -> TestCaseError {
    TestCaseError::fail(format!("{error:?}"))
}

fn reads_any(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let kinds = [
        reads::<TokenSet>,
        reads::<UserSession>,
        reads::<SignInTransaction>,
        reads::<DeviceFlow>,
        reads::<StepUp>,
        reads::<Outcome>,
        reads::<SignInProblem>,
    ];
    kinds.iter().try_fold(false, |any, reads| Ok(any | reads(bytes)?))
}

#[test]
fn the_undamaged_records_can_be_read() {
    for (index, document) in documents().iter().enumerate() {
        assert!(reads_any(document).unwrap(), "{index}");
    }
}

static DOCUMENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(documents);

proptest! {
    #[test]
    fn a_damaged_record_is_read_completely_or_rejected(
        which in any::<prop::sample::Index>(),
        damage in damage(),
        other in vec(any::<u8>(), 0..64),
        json in object(json()),
    ) {
        reads_any(&damaged(which.get(&DOCUMENTS).clone(), &damage))?;
        reads_any(&other)?;
        reads_any(&rmp_serde::to_vec_named(&json).map_err(failed)?)?;
    }
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn a_session_with_changed_bytes_is_never_loaded(
        user in user(),
        damage in damage(),
        cut in option::of(any::<prop::sample::Index>()),
    ) {
        let (store, backend) = &*KEPT;
        STAGE.0.block_on(async {
            let data = HashMap::from([("user".to_owned(), user.clone())]);
            let mut record = Record { id: Id::default(), data, expiry_date: clock::now() + SessionLifetimes::default().absolute };
            store.create(&mut record).await.map_err(failed)?;
            let loaded = store.load(&record.id).await.map_err(failed)?.ok_or_else(|| failed("it is not there"))?;
            prop_assert_eq!(&loaded.data["user"], &user);
            let read: UserSession = serde_json::from_value(loaded.data["user"].clone()).map_err(failed)?;
            prop_assert_eq!(Some(read.subject.as_str()), user["subject"].as_str());

            let key = session_key(record.id);
            let kept = backend.session(key).await.map_err(failed)?.ok_or_else(|| failed("it is not kept"))?;
            let mut changed = damaged(kept.record.clone(), &damage);
            if let Some(cut) = cut {
                changed.truncate(cut.index(changed.len() + 1));
            }
            let is_same = changed == kept.record;
            let update = SessionUpdate::Record {
                expected: [kept.revision; 2],
                revision: kept.revision,
                record: changed,
                expires_at: kept.expires_at,
            };
            backend.update_session(key, update).await.map_err(failed)?;
            prop_assert_eq!(store.load(&record.id).await.map_err(failed)?.is_some(), is_same);
            prop_assert_eq!(backend.session(key).await.map_err(failed)?.is_some(), is_same);
            backend.end_sessions(&[key]).await.map_err(failed)?;
            Ok(())
        })?;
    }
}
