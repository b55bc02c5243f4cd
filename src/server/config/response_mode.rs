//! `RESPONSE_MODE`: how the provider sends the authorization response.

use super::{
    finding::{Problem, ValueProblem},
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::oidc::ResponseMode;

/// Reads `RESPONSE_MODE`; its default is `query`.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<ResponseMode, Reported> {
    match reader.setting(Variable::ResponseMode)?.as_deref() {
        None | Some("query") => Ok(ResponseMode::Query),
        // `form_post` needs a redirect URI: in a sign-in by device code no response comes through the browser.
        Some("form_post") if reader.is_set(Variable::RedirectUri.name()) => Ok(ResponseMode::FormPost),
        Some("form_post") => Err(reader.report(Variable::ResponseMode, Problem::FormPostWithoutRedirectUri)),
        Some(other) => {
            let value = reader.shown(Variable::ResponseMode, other);
            let problem = ValueProblem::NotKeyword { keywords: &["query", "form_post"], value };
            Err(reader.report(Variable::ResponseMode, problem))
        }
    }
}
