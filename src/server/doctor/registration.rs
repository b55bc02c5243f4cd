//! The app registration, which the app reads from Microsoft Graph with the token for itself: the expiry of the client secret, the
//! redirect URIs and the optional claims.

use openidconnect::AccessToken;
use url::Url;

use super::{Check, Line, limits::LIMITS};
use crate::server::{
    causes::with_causes,
    clock,
    config::Config,
    entra::{ApplicationRecord, ApplicationRecordError, RegisteredSecret},
    http::Http,
};

/// A secret that expires within this number of days gets a warning.
const DAYS: i64 = 30;
/// The seconds of a day.
const DAY: i64 = 24 * 60 * 60;
/// The optional claims of the ID token that a sign-out uses.
const CLAIMS: [&str; 2] = ["login_hint", "sid"];
const LINK: &str = "https://learn.microsoft.com/graph/api/application-get";

/// Returns the lines about the registration. `token` is the token for the app itself, if the provider issued one.
pub async fn lines(config: &Config, http: &Http, token: Option<&AccessToken>) -> Vec<Line> {
    let skipped = |why: &str| vec![Line::skipped(Check::Registration, why)];
    if !config.authority.may_be_microsoft() || config.authority.is_b2c() {
        return skipped("not checked: Microsoft Graph shows registrations of Entra ID only.");
    }
    let Some(graph) = config.graph() else {
        return skipped("not checked: the address of Microsoft Graph is unknown for this authority.");
    };
    let Some(token) = token else {
        return skipped("not checked, because there is no token for the app itself: see credential-accepted.");
    };
    match ApplicationRecord::read(http, (&graph, &config.client_id), token, LIMITS).await {
        Ok(record) => of_record(config, &record),
        Err(error) => vec![unreadable(&error)],
    }
}

fn unreadable(error: &ApplicationRecordError) -> Line {
    let line = Line::skipped(Check::Registration, "cannot tell: the registration cannot be read.");
    let line = line.because(format!("{}.", with_causes(error))).see(LINK);
    match error {
        ApplicationRecordError::NotAllowed => line.fix(
            "App registrations > (the app) > API permissions > Add a permission > Microsoft Graph > Application permissions > \
             Application.Read.All, then Grant admin consent. Without it, look up the dates under Certificates & secrets.",
        ),
        _ => line,
    }
}

fn of_record(config: &Config, record: &ApplicationRecord) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(secret) = config.client_credential.secret() {
        lines.push(of_secret(record.secret(secret.secret()), clock::unix_now()).about("client secret"));
    }
    if let Some(uri) = &config.redirect_uri {
        lines.push(of_redirect_uri(record, uri.url()).about(uri.as_str()));
    }
    lines.push(of_claims(record).about("optional claims"));
    lines
}

fn of_secret(found: Option<RegisteredSecret>, now: i64) -> Line {
    let Some(secret) = found else {
        return Line::skipped(Check::Registration, "cannot tell when the client secret expires.")
            .because("The registration has no secret that begins with the same three characters.");
    };
    let days = secret.expires_at.saturating_sub(now).div_euclid(DAY);
    let at = clock::rfc3339(secret.expires_at);
    let what = if days < 0 {
        format!("the client secret expired at {at}.")
    } else {
        format!("the client secret expires at {at}, in {days} days.")
    };
    let line = match days {
        ..=DAYS => Line::warning(Check::Registration, what).fix(
            "App registrations > (the app) > Certificates & secrets > New client secret: copy the column Value into CLIENT_SECRET, \
             and restart the app. Or use a certificate or a managed identity, which need no secret.",
        ),
        _ => Line::ok(Check::Registration, what),
    };
    if secret.is_certain {
        return line;
    }
    line.because("Several secrets of the registration may be this one: the date is that of the newest.")
}

fn of_redirect_uri(record: &ApplicationRecord, uri: &Url) -> Line {
    if record.has_redirect_uri(uri) {
        return Line::ok(Check::Registration, "the redirect URI is registered under Web.");
    }
    let what = if record.has_redirect_uri_of_spa(uri) {
        "the redirect URI is registered under Single-page application, where sign-ins of this app fail."
    } else {
        "the redirect URI is not in the list of the platform Web."
    };
    Line::warning(Check::Registration, what)
        .fix(format!("App registrations > (the app) > Authentication > Web > Add URI: {uri}"))
}

fn of_claims(record: &ApplicationRecord) -> Line {
    let missing: Vec<_> = CLAIMS.into_iter().filter(|claim| !record.has_optional_claim(claim)).collect();
    if missing.is_empty() {
        return Line::ok(Check::Registration, "ID tokens have the optional claims login_hint and sid.");
    }
    Line::warning(Check::Registration, format!("ID tokens lack the optional claims {}.", missing.join(" and ")))
        .because("Without login_hint a sign-out asks for the account. Without sid the front-channel logout finds no session.")
        .fix("App registrations > (the app) > Token configuration > Add optional claim > ID: login_hint, sid")
}

#[cfg(test)]
mod tests {
    use super::{DAY, RegisteredSecret, of_secret};
    use crate::server::doctor::CheckOutcome;

    fn secret(days: i64, is_certain: bool) -> RegisteredSecret {
        RegisteredSecret { valid_from: None, expires_at: days * DAY, is_certain }
    }

    #[test]
    fn a_secret_warns_from_thirty_days_before_its_end() {
        for (days, outcome) in [
            (31, CheckOutcome::Ok),
            (30, CheckOutcome::Warning),
            (3, CheckOutcome::Warning),
            (0, CheckOutcome::Warning),
            (-1, CheckOutcome::Warning),
        ] {
            assert_eq!(of_secret(Some(secret(days, true)), 0).outcome, outcome, "{days}");
        }
        assert!(of_secret(Some(secret(-1, true)), 0).what.contains("expired at"));
        assert_eq!(of_secret(None, 0).outcome, CheckOutcome::Skipped);
    }

    #[test]
    fn an_uncertain_match_is_named() {
        assert_eq!(of_secret(Some(secret(31, true)), 0).why, None);
        assert!(of_secret(Some(secret(31, false)), 0).why.unwrap().contains("newest"));
    }
}
