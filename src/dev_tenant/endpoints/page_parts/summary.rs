//! The summary of a request, once on each page: the application, what it wants to do, its conditions, and the details.

use url::{Position, Url};

use crate::dev_tenant::protocol::authorization_request::{AuthorizationRequest, Prompt, ResponseMode};
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::policy::Policy;

/// The summary of a request.
pub struct Summary<'a> {
    /// The sentence before the list, such as "The application wants to".
    pub sentence: &'a Html,
    /// The entries of the list of scopes. Empty without a list.
    pub scopes: &'a Html,
    /// The request whose conditions and details are shown.
    pub request: Option<&'a AuthorizationRequest>,
}

impl Summary<'_> {
    pub fn html(&self) -> Html {
        let list = if *self.scopes == Html::default() { Html::default() } else { Html::filled(LIST, [self.scopes]) };
        let conditions = self.request.map(conditions).unwrap_or_default();
        let details = self.request.map(details).unwrap_or_default();
        Html::filled(PANEL, [self.sentence, &list, &conditions, &details])
    }
}

/// Returns the name of the application within a sentence: the host and port of its redirect URI.
pub fn application(redirect_uri: &str) -> Html {
    let url = Url::parse(redirect_uri).ok();
    let host = url.as_ref().map_or(redirect_uri, |url| &url[Position::BeforeHost..Position::AfterPort]);
    Html::filled("application at <b>{}</b>", [&Html::text(host)])
}

/// Returns the sentence about `prompt`, `max_age` and the requested proof of identity. Empty if there is no condition.
fn conditions(request: &AuthorizationRequest) -> Html {
    let mut conditions = Vec::new();
    conditions.extend(prompt(request.prompt).map(|(value, words)| format!("{words} (prompt={value})")));
    conditions.extend(request.max_age.map(|age| format!("a sign-in in the last {age} seconds (max_age)")));
    let contexts: Vec<&str> = request.claims.contexts.iter().map(String::as_str).collect();
    let claims = match contexts.is_empty() {
        true if request.claims.is_challenge => Some("claims".to_owned()),
        true => None,
        false => Some(format!("acrs {}", contexts.join(" "))),
    };
    let proofs = claims.into_iter().chain(request.acr.as_ref().map(|acr| format!("acr_values {acr}")));
    conditions.extend(proofs.map(|proof| format!("a confirmation of your identity ({proof})")));
    if conditions.is_empty() {
        return Html::default();
    }
    Html::filled("<p>It requires {}.</p>\n", [&Html::text(&conditions.join(", "))])
}

/// Returns the value of the parameter `prompt` and its meaning.
fn prompt(prompt: Prompt) -> Option<(&'static str, &'static str)> {
    match prompt {
        Prompt::Unset | Prompt::Nothing => None,
        Prompt::Login => Some(("login", "a new sign-in")),
        Prompt::Consent => Some(("consent", "your consent")),
        Prompt::SelectAccount => Some(("select_account", "the choice of an account")),
        Prompt::Create => Some(("create", "a new account")),
    }
}

fn details(request: &AuthorizationRequest) -> Html {
    let response_mode = match request.return_address.response_mode {
        ResponseMode::Query => "query",
        ResponseMode::Fragment => "fragment",
        ResponseMode::FormPost => "form_post",
    };
    let scopes = request.scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let claims = Some(&request.claims.text).filter(|claims| !claims.is_empty());
    let rows = [
        ("redirect_uri", Some(request.return_address.redirect_uri.as_str())),
        ("response_mode", Some(response_mode)),
        ("scope", Some(scopes.as_str())),
        ("login_hint", request.login_hint.as_deref()),
        ("domain_hint", request.domain_hint.as_deref()),
        ("claims", claims.map(String::as_str)),
        ("policy", request.authority.policy.map(Policy::name)),
    ];
    let rows: Html = rows
        .into_iter()
        .filter_map(|(name, value)| Some(Html::filled(ROW, [&Html::literal(name), &Html::text(value?)])))
        .collect();
    Html::filled(DETAILS, [&rows])
}

const PANEL: &str = r#"<section class="panel" aria-label="Request of the application">
<p>{}</p>
{}{}{}</section>
"#;

const LIST: &str = "<ul>\n{}</ul>\n";

const DETAILS: &str = r"<details>
<summary>Details of the request</summary>
<dl>
{}</dl>
</details>
";

const ROW: &str = "<dt>{}</dt><dd>{}</dd>\n";
