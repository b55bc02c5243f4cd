//! The texts of the errors that pages show: a heading, and the next step. Only the server has them.

mod api;

use crate::{
    error::{AppError, NextStep, ShownError},
    paths, text,
    texts::units,
};

impl AppError {
    /// Returns the heading of the error.
    pub fn title(&self) -> String {
        match self {
            Self::SignedOut => text!("failure-signed-out-title"),
            Self::SessionEnded => text!("failure-session-ended-title"),
            Self::StepUp { .. } => text!("failure-step-up-title"),
            Self::CrossSite => text!("failure-cross-site-title"),
            Self::BadRequest => text!("failure-bad-request-title"),
            Self::RequestTooLarge => text!("failure-request-too-large-title"),
            Self::StoreUnavailable => text!("failure-store-unavailable-title"),
            Self::ProviderUnavailable => text!("failure-provider-unavailable-title"),
            Self::Busy => text!("failure-busy-title"),
            Self::NotConfigured => text!("failure-not-configured-title"),
            Self::ApiUnauthorized => text!("failure-api-unauthorized-title"),
            Self::RoleMissing => text!("failure-role-missing-title"),
            Self::OtherTenant => text!("failure-other-tenant-title"),
            Self::ScopeMissing => text!("failure-scope-missing-title"),
            Self::GroupMissing => text!("failure-group-missing-title"),
            Self::ProofMissing => text!("failure-proof-missing-title"),
            Self::ProofNotRequestable => text!("failure-proof-not-requestable-title"),
            Self::MembershipUnknown => text!("failure-membership-unknown-title"),
            Self::ApiForbidden { .. } => text!("failure-api-forbidden-title"),
            Self::ApiNotConfigured { .. } => text!("failure-api-not-configured-title"),
            Self::ApiForeignPage => text!("failure-api-foreign-page-title"),
            Self::ApiNotFound { .. } => text!("failure-api-not-found-title"),
            Self::ApiThrottled { .. } | Self::TooManyRequests { .. } => text!("failure-too-many-requests-title"),
            Self::ApiRejected { status, .. } | Self::ApiFailed { status, .. } => api::title(*status),
            Self::ApiRedirected { .. } => text!("failure-api-redirected-title"),
            Self::ApiTimeout => text!("failure-api-timeout-title"),
            Self::ApiUnreachable => text!("failure-api-unreachable-title"),
            Self::ApiNotJson { .. } | Self::ApiUnexpectedJson => text!("failure-api-unexpected-title"),
            Self::ApiUndecodable { .. } => text!("failure-api-undecodable-title"),
            Self::ApiTooLarge => text!("failure-api-too-large-title"),
            Self::Offline => text!("failure-offline-title"),
            Self::Unexpected => text!("failure-unexpected-title"),
        }
    }

    /// Returns the next step for the user.
    pub fn advice(&self) -> String {
        match self {
            Self::SignedOut | Self::SessionEnded => text!("failure-signed-out-advice"),
            Self::StepUp { .. } => text!("failure-step-up-advice"),
            Self::CrossSite => text!("failure-cross-site-advice"),
            Self::BadRequest => text!("failure-bad-request-advice"),
            Self::RequestTooLarge => text!("failure-request-too-large-advice"),
            Self::TooManyRequests { retry_after } => units::retry(Some(*retry_after)),
            Self::Busy => text!("failure-busy-advice"),
            Self::StoreUnavailable => text!("failure-store-unavailable-advice"),
            Self::ProviderUnavailable => text!("failure-provider-unavailable-advice"),
            Self::NotConfigured => text!("failure-not-configured-advice"),
            Self::RoleMissing => text!("failure-role-missing-advice"),
            Self::OtherTenant => text!("failure-other-tenant-advice"),
            Self::ScopeMissing => text!("failure-scope-missing-advice"),
            Self::GroupMissing => text!("failure-group-missing-advice"),
            Self::ProofMissing => text!("failure-proof-missing-advice"),
            Self::ProofNotRequestable => text!("failure-proof-not-requestable-advice"),
            Self::MembershipUnknown => text!("failure-membership-unknown-advice"),
            Self::Offline => text!("failure-offline-advice"),
            Self::Unexpected => text!("failure-unexpected-advice"),
            _ => self.advice_of_api(),
        }
    }

    /// Returns the next step after an error of the downstream API.
    fn advice_of_api(&self) -> String {
        match self {
            Self::ApiUnauthorized => text!("failure-api-unauthorized-advice"),
            Self::ApiForbidden { code } => api::responded(403, code.as_deref(), text!("failure-api-forbidden-advice")),
            Self::ApiNotConfigured { setting } => {
                text!("failure-api-not-configured-advice", setting = setting.as_str())
            }
            Self::ApiForeignPage => text!("failure-api-foreign-page-advice"),
            Self::ApiNotFound { code } => api::responded(404, code.as_deref(), text!("failure-api-not-found-advice")),
            Self::ApiThrottled { retry_after } => units::retry(*retry_after),
            Self::ApiRejected { status, code } => api::advice(*status, code.as_deref(), None),
            Self::ApiFailed { status, code, retry_after } => api::advice(*status, code.as_deref(), *retry_after),
            Self::ApiRedirected { status, to } => api::redirected(*status, to.as_deref()),
            Self::ApiNotJson { media_type, bytes } => api::not_json(media_type.as_deref(), *bytes),
            Self::ApiUnexpectedJson => text!("failure-api-lacks-data-advice"),
            Self::ApiUndecodable { encoding } => api::undecodable(encoding.as_deref()),
            Self::ApiTooLarge => text!("failure-api-too-large-advice"),
            // The API did not respond in time, or cannot be reached.
            _ => text!("failure-soon-advice"),
        }
    }

    /// Returns the link to the next step, if the user has to go to the provider.
    fn next_step(&self) -> Option<NextStep> {
        let (label, path) = match self {
            Self::StepUp { reference: Some(reference) } => {
                (text!("failure-continue"), paths::step_up(paths::HOME, reference))
            }
            Self::StepUp { reference: None } => (text!("failure-continue"), paths::sign_in(paths::HOME)),
            Self::SignedOut | Self::SessionEnded => (text!("failure-sign-in-again"), paths::sign_in(paths::HOME)),
            _ => return None,
        };
        Some(NextStep { label, path })
    }
}

impl From<&AppError> for ShownError {
    fn from(error: &AppError) -> Self {
        Self {
            title: error.title(),
            advice: error.advice(),
            next: error.next_step(),
            has_ended: matches!(error, AppError::SignedOut | AppError::SessionEnded),
            is_temporary: error.may_pass(),
        }
    }
}
