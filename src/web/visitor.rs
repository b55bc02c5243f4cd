//! The visitor of a page, as the frame of the page shows them.

use sha2::{Digest, Sha256};

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
    /// The number of the colour behind the initials, below [`PageUser::TONES`].
    pub tone: u8,
}

impl PageUser {
    /// The number of colours behind initials. The style sheet has a class for each.
    pub const TONES: u8 = 6;

    /// Returns the user of a session.
    pub fn of(user: &UserSession) -> Self {
        Self {
            name: user.display_name.clone(),
            username: user.username.clone(),
            tenant_id: user.tenant_id.clone(),
            tone: tone(&user.issuer, &user.subject),
        }
    }

    /// Returns the first letters of the first and the last word of the name.
    pub fn initials(&self) -> String {
        let mut words =
            self.name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

/// Returns a number that is the same in every session of the user.
fn tone(issuer: &str, subject: &str) -> u8 {
    let digest = Sha256::new().chain_update(issuer).chain_update([0]).chain_update(subject).finalize();
    digest.first().copied().unwrap_or_default() % PageUser::TONES
}

#[cfg(test)]
mod tests {
    use super::{PageUser, tone};

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, initials) in [
            ("Maya Lindqvist", "ML"),
            ("Anna-Maria von der Heide", "AH"),
            ("plato", "P"),
            ("ליאור בן־דוד", "לב"),
            ("山田 太郎", "山太"),
            ("(Guest) øystein", "GØ"),
            ("ß", "SS"),
            ("???", ""),
        ] {
            let user = PageUser { name: name.into(), username: None, tenant_id: None, tone: 0 };
            assert_eq!(user.initials(), initials, "{name}");
        }
    }

    #[test]
    fn the_tone_depends_on_the_identity_only() {
        assert_eq!(tone("https://a", "b"), tone("https://a", "b"));
        let tones: std::collections::BTreeSet<_> = (0..60).map(|number| tone("a", &number.to_string())).collect();
        assert_eq!(tones.len(), usize::from(PageUser::TONES));
    }
}
