//! Random interleavings of all operations on sessions and tokens, compared with a simple model.
//!
//! Proptest generates the interleavings and shrinks a failing one. Each uses other keys, so that all can share a backend.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU8, Ordering},
};

use leptos_entra::server::session::{
    SessionKey,
    store::backend::{LeaseChange, SessionFilter, TokenCondition},
};
use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    prop_oneof,
    test_runner::{Config, TestError, TestRunner},
};

use super::records::{NOW, Shared, acquire, last_use, save, session};

/// An operation on one of the sessions of an interleaving.
#[derive(Clone, Debug)]
enum Step {
    Create,
    /// Saves a session with a revision that is this many revisions old: 0 is the newest.
    Save {
        behind: i64,
    },
    Use,
    End,
    Expire,
    PutTokens,
    /// Replaces the tokens with a version that is this many versions old.
    Refresh {
        behind: i64,
    },
    LeaseChange {
        owner: i64,
    },
    Release {
        owner: i64,
    },
    TimePasses,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => proptest::strategy::Just(Step::Create),
        3 => (0..2_i64).prop_map(|behind| Step::Save { behind }),
        1 => proptest::strategy::Just(Step::Use),
        2 => proptest::strategy::Just(Step::End),
        1 => proptest::strategy::Just(Step::Expire),
        2 => proptest::strategy::Just(Step::PutTokens),
        3 => (0..2_i64).prop_map(|behind| Step::Refresh { behind }),
        3 => (1..4_i64).prop_map(|owner| Step::LeaseChange { owner }),
        1 => (1..4_i64).prop_map(|owner| Step::Release { owner }),
        1 => proptest::strategy::Just(Step::TimePasses),
    ]
}

#[derive(Clone, Debug)]
struct Session {
    revision: i64,
    seen_at: i64,
    tokens: Option<Tokens>,
}

#[derive(Clone, Debug)]
struct Tokens {
    version: i64,
    lease: Option<(i64, i64)>,
}

/// The content that the backend must have after the steps so far.
#[derive(Default)]
struct Model {
    now: i64,
    sessions: HashMap<SessionKey, Session>,
    /// Expired sessions get no further operations, because a backend may delete them at any time.
    expired: Vec<SessionKey>,
}

impl Model {
    const LEASE: i64 = 3;

    /// Runs a step on the backend and on the model. Fails if their results differ.
    async fn take(&mut self, backend: &Shared, key: SessionKey, step: &Step) -> Result<(), String> {
        let now = self.now;
        let known = self.sessions.get_mut(&key);
        let (is, ought) = match (step, known) {
            (Step::TimePasses, _) => {
                self.now += 1;
                (true, true)
            }
            (Step::Create, known) => {
                let ought = known.is_none();
                let is = backend.insert_session(session(key, Some(key.to_bytes().into())), now).await;
                if ought {
                    self.sessions.insert(key, Session { revision: 1, seen_at: now, tokens: None });
                }
                (is.unwrap(), ought)
            }
            (Step::Expire, Some(known)) => {
                let expire = save([known.revision; 2], Vec::new(), known.revision, now);
                let is = backend.update_session(key, expire).await.unwrap();
                self.sessions.remove(&key);
                self.expired.push(key);
                while backend.sweep(now, 0, 3).await.unwrap() > 0 {}
                (is, true)
            }
            (Step::Save { behind }, known) => {
                let (read, ought) = (known.as_ref().map_or(1, |known| known.revision) - behind, known.is_some());
                let save = save([read, read], vec![7], read + 1, NOW + 100);
                let saved = backend.update_session(key, save).await.unwrap();
                if let Some(known) = known.filter(|_| *behind == 0) {
                    known.revision += 1;
                }
                (saved, ought && *behind == 0)
            }
            (Step::Use, known) => {
                backend.update_session(key, last_use(now)).await.unwrap();
                if let Some(known) = known {
                    known.seen_at = now;
                }
                (true, true)
            }
            (Step::End, known) => {
                let ought = known.is_some();
                self.sessions.remove(&key);
                (backend.end_sessions(&[key]).await.unwrap() == 1, ought)
            }
            (step, known) => take_with_tokens(backend, key, step, known, now).await,
        };
        if is == ought { Ok(()) } else { Err(format!("{step:?} said {is}")) }
    }

