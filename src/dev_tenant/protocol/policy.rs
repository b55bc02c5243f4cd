//! The policies (user flows) of Azure AD B2C, and the differences between the kinds of tenants.

use serde::{Deserialize, Serialize};

use crate::dev_tenant::settings::Flavour;

impl Flavour {
    pub fn is_b2c(self) -> bool {
        matches!(self, Self::B2c { .. })
    }

    /// Returns whether users see a consent page. In customer tenants the administrator has consented for all users.
    pub fn requires_consent(self) -> bool {
        matches!(self, Self::Workforce | Self::MultiTenant)
    }
}

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
    /// Returns the name of the policy in its original spelling, which the claim `tfp` has as well.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignUpSignIn => SIGN_UP_SIGN_IN,
            Self::EditProfile => EDIT_PROFILE,
            Self::ResetPassword => RESET_PASSWORD,
        }
    }

    /// Finds the policy that a path segment names, ignoring case.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::SignUpSignIn, Self::EditProfile, Self::ResetPassword];
        all.into_iter().find(|policy| policy.name().eq_ignore_ascii_case(name))
    }
}
