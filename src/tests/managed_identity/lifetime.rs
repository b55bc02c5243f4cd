//! The lifetime of a token in the cache: one fetch for all callers, renewal at half-life, and use until it expires.

use std::{sync::Arc, time::Duration};

use leptos_entra::{
    dev_tenant::{IdentityFault, Times},
    server::oidc::{IdentityError, ManagedIdentity},
};
use tokio::{task::JoinSet, time::sleep};

use super::{Service, identity, tenant};
use crate::tokens::until;

const WAIT: Duration = Duration::from_secs(5);

async fn token(identity: &Arc<ManagedIdentity>) -> Result<String, IdentityError> {
    identity.assertion(WAIT).await.map(|token| token.to_string())
}

#[tokio::test]
async fn concurrent_callers_share_one_fetch() {
    let tenant = tenant().await;
    let identity = identity(&tenant, Service::Imds);
    tenant.control().arm_identity_fault(IdentityFault::Hang { milliseconds: 300 }, Times::Once);
    let mut callers = JoinSet::new();
    for _ in 0..20 {
        let identity = Arc::clone(&identity);
        callers.spawn(async move { token(&identity).await });
    }
    let tokens = callers.join_all().await;
    assert!(tokens.iter().all(|token| token.is_ok() && *token == tokens[0]), "{tokens:?}");
    assert_eq!(tenant.control().counters().identity_requests, 1);
}

#[tokio::test]
async fn a_token_is_renewed_in_the_background_after_half_its_lifetime() {
    let tenant = tenant().await;
    let identity = identity(&tenant, Service::AppService);
    tenant.control().arm_identity_fault(IdentityFault::ExpiresIn { seconds: 8 }, Times::Once);
    let first = token(&identity).await.unwrap();
    assert_eq!(token(&identity).await.unwrap(), first);
    assert_eq!(tenant.control().counters().identity_requests, 1);
    sleep(Duration::from_millis(4_100)).await;
    assert_eq!(token(&identity).await.unwrap(), first, "no caller waits for the renewal");
    until(async || token(&identity).await.unwrap() != first).await;
    assert_eq!(tenant.control().counters().identity_requests, 2);
}

#[tokio::test]
async fn given_a_failed_renewal_the_token_is_used_until_it_expires() {
    let tenant = tenant().await;
    let identity = identity(&tenant, Service::Imds);
    tenant.control().arm_identity_fault(IdentityFault::ExpiresIn { seconds: 8 }, Times::Once);
    let first = token(&identity).await.unwrap();
    tenant.control().arm_identity_fault(IdentityFault::NotAssigned, Times::UntilReset);
    sleep(Duration::from_millis(4_100)).await;
    assert_eq!(token(&identity).await.unwrap(), first);
    until(async || tenant.control().counters().identity_requests == 2).await;
    sleep(Duration::from_millis(200)).await;
    assert_eq!(token(&identity).await.unwrap(), first);
    sleep(Duration::from_millis(200)).await;
    assert_eq!(tenant.control().counters().identity_requests, 2, "the renewal backs off");
    sleep(Duration::from_secs(4)).await;
    assert_eq!(token(&identity).await, Err(IdentityError::NotAssigned));
    tenant.control().reset();
    assert_ne!(token(&identity).await.unwrap(), first);
}
