//! Which kind of tenant the dev tenant stands in for, and the policies that one of them has.

use serde::{Deserialize, Serialize};

/// The kind of tenant that is stood in for, and how the application is registered there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// A workforce tenant, and an application for its own people.
    #[default]
    Workforce,
    /// Workforce tenants and personal accounts, and an application for all of them: `common`, `organizations` and
    /// `consumers` sign in.
    MultiTenant,
    /// An external tenant (Microsoft Entra External ID), whose people are customers.
    External,
    /// An Azure AD B2C tenant, whose people are customers, with the policies of [`Policy`].
    B2c {
        /// Whether `iss` has the form with `tfp` and the policy in it.
        policy_in_issuer: bool,
    },
}

impl Flavour {
    pub fn is_b2c(self) -> bool {
        matches!(self, Self::B2c { .. })
    }

    /// Says whether people are asked what the application may do; customers are not, their tenant decides for them.
    pub fn asks_for_consent(self) -> bool {
        matches!(self, Self::Workforce | Self::MultiTenant)
    }
}

/// A policy (user flow) of Azure AD B2C.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Policy {
    SignUpSignIn,
    EditProfile,
    ResetPassword,
}

pub const SIGN_UP_SIGN_IN: &str = "B2C_1_signupsignin1";
pub const EDIT_PROFILE: &str = "B2C_1_editprofile1";
pub const RESET_PASSWORD: &str = "B2C_1_resetpassword1";

impl Policy {
    /// Returns the name as it was given to the policy; it stands in the claim `tfp`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignUpSignIn => SIGN_UP_SIGN_IN,
            Self::EditProfile => EDIT_PROFILE,
            Self::ResetPassword => RESET_PASSWORD,
        }
    }

    /// Finds the policy that a path names, in capital or small letters.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::SignUpSignIn, Self::EditProfile, Self::ResetPassword];
        all.into_iter().find(|policy| policy.name().eq_ignore_ascii_case(name))
    }
}
