//! The parameters of an authorization request about the account: `prompt`, `login_hint` and `domain_hint`.

/// The value of `prompt` (OpenID Connect Core 1.0 §3.1.2.1, Initiating User Registration 1.0 §4). `none` is missing: it is for a
/// request in a hidden frame, and this app sends none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The user picks an account.
    SelectAccount,
    /// The user enters the credentials again.
    Login,
    /// The provider requests the user's consent again.
    Consent,
    /// The user signs up.
    Create,
}

impl Prompt {
    /// The accepted values.
    pub const KEYWORDS: [&str; 4] = ["select_account", "login", "consent", "create"];

    /// Parses a value of `prompt`. `None` for `none` and for unknown values.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "select_account" => Some(Self::SelectAccount),
            "login" => Some(Prompt::Login),
            "consent" => Some(Self::Consent),
            "create" => Some(Self::Create),
            _ => None,
        }
    }

    /// Returns the value of the parameter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SelectAccount => "select_account",
            Prompt::Login => "login",
            Self::Consent => "consent",
            Self::Create => "create",
        }
    }
}

/// The account with which the provider should sign the user in. By default it is the account that is signed in at the provider,
/// without an account picker if possible.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AccountChoice {
    pub prompt: Option<Prompt>,
    /// Names the account. It is personal data. [`Prompt::SelectAccount`] excludes it: Entra ID rejects both together.
    pub login_hint: Option<String>,
    /// Names the domain of the account, so that Entra ID goes to the sign-in page of the organization at once.
    pub domain_hint: Option<String>,
}

impl AccountChoice {
    /// Upper bound of a hint in bytes, as an e-mail address is not longer.
    const LONGEST: usize = 320;

    /// Returns the account that the user picks.
    pub fn another() -> Self {
        Self { prompt: Some(Prompt::SelectAccount), ..Self::default() }
    }

    /// Parses the parameters of a link. `None` if one of them is invalid.
    pub fn parse(prompt: Option<&str>, login_hint: Option<&str>, domain_hint: Option<&str>) -> Option<Self> {
        let prompt = prompt.map(|text| Prompt::parse(text).ok_or(())).transpose().ok()?;
        let are_valid = login_hint.is_none_or(is_login_hint) && domain_hint.is_none_or(is_domain);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        are_valid.then(|| Self { prompt, login_hint: owned(login_hint), domain_hint: owned(domain_hint) })
    }

    /// Returns the parameters of the request.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let prompt = self.prompt.map(Prompt::as_str);
        let login_hint = self.login_hint.as_deref().filter(|_| self.prompt != Some(Prompt::SelectAccount));
        let all = [("prompt", prompt), ("login_hint", login_hint), ("domain_hint", self.domain_hint.as_deref())];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

/// Returns whether a text can name a domain: a host name, `organizations` or `consumers`.
pub fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// Returns whether a text can name an account: an address, or the opaque claim `login_hint` of Entra ID.
fn is_login_hint(text: &str) -> bool {
    (1..=AccountChoice::LONGEST).contains(&text.len())
        && text.chars().all(|letter| letter.is_alphanumeric() || "@.-_+~!#$%&'*/=?^`{|}:".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::{AccountChoice, Prompt, is_domain, is_login_hint};

    #[test]
    fn given_every_keyword_then_it_is_parsed_and_none_is_not() {
        for keyword in Prompt::KEYWORDS {
            assert_eq!(Prompt::parse(keyword).map(Prompt::as_str), Some(keyword));
        }
        for other in ["none", "", "Consent", "consent create", "select_account ", "prompt"] {
            assert_eq!(Prompt::parse(other), None, "{other}");
        }
    }

    #[test]
    fn select_account_excludes_login_hint() {
        let choice = AccountChoice::parse(Some("select_account"), Some("a@b.example"), Some("b.example")).unwrap();
        let sent: Vec<_> = choice.parameters().collect();
        assert_eq!(sent, [("prompt", "select_account"), ("domain_hint", "b.example")]);
        let choice = AccountChoice::parse(Some("login"), Some("a@b.example"), None).unwrap();
        assert_eq!(choice.parameters().count(), 2);
    }

    #[test]
    fn hints_with_invalid_characters_or_length_are_rejected() {
        for domain in ["contoso.com", "organizations", "consumers", "xn--bcher-kva.example", "a"] {
            assert!(is_domain(domain), "{domain}");
        }
        for domain in ["", ".", "a..b", "-a.b", "a b", "a/b", "a@b", "a&b", "ä.example", &"a".repeat(64)] {
            assert!(!is_domain(domain), "{domain}");
        }
        for hint in ["maya@contoso.example", "O.CiRhYmMtXzE", "josé@example.org", &"a".repeat(320)] {
            assert!(is_login_hint(hint), "{hint}");
        }
        for hint in ["", "a b", "a\n", "a\0", "<a>", "a\"b", "a,b", "a;b", "a\u{202e}b", &"a".repeat(321)] {
            assert!(!is_login_hint(hint), "{hint}");
        }
        assert!(AccountChoice::parse(None, Some("a b"), None).is_none());
        assert!(AccountChoice::parse(Some("none"), None, None).is_none());
    }
}
