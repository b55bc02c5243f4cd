//! Tokens, codes, verifiers and secrets must never leave the server. The tests search for them in every byte that a browser
//! receives between sign-in and sign-out, and in the whole log. The types also prevent it: see the examples that do not compile
//! in `model::ApiResponse`, `model::ShownResponse` and `server::SignedIn`.

mod dump;

use crate::{
    cast::{App, Browser, Log, parameter},
    tokens,
};

/// Signs in, calls Graph in both ways, signs out, and repeats the callback, which then fails. Returns the secrets,
/// `state` last.
async fn journey(app: &App) -> (Browser, Vec<String>) {
    let mut browser = Browser::new(app);
    browser.get("/").await;
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let mut secrets = vec![parameter(&callback, "code").unwrap()];
    let state = parameter(&callback, "state").unwrap();
    browser.get(&callback).await;
    secrets.extend(tokens_of(app, &browser).await);
    for path in ["/", "/nowhere"] {
        browser.get(path).await;
    }
    browser.submit("/api/call_api").await;
    browser.call("/api/call_api").await;
    browser.submit("/api/sign_out").await;
    let failed = browser.get(&callback).await.location().to_owned();
    assert!(failed.starts_with("/sign-in-failed"), "{failed}");
    browser.get(&failed).await;
    secrets.push(app.tenant.client_secret().to_owned());
    secrets.push(state);
    (browser, secrets)
}

async fn tokens_of(app: &App, browser: &Browser) -> Vec<String> {
    let tokens = tokens::tokens_of(app, browser).await;
    vec![
        tokens.access_tokens[0].access_token.secret().clone(),
        tokens.refresh_token.unwrap().secret().clone(),
        tokens.id_token.secret().to_owned(),
    ]
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn no_token_code_or_secret_reaches_the_browser() {
    let app = App::start().await;
    let (browser, mut secrets) = journey(&app).await;
    let state = secrets.pop().unwrap();
    for secret in &secrets {
        assert!(secret.len() > 20);
        assert!(!contains(&browser.received, secret), "{}…", &secret[..8]);
    }
    assert!(contains(&browser.received, &state), "the search finds what the browser does receive");
}

#[tokio::test]
async fn no_token_code_or_secret_reaches_the_most_verbose_log() {
    let (log, guard) = Log::begin();
    let app = App::start().await;
    let (_, secrets) = journey(&app).await;
    drop(guard);
    let logged = log.bytes();
    assert!(contains(&logged, "authn_login_success"), "the log was written");
    for secret in &secrets {
        assert!(!contains(&logged, secret), "{}…", &secret[..8]);
    }
    for personal in ["Maya", "Lindqvist", "maya@"] {
        assert!(!contains(&logged, personal), "{personal}");
    }
}

#[tokio::test]
async fn debug_texts_show_no_secret() {
    let app = App::start().await;
    let config = format!("{:?}", app.config);
    assert!(!config.contains(app.tenant.client_secret()));
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let tokens = tokens::tokens_of(&app, &browser).await;
    let debugged = format!("{tokens:?}");
    for secret in tokens_of(&app, &browser).await {
        assert!(!debugged.contains(&secret));
    }
}
