//! The visitor of a page, as the frame of the page shows them.

use crate::{
    model::SessionState,
    paths,
    server::{
        Caller,
        auth::administration::ROLE,
        graph_cache::photo_version,
        session::{Person, TimeLeft, UserSession, session_key},
    },
};

/// The visitor in the frame of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageVisitor {
    /// The handler did not read the session, or the page is the login view. The frame shows neither the account nor the sign-in,
    /// unless [`super::layers::show_visitor`] finds a signed-in user.
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
    /// The name of the user's organization, once a page of this session has loaded it.
    pub organization: Option<String>,
    /// The path of the user's photo, once a page of this session has loaded it.
    pub photo: Option<String>,
    /// Whether the user may open the page for administrators.
    pub administers: bool,
    /// Names the user to the other tabs of this browser, which leave their pages if another user is signed in. It says nothing else
    /// about the user.
    pub tag: String,
    /// Whether this browser may have other accounts.
    pub has_other_accounts: bool,
    /// The time until the session ends. `None` if it is unknown; then the page shows no warning.
    pub time_left: Option<TimeLeft>,
}

impl PageUser {
    /// Returns the user of a caller's session. It neither reads the session store nor sends a request to Graph.
    pub fn of(user: &UserSession, caller: &Caller) -> Self {
        let session = caller.session().id().map(session_key);
        let facts = session.map(|session| caller.services().graph_cache.header_facts(session)).unwrap_or_default();
        let photo = session.filter(|_| facts.has_photo).map(|session| paths::photo(&photo_version(session)));
        Self {
            name: user.display_name.clone(),
            username: user.username.clone(),
            tenant_id: user.tenant_id.clone(),
            organization: facts.organization.as_deref().map(str::to_owned),
            photo,
            administers: user.membership.has_role(ROLE),
            tag: Person::of(user).tag_in_tabs(),
            has_other_accounts: caller.may_have_other_accounts(),
            time_left: None,
        }
    }
}

/// Returns the state of a session, as the tabs of the browser see it.
pub fn session_state(user: &UserSession, left: TimeLeft) -> SessionState {
    let TimeLeft { idle, absolute, warning } = left;
    SessionState { user: Person::of(user).tag_in_tabs(), idle, absolute, warning }
}
