//! The check of a right. What the provider can give is requested from it in one step; the rest is an error.
//!
//! It is apart from [`caller`](super::caller), because a right can need the user's groups, which [`graph`]
//! fetches.

use std::error::Error;

use openidconnect::Scope;

use super::{
    Caller, Needs, NotGranted, NotSignedIn, Right, SignedIn,
    api::ApiError,
    auth::RefreshError,
    caller::{Facts, REPEAT_STEP_AFTER_SECONDS, Refusal, Standing, log_store_error},
    clock,
    graph::{self, WholeMembership},
    oidc::ProofRequest,
    security_event::SecurityEvent,
    session::{Person, session_key},
};

impl Caller {
    /// Returns the proof that the user is signed in and has a right.
    ///
    /// A missing scope is requested silently first, with the refresh token. Otherwise it is requested, like a proof of
    /// authentication, by the step-up to which the reference in the error leads. If the provider does not give it even then,
    /// the error is [`NotGranted::ScopeMissing`] or [`NotGranted::ProofMissing`], so that there is no redirect loop. No
    /// step-up gives an app role or a group, or changes the tenant.
    pub async fn signed_in_with<R: Right>(&self) -> Result<SignedIn<R>, NotGranted> {
        Ok(self.signed_in_and_meets(&R::needs()).await?.with_right())
    }

    /// As [`Self::signed_in_with`], for permissions that are known at run time only. The proof carries no right.
    pub async fn signed_in_and_meets(&self, needs: &Needs) -> Result<SignedIn, NotGranted> {
        let user = self.signed_in().await?;
        let scopes = needed_scopes(&user, needs)?;
        let proof = check_facts(&user, needs, &scopes).await?;
        check_scopes(&user, &scopes, proof).await?;
        Ok(user)
    }
}

/// Returns the scopes of a right, with those of the settings of its APIs by name.
fn needed_scopes(user: &SignedIn, needs: &Needs) -> Result<Vec<Scope>, NotGranted> {
    let mut scopes = needs.scopes.clone();
    for name in &needs.apis {
        let api = user.services().apis.get(name).ok_or(NotGranted::ApiNotConfigured { api: name })?;
        scopes.extend(api.scopes.iter().cloned());
    }
    Ok(scopes)
}

/// Checks everything except the scopes. Returns the proof that a step-up for the scopes must request with them.
async fn check_facts(user: &SignedIn, needs: &Needs, scopes: &[Scope]) -> Result<ProofRequest, NotGranted> {
    let record = user.user();
    let without_groups = Facts { user: record, groups: None, now: clock::unix_now() };
    let membership = match needs.standing(&without_groups) {
        Standing::GroupsUnknown => Some(membership(user).await?),
        _ => None,
    };
    let facts = Facts { groups: membership.as_ref().map(WholeMembership::group_ids), ..without_groups };
    let proof = needs.proof_request(&facts);
    match needs.standing(&facts) {
        Standing::Met => Ok(proof),
        Standing::StepNeeded if proof.again && user.services().signs_in_by_device_code() => {
            log_missing_right(
                user,
                "a sign-in by device code cannot request the age or the class of the authentication",
            );
            Err(NotGranted::ProofNotRequestable)
        }
        Standing::StepNeeded => Err(step(user, scopes, proof).await),
        Standing::GroupsUnknown => Err(NotGranted::MembershipUnknown),
        Standing::Refused(refusal) => Err(refused(user, refusal)),
    }
}

/// Checks that the session has access tokens with these scopes.
async fn check_scopes(user: &SignedIn, scopes: &[Scope], proof: ProofRequest) -> Result<(), NotGranted> {
    let known = user.services().auth.relying_party.scopes();
    for (needed, wanted) in known.by_resource(scopes.to_vec()).iter().zip(known.wanted(scopes)) {
        match user.api_token(&wanted, None).await {
            Ok(token) if token.grants(needed) => {}
            Ok(_) | Err(RefreshError::StepUp | RefreshError::Irreplaceable) => {
                return Err(consent(user, needed.scopes(), scopes, proof).await);
            }
            Err(error) => {
                let reason = &error as &dyn Error;
                tracing::warn!(error = reason, "no access token for the permissions of a page");
                return Err(NotGranted::Token(error));
            }
        }
    }
    Ok(())
}

/// Returns the user's groups. A failure is an error, and never means that there are no groups.
async fn membership(user: &SignedIn) -> Result<WholeMembership, NotGranted> {
    graph::membership(user).await.map_err(|error| match error {
        ApiError::StepUp(reference) => NotGranted::StepUp(reference),
        ApiError::SessionEnded => NotGranted::Token(RefreshError::Ended),
        ApiError::Token(error) => NotGranted::Token(error),
        ApiError::Store(error) => NotGranted::NotSignedIn(NotSignedIn::Store(error)),
        _ => NotGranted::MembershipUnknown,
    })
}

fn refused(user: &SignedIn, refusal: Refusal) -> NotGranted {
    let (reason, error) = match refusal {
        Refusal::OtherTenant => ("the user belongs to another tenant", NotGranted::OtherTenant),
        Refusal::RoleMissing => ("an app role is missing", NotGranted::RoleMissing),
        Refusal::GroupMissing => ("the user is not in a group", NotGranted::GroupMissing),
        Refusal::ProofMissing if user.user().authenticated_at.is_none() => {
            ("the provider did not give the requested proof; its ID token has no auth_time", NotGranted::ProofMissing)
        }
        Refusal::ProofMissing => ("the provider did not give the requested proof", NotGranted::ProofMissing),
    };
    log_missing_right(user, reason);
    error
}

/// Requests consent to the missing scopes by a step-up. If a recent step-up has requested them without success, the
/// scopes are reported as missing, because another step-up would be a redirect loop. Exception: a claims challenge
/// is stored, whose claims that step-up did not request.
async fn consent(user: &SignedIn, missing: &[Scope], scopes: &[Scope], proof: ProofRequest) -> NotGranted {
    let record = user.user();
    let is_recent = record.signed_in_at.saturating_add(REPEAT_STEP_AFTER_SECONDS) > clock::unix_now();
    let was_requested = missing.iter().all(|scope| record.consent_requested.contains(scope));
    if is_recent && was_requested && matches!(user.claims_request().await, Ok(None)) {
        log_missing_right(user, "the provider did not grant a scope");
        return NotGranted::ScopeMissing;
    }
    step(user, scopes, proof).await
}

async fn step(user: &SignedIn, scopes: &[Scope], proof: ProofRequest) -> NotGranted {
    match user.request_proof(scopes, proof).await {
        Ok(reference) => NotGranted::StepUp(reference),
        Err(error) => {
            log_store_error(&error);
            NotGranted::NotSignedIn(NotSignedIn::Store(error))
        }
    }
}

fn log_missing_right(user: &SignedIn, reason: &str) {
    let store = &user.services().auth.store;
    let session = store.session_in_log(session_key(user.session_id()));
    let user = store.user_in_log(Person::of(user.user()));
    tracing::info!(event = SecurityEvent::RightMissing.name(), session, user, "{reason}");
}
