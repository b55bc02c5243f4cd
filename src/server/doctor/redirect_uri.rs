//! The redirect URIs: whether they are registered at the provider, without a user and without a browser.
//!
//! An authorization request with `prompt=none` and without cookies shows it: the provider sends its error (`login_required`) only
//! to a registered redirect URI (RFC 6749 §4.1.2.1). Otherwise it shows a page, in which Microsoft's error number is found.

use openidconnect::RedirectUrl;
use reqwest::header::{HeaderMap, LOCATION};
use serde_json::Value;
use url::Url;

use super::{
    Check, CheckOutcome, Line,
    app::ProviderOfApp,
    error_words::{correction, link, rejection},
    limits::LIMITS,
};
use crate::{
    paths::{self, Base},
    server::{
        causes::with_causes,
        entra::{admin_consent_endpoint, explain},
        http::HttpResponse,
        oidc::{AccountChoice, ErrorResponse, ResponseMode, authorization_request},
        sign_in_problem::SignInProblemKind as Kind,
    },
};

const LINK: &str = "https://learn.microsoft.com/entra/identity-platform/reply-url";

/// Returns a line for each redirect URI of the app.
pub async fn lines(app: &ProviderOfApp<'_>) -> Vec<Line> {
    let Some(redirect_uri) = &app.config.redirect_uri else {
        return vec![Line::skipped(Check::RedirectUri, "no redirect URI is configured: users sign in by device code.")];
    };
    let of_consent = admin_consent_endpoint(&app.config.authority).and_then(|_| app.consent_redirect_uri());
    let first = line(app, redirect_uri);
    match of_consent {
        Some(of_consent) => {
            let (first, second) = tokio::join!(first, line(app, &of_consent));
            // Without its redirect URI, only the page for administrators fails.
            let outcome = if second.outcome == CheckOutcome::Failed { CheckOutcome::Warning } else { second.outcome };
            vec![first, Line { outcome, ..second }]
        }
        None => vec![first.await],
    }
}

async fn line(app: &ProviderOfApp<'_>, redirect_uri: &RedirectUrl) -> Line {
    let line = match app.probe(redirect_uri).await {
        Ok(response) => verdict(app, redirect_uri, &response),
        Err(why) => {
            Line::skipped(Check::RedirectUri, "cannot tell whether the redirect URI is registered.").because(why)
        }
    };
    line.about(redirect_uri.as_str())
}

impl ProviderOfApp<'_> {
    /// Returns the address at which an admin consent ends.
    fn consent_redirect_uri(&self) -> Option<RedirectUrl> {
        let mut address = self.config.public_url.clone();
        address.set_path(&Base::of(address.path()).join(paths::ADMIN_CONSENT_RESULT));
        RedirectUrl::new(address.into()).ok()
    }

    async fn probe(&self, redirect_uri: &RedirectUrl) -> Result<HttpResponse, String> {
        let request = authorization_request(
            self.snapshot,
            &self.config.client_id,
            redirect_uri,
            &[],
            &AccountChoice::default(),
            None,
            ResponseMode::Query,
        );
        let mut url = request.map_err(|error| format!("{error}."))?.url;
        url.query_pairs_mut().append_pair("prompt", "none");
        // The request contains no credential.
        let _allowed = self.http.allow_list().name([&url]);
        self.http.get(&url, None, HeaderMap::new(), LIMITS).await.map_err(|error| format!("{}.", with_causes(&error)))
    }
}

fn verdict(app: &ProviderOfApp<'_>, redirect_uri: &RedirectUrl, response: &HttpResponse) -> Line {
    if leads_to(redirect_uri.url(), response) {
        return Line::ok(Check::RedirectUri, "the redirect URI is registered.");
    }
    let Some(error) = error_of(&response.body) else {
        let status = response.status.as_u16();
        return Line::skipped(Check::RedirectUri, "cannot tell whether the redirect URI is registered.")
            .because(format!("The provider responds with status {status} and a page without an error number."))
            .fix("Compare REDIRECT_URI with the registration, character by character.")
            .see(LINK);
    };
    if explain(&error.error, error.number.as_deref()) != Kind::AppMisconfigured
        && error.number.as_deref() != Some("AADSTS500113")
    {
        return Line::skipped(Check::RedirectUri, "cannot tell whether the redirect URI is registered.")
            .because(rejection(&error));
    }
    let fix = correction(&error, app.config.client_id.as_str(), redirect_uri.as_str());
    Line::failed(Check::RedirectUri, "the provider refuses authorization requests with this redirect URI.")
        .because(rejection(&error))
        .fix(fix.unwrap_or_else(|| "Compare REDIRECT_URI with the registration, character by character.".to_owned()))
        .see(error.number.as_ref().map_or_else(|| LINK.to_owned(), |_| link(&error)))
}

/// Returns whether the response is a redirect to this address, with any parameters.
fn leads_to(address: &Url, response: &HttpResponse) -> bool {
    let location = response.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    let Some(mut target) = location.filter(|_| response.status.is_redirection()).and_then(|text| Url::parse(text).ok())
    else {
        return false;
    };
    target.set_query(None);
    target.set_fragment(None);
    target == *address
}

/// Reads the error of Microsoft's error page: from its data (`$Config`), or else the first number in its text.
fn error_of(page: &[u8]) -> Option<ErrorResponse> {
    let page = String::from_utf8_lossy(page);
    let of_text = |text: &str| ErrorResponse::from_parameters("invalid_request".to_owned(), Some(text.to_owned()));
    let config = page
        .split_once("$Config=")
        .and_then(|(_, rest)| serde_json::Deserializer::from_str(rest).into_iter::<Value>().next()?.ok());
    let member = |name: &str| config.as_ref().and_then(|config| config[name].as_str());
    let of_number = || member("sErrorCode").map(|number| of_text(&format!("AADSTS{number}")));
    let is_numbered = |error: &ErrorResponse| error.number.is_some();
    let of_message = member("strServiceExceptionMessage").map(of_text).filter(is_numbered);
    of_message.or_else(of_number).or_else(|| Some(of_text(&page))).filter(is_numbered)
}

#[cfg(test)]
mod tests {
    use super::error_of;

    fn number(page: &str) -> Option<String> {
        error_of(page.as_bytes())?.number
    }

    #[test]
    fn the_number_is_in_the_data_of_the_page() {
        let page = r#"<html><script>//<![CDATA[
$Config={"a":"AADSTS1","sErrorCode":"50011","strServiceExceptionMessage":"AADSTS50011: The redirect URI '</script>' …"};
//]]></script>"#;
        assert_eq!(number(page).as_deref(), Some("AADSTS50011"));
        assert_eq!(number(r#"$Config={"sErrorCode":"700016"};"#).as_deref(), Some("AADSTS700016"));
        assert_eq!(number("<p>AADB2C90006: The redirect URI …").as_deref(), Some("AADB2C90006"));
    }

    #[test]
    fn a_page_without_a_number_says_nothing() {
        for page in ["", "<html>Sign in</html>", "$Config=", "$Config={\"sErrorCode\":7}", "$Config=[1"] {
            assert_eq!(number(page), None, "{page}");
        }
    }
}
