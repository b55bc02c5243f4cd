//! The visitor of a page, as the frame of the page shows them.

use crate::server::session::UserSession;

/// The visitor in the frame of a page, found without a read of the session store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageVisitor {
    /// The handler did not read the session, or the page is the login view. The frame shows neither the account nor the sign-in.
    #[default]
    Unknown,
    /// The request has no session. The frame shows the sign-in.
    SignedOut,
    /// The frame shows the navigation and the account.
    SignedIn(Box<PageUser>),
}

/// The signed-in user in the frame of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUser {
    /// The name for display. Never empty.
    pub name: String,
    pub username: Option<String>,
    /// The tenant's ID (`tid`) if the provider is Microsoft's.
    pub tenant_id: Option<String>,
    /// Whether the user may open the page for administrators.
    pub administers: bool,
}

impl PageUser {
    /// Returns the user of a session.
    pub fn of(user: &UserSession, administers: bool) -> Self {
        let (name, username, tenant_id) = (&user.display_name, &user.username, &user.tenant_id);
        Self { name: name.clone(), username: username.clone(), tenant_id: tenant_id.clone(), administers }
    }
}