    /// Compares the content of the backend with the model.
    async fn agrees(&self, backend: &Shared, keys: &[SessionKey]) -> Result<(), String> {
        for key in keys {
            let is = backend.session(*key).await.unwrap().filter(|found| found.expires_at > self.now);
            let is = is.map(|found| (found.revision, found.seen_at));
            let ought = self.sessions.get(key);
            if is != ought.map(|known| (known.revision, known.seen_at)) {
                return Err(format!("the session is {is:?}, and ought to be {ought:?}"));
            }
            if !self.expired.contains(key) {
                let tokens = backend.tokens(*key).await.unwrap().map(|found| found.version);
                let listed = backend.list_sessions(SessionFilter::OfPerson(key.to_bytes().into())).await.unwrap().len();
                let known = ought.and_then(|known| known.tokens.as_ref()).map(|tokens| tokens.version);
                if (tokens, listed) != (known, usize::from(ought.is_some())) {
                    return Err(format!("tokens {tokens:?}, listed {listed}, and ought to be {ought:?}"));
                }
            }
        }
        Ok(())
    }
}

async fn take_with_tokens(
    backend: &Shared,
    key: SessionKey,
    step: &Step,
    known: Option<&mut Session>,
    now: i64,
) -> (bool, bool) {
    match (step, known) {
        (Step::PutTokens, known) => {
            let ought = known.is_some();
            if let Some(known) = known {
                known.tokens = Some(Tokens { version: 1, lease: None });
            }
            (backend.put_tokens(key, vec![1], TokenCondition::Always).await.unwrap(), ought)
        }
        (Step::Refresh { behind }, known) => {
            let tokens = known.and_then(|known| known.tokens.as_mut());
            let read = tokens.as_ref().map_or(1, |tokens| tokens.version) - behind;
            let ought = tokens.is_some() && *behind == 0;
            if let Some(tokens) = tokens.filter(|_| *behind == 0) {
                *tokens = Tokens { version: read + 1, lease: None };
            }
            (backend.put_tokens(key, vec![2], TokenCondition::IfVersion(read)).await.unwrap(), ought)
        }
        (Step::LeaseChange { owner }, known) => {
            let tokens = known.and_then(|known| known.tokens.as_mut());
            let free = tokens
                .as_ref()
                .is_some_and(|tokens| tokens.lease.is_none_or(|(holder, until)| until <= now || holder == *owner));
            if let Some(tokens) = tokens.filter(|_| free) {
                tokens.lease = Some((*owner, now + Model::LEASE));
            }
            (backend.lease_tokens(key, acquire(*owner, now, now + Model::LEASE)).await.unwrap(), free)
        }
        (Step::Release { owner }, known) => {
            backend.lease_tokens(key, LeaseChange::Release { owner: *owner }).await.unwrap();
            if let Some(tokens) = known.and_then(|known| known.tokens.as_mut()) {
                tokens.lease = tokens.lease.filter(|(holder, _)| holder != owner);
            }
            (true, true)
        }
        _ => (true, true),
    }
}

/// Runs one interleaving on the backend. `round` makes keys that no other interleaving uses.
async fn run(backend: &Shared, round: u8, steps: &[(u8, Step)]) -> Result<(), String> {
    let key = |number| <[u8; 32]>::try_from([&[round, number], [0; 30].as_slice()].concat()).unwrap();
    let keys: Vec<SessionKey> = (0..3).map(|number| key(number).into()).collect();
    let mut model = Model { now: NOW, ..Model::default() };
    for (number, step) in steps {
        let key = keys[usize::from(*number) % keys.len()];
        if !model.expired.contains(&key) {
            model.take(backend, key, step).await?;
        }
        model.agrees(backend, &keys).await?;
    }
    for key in keys {
        backend.end_sessions(&[key]).await.unwrap();
    }
    Ok(())
}

pub async fn random_interleavings_agree_with_a_simple_model(backend: Shared) {
    let rounds = AtomicU8::new(0);
    let handle = tokio::runtime::Handle::current();
    let found = tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
        runner.run(&vec((any::<u8>(), step()), 1..40), |steps| {
            let round = rounds.fetch_add(1, Ordering::Relaxed);
            handle.block_on(run(&backend, round, &steps)).map_err(proptest::test_runner::TestCaseError::fail)
        })
    });
    match found.await.unwrap() {
        Ok(()) => {}
        Err(TestError::Fail(reason, steps)) => panic!("{reason} after {steps:?}"),
        Err(error) => panic!("{error}"),
    }
}
