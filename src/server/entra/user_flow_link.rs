//! The links by which users leave a user flow of Azure AD B2C: "Forgot your password?" and "Cancel".
//!
//! B2C reports such a link as an error with a number in its description. Microsoft's samples react to these two numbers
//! only.

/// The link on which a user clicked to leave a user flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserFlowLink {
    /// "Forgot your password?" (`AADB2C90118`).
    ResetPassword,
    /// "Cancel" (`AADB2C90091`).
    Cancel,
}

/// Returns the link that caused an error of the authorization endpoint. `None` for errors that no link caused.
pub fn user_flow_link(error: &str, number: Option<&str>) -> Option<UserFlowLink> {
    match (error, number) {
        ("access_denied", Some("AADB2C90118")) => Some(UserFlowLink::ResetPassword),
        ("access_denied", Some("AADB2C90091")) => Some(UserFlowLink::Cancel),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{UserFlowLink, user_flow_link};

    #[test]
    fn only_two_b2c_error_numbers_mean_a_user_flow_link() {
        assert_eq!(user_flow_link("access_denied", Some("AADB2C90118")), Some(UserFlowLink::ResetPassword));
        assert_eq!(user_flow_link("access_denied", Some("AADB2C90091")), Some(UserFlowLink::Cancel));
        for (error, number) in [
            ("access_denied", Some("AADSTS90118")),
            ("access_denied", Some("AADB2C90273")),
            ("access_denied", None),
            ("server_error", Some("AADB2C90118")),
        ] {
            assert_eq!(user_flow_link(error, number), None, "{error} {number:?}");
        }
    }
}
