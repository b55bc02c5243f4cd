//! Properties of the parsers that hold for every input: no panic, bounded results, only values of a known form, and every written
//! value can be read back.
//!
//! `cargo test` tries some hundred inputs for each property; `make fuzz` tries a million.

mod browser;
mod challenge;
mod id_token;
mod key_file;
mod logout_token;
mod provider;
mod records;
mod requests;

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config as Cases};
use serde_json::{Map, Value};
use tokio::runtime::{Builder, Runtime};

use crate::cast::App;

/// Member names that the parsers know, so that some of the random documents are meaningful.
const MEMBERS: [&str; 24] = [
    "error",
    "error_description",
    "error_codes",
    "suberror",
    "trace_id",
    "correlation_id",
    "timestamp",
    "claims",
    "access_token",
    "id_token",
    "refresh_token",
    "expires_in",
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "keys",
    "kty",
    "kid",
    "n",
    "e",
    "alg",
    "iss",
    "aud",
];

/// The number of cases of an expensive property: in `cargo test` a tenth of the usual number, in `make fuzz` all.
fn some() -> Cases {
    const IN_TESTS: u32 = 256;
    let all = Cases::default();
    let cases = if all.cases <= IN_TESTS { all.cases / 10 } else { all.cases };
    Cases { cases, ..all }
}

/// Generates JSON of any kind with a moderate depth.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        select(vec!["https://op.example/a", "http://op.example", "3600", "RS256", "RSA", "AQAB"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::from), object(inner).prop_map(Value::from)]
    })
}

fn object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![4 => select(MEMBERS.to_vec()).prop_map(str::to_owned), 1 => "[a-z_]{0,6}"];
    vec((name, value), 0..6).prop_map(|members| members.into_iter().collect())
}

/// Generates random bytes, JSON, damaged JSON, and damaged copies of this document.
fn bytes(document: &'static str) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..64),
        3 => object(json()).prop_map(|object| Value::from(object).to_string().into_bytes()),
        2 => (object(json()), damage()).prop_map(|(object, damage)| damaged(Value::from(object).to_string().into_bytes(), &damage)),
        4 => damage().prop_map(move |damage| damaged(document.as_bytes().to_vec(), &damage)),
    ]
}

/// Generates changes of single bytes: the position and the new byte. `None` removes the byte.
fn damage() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<u8>)>> {
    let byte = prop_oneof![any::<u8>(), select(b"\"{}[]:,\\0-x ".to_vec())];
    vec((any::<prop::sample::Index>(), proptest::option::of(byte)), 1..4)
}

fn damaged(mut bytes: Vec<u8>, damage: &[(prop::sample::Index, Option<u8>)]) -> Vec<u8> {
    for (index, byte) in damage {
        if bytes.is_empty() {
            break;
        }
        let at = index.index(bytes.len());
        match byte {
            Some(byte) => bytes[at] = *byte,
            None => drop(bytes.remove(at)),
        }
    }
    bytes
}

/// One app for all cases, and the runtime of its tasks.
static STAGE: LazyLock<(Runtime, App)> = LazyLock::new(|| {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let app = runtime.block_on(App::start());
    (runtime, app)
});
