//! The kinds of OpenID providers that users can tell apart.

/// The kind of OpenID provider: determines the sign-in button and the advice on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderKind {
    /// A workforce tenant: "Sign in with Microsoft", for a work or school account.
    Workforce,
    /// An external tenant: users see the brand of the app, never Microsoft's.
    External,
    /// Any other OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}

impl ProviderKind {
    /// Returns whether users are members of an organization: pages name Microsoft, and users may have licences of Microsoft 365.
    /// Customers know the brand of the app only, and have no licences.
    pub const fn is_workforce(self) -> bool {
        matches!(self, Self::Workforce)
    }
}
