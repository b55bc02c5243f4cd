//! The reasons why a caller is not signed in, or does not have a right.

use crate::{
    error::AppError,
    server::{
        auth::RefreshError,
        named_apis::endpoint_setting,
        session::{Reference, StoreError},
    },
};

/// The reason why the caller is not signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    #[error("the caller is signed out")]
    SignedOut,
    #[error("the session store is unavailable")]
    Store(#[from] StoreError),
}

/// The reason why the caller does not have the right.
#[derive(Debug, thiserror::Error)]
pub enum NotGranted {
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    #[error("an app role is missing")]
    RoleMissing,
    #[error("the user belongs to another tenant")]
    OtherTenant,
    #[error("the user is not in the group")]
    GroupMissing,
    /// The log has the reason.
    #[error("the user's groups are unknown")]
    MembershipUnknown,
    /// The provider did not give the authentication that the step-up requested: its age, its class or its context.
    #[error("the provider did not give the requested proof of authentication")]
    ProofMissing,
    /// The app signs users in by device code, and such a sign-in cannot request the age or the class of the authentication.
    #[error("a sign-in by device code cannot request the proof of authentication")]
    ProofNotRequestable,
    /// Consent was requested from the user, and the provider has not granted the scope.
    #[error("the provider did not grant a scope")]
    ScopeMissing,
    /// A step-up at the provider can grant the missing scope or authentication context. The reference identifies the
    /// stored step-up.
    #[error("a step-up at the provider is needed")]
    StepUp(Reference),
    #[error("there is no access token")]
    Token(#[source] RefreshError),
    /// The right is for an API by name that has no settings.
    #[error("the API {api} is not configured")]
    ApiNotConfigured { api: &'static str },
}

impl From<NotSignedIn> for AppError {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::SignedOut => Self::SignedOut,
            NotSignedIn::Store(_) => Self::StoreUnavailable,
        }
    }
}

impl From<NotGranted> for AppError {
    fn from(error: NotGranted) -> Self {
        match error {
            NotGranted::NotSignedIn(error) => error.into(),
            NotGranted::RoleMissing => Self::RoleMissing,
            NotGranted::OtherTenant => Self::OtherTenant,
            NotGranted::GroupMissing => Self::GroupMissing,
            NotGranted::MembershipUnknown => Self::MembershipUnknown,
            NotGranted::ProofMissing => Self::ProofMissing,
            NotGranted::ProofNotRequestable => Self::ProofNotRequestable,
            NotGranted::ScopeMissing => Self::ScopeMissing,
            NotGranted::StepUp(reference) => Self::step_up(reference.into_secret()),
            NotGranted::Token(error) => error.into(),
            NotGranted::ApiNotConfigured { api } => Self::ApiNotConfigured { setting: endpoint_setting(api) },
        }
    }
}
