//! An independent verifier (crate `openidconnect`) rejects each fault that the dev tenant can put into an ID token.

use std::str::FromStr as _;

use leptos_entra::dev_tenant::{IdTokenFault, Running, Times};
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet};
use openidconnect::{ClientId, ClientSecret, IssuerUrl, Nonce};
use serde_json::Value;

use super::cast::{dev_tenant, http, part_of, tokens_of};

async fn verify(tenant: &Running, id_token: &Value) -> Result<(), String> {
    let keys = http().get(format!("{}/discovery/v2.0/keys", tenant.authority())).send().await.unwrap();
    let keys: CoreJsonWebKeySet = serde_json::from_str(&keys.text().await.unwrap()).unwrap();
    let verifier = CoreIdTokenVerifier::new_confidential_client(
        ClientId::new(tenant.client_id().to_owned()),
        ClientSecret::new(tenant.client_secret().to_owned()),
        IssuerUrl::new(format!("{}/v2.0", tenant.authority())).unwrap(),
        keys,
    );
    let token = CoreIdToken::from_str(id_token.as_str().unwrap()).map_err(|error| error.to_string())?;
    let claims = token.claims(&verifier, &Nonce::new("the-nonce".to_owned())).map_err(|error| error.to_string())?;
    match claims.access_token_hash() {
        Some(_) => Err("an at_hash that Entra ID does not send".to_owned()),
        None => Ok(()),
    }
}

#[tokio::test]
async fn an_id_token_without_a_fault_verifies() {
    let tenant = dev_tenant().await;
    for persona in ["maya", "layla", "mallory"] {
        assert_eq!(verify(&tenant, &tokens_of(&tenant, persona).await["id_token"]).await, Ok(()));
    }
}

#[tokio::test]
async fn each_fault_affects_one_token_which_is_rejected() {
    let tenant = dev_tenant().await;
    let faults = [
        IdTokenFault::WrongNonce,
        IdTokenFault::NoNonce,
        IdTokenFault::WrongAudience,
        IdTokenFault::ExtraAudienceWithoutAzp,
        IdTokenFault::WrongIssuer,
        IdTokenFault::Expired,
        IdTokenFault::NoSubject,
        IdTokenFault::NoIssuedAt,
        IdTokenFault::WrongAtHash,
        IdTokenFault::BadSignature,
        IdTokenFault::AlgNone,
        IdTokenFault::Hs256WithPublicKey,
        IdTokenFault::Hs256WithClientSecret,
        IdTokenFault::UnknownKid,
    ];
    for fault in faults {
        tenant.control().arm_id_token_fault(fault, Times::Once);
        let verdict = verify(&tenant, &tokens_of(&tenant, "maya").await["id_token"]).await;
        assert!(verdict.is_err(), "{fault:?}");
        assert_eq!(verify(&tenant, &tokens_of(&tenant, "maya").await["id_token"]).await, Ok(()), "after {fault:?}");
    }
}

#[tokio::test]
async fn a_future_token_fault_moves_iat_by_about_a_day() {
    let tenant = dev_tenant().await;
    let today = part_of(&tokens_of(&tenant, "maya").await["id_token"], 1);
    tenant.control().arm_id_token_fault(IdTokenFault::IssuedInTheFuture, Times::UntilReset);
    for _ in 0..2 {
        let tomorrow = part_of(&tokens_of(&tenant, "maya").await["id_token"], 1);
        assert!(tomorrow["iat"].as_u64().unwrap() > today["iat"].as_u64().unwrap() + 80_000);
        assert_eq!(tomorrow["iat"], tomorrow["nbf"]);
    }
    tenant.control().reset();
    assert_eq!(verify(&tenant, &tokens_of(&tenant, "maya").await["id_token"]).await, Ok(()));
}

#[tokio::test]
async fn a_rotated_key_signs_and_the_old_one_stays_published() {
    let tenant = dev_tenant().await;
    let before = tokens_of(&tenant, "maya").await;
    tenant.control().rotate_signing_key().await;
    let after = tokens_of(&tenant, "maya").await;
    assert_ne!(part_of(&before["id_token"], 0)["kid"], part_of(&after["id_token"], 0)["kid"]);
    for body in [before, after] {
        assert_eq!(verify(&tenant, &body["id_token"]).await, Ok(()));
    }
}
