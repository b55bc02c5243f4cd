//! Makes the signed ID token of a token response, with a defect if a test has armed one.

use std::sync::Arc;

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::jwt;
use crate::dev_tenant::protocol::policy::RESET_PASSWORD;
use crate::dev_tenant::protocol::random::{guid, opaque};
use crate::dev_tenant::protocol::signing_key::SigningKey;
use crate::dev_tenant::state::faults::IdTokenFault;
use crate::dev_tenant::state::tenant::Tenant;

pub async fn signed_id_token(tenant: &Tenant, home: Home, mut claims: Value) -> String {
    if let Some(origin) = tenant.switches.id_token_origin() {
        claims["iss"] = Value::from(origin.issuer);
        claims["tid"] = Value::from(origin.tenant);
    }
    tenant.switches.change_id_token(&mut claims);
    let fault = tenant.switches.id_token_fault.strike();
    let key = tenant.id_token_key(home).await;
    signed(tenant, &key, Unsigned { home, claims, fault }).await
}

/// The contents of a token, and its defect if a test has armed one.
pub struct Unsigned {
    pub home: Home,
    pub claims: Value,
    pub fault: Option<IdTokenFault>,
}

/// Signs a token with this key, or with another one if that is its defect.
pub async fn signed(tenant: &Tenant, key: &SigningKey, token: Unsigned) -> String {
    let Unsigned { home, mut claims, fault } = token;
    if let Some(fault) = fault {
        apply_defect(&mut claims, home, fault);
    }
    match fault {
        Some(IdTokenFault::BadSignature) => {
            let foreign = SigningKey::generate_in_background().await;
            let input = jwt::signing_input(&jwt::header(&key.key_id), &claims);
            jwt::with_signature(&input, &foreign.sign(input.as_bytes()))
        }
        Some(IdTokenFault::UnknownKid) => jwt::signed(&SigningKey::generate_in_background().await, &claims),
        Some(IdTokenFault::KeyOfOtherIssuer) => {
            let other = other_key(tenant, home).await;
            jwt::signed(&other, &claims)
        }
        Some(IdTokenFault::AlgNone) => {
            let header = json!({ "typ": "JWT", "alg": "none", "kid": key.key_id });
            jwt::with_signature(&jwt::signing_input(&header, &claims), &[])
        }
        Some(IdTokenFault::Hs256WithPublicKey) => hs256(key, &claims, key.public_pem().as_bytes()),
        Some(IdTokenFault::Hs256WithClientSecret) => {
            hs256(key, &claims, tenant.registration.client_secret().as_bytes())
        }
        _ => jwt::signed(key, &claims),
    }
}

/// Returns a signing key that the JWK set lists for another issuer: for personal accounts, or for all other accounts.
async fn other_key(tenant: &Tenant, home: Home) -> Arc<SigningKey> {
    match home {
        Home::Personal => tenant.keys.current().await,
        Home::Ours | Home::Partner => tenant.signing_key(Home::Personal).await,
    }
}

fn apply_defect(claims: &mut Value, home: Home, fault: IdTokenFault) {
    let now = claims["iat"].as_u64().unwrap_or_default();
    match fault {
        IdTokenFault::WrongNonce => claims["nonce"] = Value::from(opaque()),
        IdTokenFault::NoNonce => remove(claims, "nonce"),
        IdTokenFault::WrongAudience => claims["aud"] = Value::from(guid()),
        IdTokenFault::ExtraAudienceWithoutAzp => claims["aud"] = json!([claims["aud"], guid()]),
        IdTokenFault::WrongIssuer => move_to(claims, "iss", home, &guid()),
        IdTokenFault::OtherTenant => {
            let other = guid();
            move_to(claims, "iss", home, &other);
            move_to(claims, "tid", home, &other);
        }
        IdTokenFault::TenantBesideIssuer => claims["tid"] = Value::from(guid()),
        IdTokenFault::NoTenant => remove(claims, "tid"),
        IdTokenFault::VersionOne => claims["ver"] = Value::from("1.0"),
        IdTokenFault::OtherPolicy => claims["tfp"] = Value::from(RESET_PASSWORD),
        IdTokenFault::NoPolicy => remove(claims, "tfp"),
        IdTokenFault::Expired => set_times(claims, now.saturating_sub(2 * DAY)),
        IdTokenFault::IssuedInTheFuture => set_times(claims, now + DAY),
        IdTokenFault::NoSubject => remove(claims, "sub"),
        IdTokenFault::NoIssuedAt => remove(claims, "iat"),
        IdTokenFault::WrongAtHash => claims["at_hash"] = Value::from(opaque().get(..22)),
        IdTokenFault::BadSignature
        | IdTokenFault::AlgNone
        | IdTokenFault::Hs256WithPublicKey
        | IdTokenFault::Hs256WithClientSecret
        | IdTokenFault::UnknownKid
        | IdTokenFault::KeyOfOtherIssuer => {}
    }
}

/// Replaces the ID of the user's home tenant in a claim by the ID of another tenant.
fn move_to(claims: &mut Value, claim: &str, home: Home, other: &str) {
    if let Some(text) = claims[claim].as_str() {
        claims[claim] = Value::from(text.replace(home.id(), other));
    }
}

const DAY: u64 = 24 * 3600;

fn set_times(claims: &mut Value, issued_at: u64) {
    claims["iat"] = Value::from(issued_at);
    claims["nbf"] = Value::from(issued_at);
    claims["exp"] = Value::from(issued_at + 3600);
}

fn remove(claims: &mut Value, name: &str) {
    if let Some(members) = claims.as_object_mut() {
        members.remove(name);
    }
}

fn hs256(key: &SigningKey, claims: &Value, shared: &[u8]) -> String {
    let header = json!({ "typ": "JWT", "alg": "HS256", "kid": key.key_id });
    let input = jwt::signing_input(&header, claims);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, shared), input.as_bytes());
    jwt::with_signature(&input, tag.as_ref())
}
