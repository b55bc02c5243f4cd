//! `SIGN_IN_PROMPT`, `DOMAIN_HINT` and `LOGIN_HINT`: how a sign-in chooses the account at the provider.

use super::{
    finding::ValueProblem,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::oidc::{Prompt, is_domain};

/// How sign-ins choose the account at the provider, unless a link chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSettings {
    /// `SIGN_IN_PROMPT`: the `prompt` of the sign-in of a signed-out user.
    pub prompt: Option<Prompt>,
    /// `DOMAIN_HINT`: the domain of the accounts.
    pub domain_hint: Option<String>,
    /// `LOGIN_HINT`: whether the next sign-in names the account of a session that has ended, but not by a sign-out.
    pub remembers_account: bool,
}

impl Default for AccountSettings {
    fn default() -> Self {
        Self { prompt: None, domain_hint: None, remembers_account: true }
    }
}

impl AccountSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let prompt = match reader.setting(Variable::SignInPrompt)? {
            None => None,
            Some(text) => {
                let keywords = || not_keyword(reader, Variable::SignInPrompt, &Prompt::KEYWORDS, &text);
                Some(Prompt::parse(&text).ok_or_else(keywords)?)
            }
        };
        let domain_hint = reader.setting(Variable::DomainHint)?;
        if let Some(text) = domain_hint.as_deref().filter(|text| !is_domain(text)) {
            let value = reader.shown(Variable::DomainHint, text);
            return Err(reader.report(Variable::DomainHint, ValueProblem::NotHostName(value)));
        }
        let remembers_account = match reader.setting(Variable::LoginHint)?.as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(not_keyword(reader, Variable::LoginHint, &["on", "off"], other)),
        };
        Ok(Self { prompt, domain_hint, remembers_account })
    }
}

fn not_keyword(reader: &mut Reader<'_>, variable: Variable, keywords: &'static [&'static str], text: &str) -> Reported {
    let value = reader.shown(variable, text);
    reader.report(variable, ValueProblem::NotKeyword { keywords, value })
}
