//! The texts of the errors that pages show: a heading, and the next step.

use super::{AppError, api, units};

/// Title and advice of the error that the browser's part of the app reports if a request to the server fails.
pub const OFFLINE: (&str, &str) = ("No connection", "Nothing was lost. Check your connection and try again.");
/// Title and advice of an error whose cause is only in the log.
pub const UNEXPECTED: (&str, &str) =
    ("Something went wrong", "Try again. If it happens again, tell the administrators of this app.");

impl AppError {
    /// Returns the heading of the error.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::SignedOut => "You are not signed in",
            Self::SessionEnded => "Your sign-in has ended",
            Self::StepUp { .. } => "One more step is needed",
            Self::CrossSite => "This request came from another site",
            Self::BadRequest => "This request is not complete",
            Self::RequestTooLarge => "This request is too large",
            Self::StoreUnavailable => "Your session cannot be read right now",
            Self::ProviderUnavailable => "The sign-in service cannot be reached",
            Self::Busy => "Your access is being renewed",
            Self::NotConfigured => "This app is not set up yet",
            Self::ApiUnauthorized => "The API did not accept your sign-in",
            Self::RoleMissing => "You need a role for this",
            Self::OtherTenant => "Your organization has no access to this",
            Self::ScopeMissing => "This app lacks a permission",
            Self::GroupMissing => "You are not in the group for this",
            Self::ProofMissing => "The sign-in service did not confirm your identity",
            Self::MembershipUnknown => "Your groups cannot be read",
            Self::ApiForbidden { .. } => "You do not have permission for this",
            Self::ApiNotConfigured => "No API is set up for this app",
            Self::ApiNotFound { .. } => "The API has nothing at this address",
            Self::ApiThrottled { .. } | Self::TooManyRequests { .. } => "Too many requests",
            Self::ApiRejected { status, .. } | Self::ApiFailed { status, .. } => api::title(*status),
            Self::ApiRedirected { .. } => "The API is at another address",
            Self::ApiTimeout => "The API did not respond in time",
            Self::ApiUnreachable => "The API cannot be reached",
            Self::ApiNotJson { .. } | Self::ApiUnexpectedJson => "The API sent an unexpected response",
            Self::ApiUndecodable { .. } => "The response cannot be decoded",
            Self::ApiTooLarge => "The response is too large",
            Self::Offline => OFFLINE.0,
            Self::Unexpected => UNEXPECTED.0,
        }
    }

    /// Returns the next step for the user.
    pub fn advice(&self) -> String {
        match self {
            Self::SignedOut | Self::SessionEnded => "Sign in again to continue.".into(),
            Self::StepUp { .. } => {
                "Continue to the sign-in service, and confirm your identity or accept the permissions. You stay signed in."
                    .into()
            }
            Self::CrossSite => "Nothing was changed. Go to the homepage and try again from there.".into(),
            Self::BadRequest => "Nothing was changed. Go back and try again.".into(),
            Self::RequestTooLarge => {
                "Nothing was changed. If it happens again, delete the cookies of this address in your browser.".into()
            }
            Self::Busy => "You are still signed in. Try again in a moment.".into(),
            Self::StoreUnavailable => "If you were signed in, you still are. Try again in a moment.".into(),
            Self::ProviderUnavailable => {
                "You cannot sign in right now. If you are already signed in, you can continue. Try again in a moment."
                    .into()
            }
            Self::NotConfigured => "Tell the administrators of this app. Its homepage lists the settings to correct.".into(),
            Self::ApiUnauthorized => {
                "Sign out and sign in again. If that does not help, ask your administrator.".into()
            }
            Self::RoleMissing
            | Self::OtherTenant
            | Self::ScopeMissing
            | Self::GroupMissing
            | Self::ProofMissing
            | Self::MembershipUnknown => self.missing_right().into(),
            Self::ApiForbidden { code } => {
                api::responded(403, code.as_deref(), "Ask your administrator for the permission that this call needs.")
            }
            Self::ApiNotConfigured => "Ask the administrators of this app to set ENDPOINT.".into(),
            Self::ApiNotFound { code } => api::not_found(code.as_deref()),
            Self::ApiThrottled { retry_after } => units::retry(*retry_after),
            Self::TooManyRequests { retry_after } => units::retry(Some(*retry_after)),
            Self::ApiRejected { status, code } => api::advice(*status, code.as_deref(), None),
            Self::ApiFailed { status, code, retry_after } => api::advice(*status, code.as_deref(), *retry_after),
            Self::ApiRedirected { status, to } => api::redirected(*status, to.as_deref()),
            Self::ApiTimeout | Self::ApiUnreachable => "Try again in a moment.".into(),
            Self::ApiNotJson { media_type, bytes } => api::not_json(media_type.as_deref(), *bytes),
            Self::ApiUnexpectedJson => "Its response lacks data that this page needs. Tell the administrators of this app.".into(),
            Self::ApiUndecodable { encoding } => api::undecodable(encoding.as_deref()),
            Self::ApiTooLarge => "Ask the administrators of this app to request less data.".into(),
            Self::Offline => OFFLINE.1.into(),
            Self::Unexpected => UNEXPECTED.1.into(),
        }
    }

    /// Returns the next step for a user without the right that a page needs.
    const fn missing_right(&self) -> &'static str {
        match self {
            Self::RoleMissing => {
                "This needs a role that you do not have in this app. Ask your administrator to assign it to you. Then sign out, and sign in again."
            }
            Self::OtherTenant => {
                "This is for users of another organization. If you have an account there, sign out and sign in with it."
            }
            Self::ScopeMissing => {
                "This page needs a permission that the sign-in service did not grant to this app. Ask your administrator to allow it. Then sign out, and sign in again."
            }
            Self::GroupMissing => {
                "This is for the members of a group. Ask your administrator to add you to it. Then sign out, and sign in again."
            }
            Self::ProofMissing => {
                "This needs a new or stronger confirmation of your identity. This app requested it, but the sign-in service did not provide it. Ask your administrator. You can try again in ten minutes."
            }
            _ => "We could not check your groups, so this page is hidden. Try again in a moment.",
        }
    }
}
