//! One example of each view, named as the file that shows it.

use std::sync::Arc;

use leptos_entra::{
    app::Assets,
    error::AppError,
    model::{
        AdminConsentView, ApiAnswer, ApiCall, ConfigFinding, ConsentRefusal, DeviceCodeView, EndedSessions, Message,
        Moment, Provider, RevocationProblem, SessionEntry, SessionsView, SignInProblem, SignInProblemKind as Kind,
        SignInView, View, WelcomeView,
    },
    paths::Base,
    server::auth::explained,
};

pub fn assets() -> Assets {
    Assets {
        base: Base::default(),
        style: "/pkg/leptos-entra.css?v=1".into(),
        script: "/pkg/leptos-entra.js?v=1".into(),
        wasm: "/pkg/leptos-entra_bg.wasm?v=1".into(),
        live_reload: None,
    }
}

pub fn every_view() -> Vec<(&'static str, View)> {
    vec![
        ("sign-in-workforce", sign_in(Provider::Workforce)),
        ("sign-in-external", sign_in(Provider::External)),
        ("sign-in-open-id", sign_in(Provider::OpenId)),
        ("sign-in-device-code", sign_in_by_device_code()),
        ("welcome", View::Welcome(welcome())),
        ("welcome-right-to-left", View::Welcome(welcome_of_another_provider())),
        ("api-result", View::ApiResult(Ok(graph_answer()))),
        ("api-result-problem", View::ApiResult(Err(AppError::ApiThrottled { retry_after: Some(30) }))),
        ("api-result-session-ended", View::ApiResult(Err(AppError::SessionEnded))),
        (
            "mail",
            View::Mail(vec![Message {
                subject: "<b>".into(),
                from: "Mia".into(),
                received: "2026-11-23T08:30:00Z".into(),
            }]),
        ),
        ("device-code", View::DeviceCode(device_code())),
        ("sign-in-failed", sign_in_failed(Kind::Declined)),
        ("stopped", View::SignInStopped { return_to: "/a?b=c".into() }),
        ("reset-password", View::ResetPassword),
        ("consent", View::AdminConsent(AdminConsentView::Offered { scopes: vec!["User.Read".into()] })),
        ("consent-given", View::AdminConsent(AdminConsentView::Given)),
        ("consent-refused", View::AdminConsent(AdminConsentView::Refused(consent_refusal()))),
        ("consent-unknown", View::AdminConsent(AdminConsentView::Unknown)),
        ("signing-out", View::SigningOut { continue_to: "https://login.example/logout".into(), problem: None }),
        ("signing-out-problem", signing_out_with_a_problem()),
        ("sessions", View::Sessions(sessions())),
        ("sessions-alone", View::Sessions(SessionsView { others: Vec::new(), left_out: 0, ended: None, ..sessions() })),
        ("signed-out", View::SignedOut { provider: Provider::Workforce }),
        ("config-missing", View::ConfigMissing(findings())),
        ("not-found", View::NotFound),
        ("failed", View::Failed(AppError::SignedOut)),
        ("failed-provider", View::Failed(AppError::ProviderUnavailable)),
        ("failed-busy", View::Failed(AppError::Busy)),
        ("failed-unexpected", View::Unexpected { error: AppError::Unexpected, request_id: "a1B2-c3D4_e5".into() }),
    ]
}

pub fn sign_in(provider: Provider) -> View {
    let authority_host = "login.microsoftonline.com".into();
    View::SignIn(SignInView { provider, authority_host, device_code: false, return_to: "/".into() })
}

fn sign_in_by_device_code() -> View {
    let authority_host = "contoso.ciamlogin.com".into();
    View::SignIn(SignInView { provider: Provider::External, authority_host, device_code: true, return_to: "/".into() })
}

pub fn welcome() -> WelcomeView {
    WelcomeView {
        display_name: "Mia Keller".into(),
        username: Some("mia.keller@contoso.example".into()),
        authority_host: "login.microsoftonline.com".into(),
        tenant_id: Some("aaaabbbb-0000-cccc-1111-dddd2222eeee".into()),
        edit_profile: false,
        mail: false,
        api: Some(ApiCall { endpoint: "https://graph.microsoft.com/v1.0/me".into(), scopes: vec!["User.Read".into()] }),
        picture: Arc::default(),
    }
}

fn welcome_of_another_provider() -> WelcomeView {
    WelcomeView {
        display_name: "ליאור בן־דוד".into(),
        username: None,
        authority_host: "a-very-long-name-of-an-external-tenant.login.example.org:8443".into(),
        tenant_id: None,
        edit_profile: false,
        mail: false,
        api: Some(ApiCall {
            endpoint: "https://api.example.org/a/rather/long/path/of/an/endpoint".into(),
            scopes: vec!["openid".into(), "profile".into(), "api://example.org/Everything.Read.All".into()],
        }),
        picture: Arc::default(),
    }
}

pub fn graph_answer() -> ApiAnswer {
    ApiAnswer {
        endpoint: "https://graph.microsoft.com/v1.0/me".into(),
        status: 200,
        json: concat!(
            "{\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users/$entity\",\n",
            "  \"businessPhones\": [],\n  \"displayName\": \"Mia Keller\",\n  \"givenName\": \"Mia\",\n",
            "  \"id\": \"00000000-aaaa-1111-bbbb-222222222222\",\n  \"jobTitle\": null\n}"
        )
        .into(),
        milliseconds: 132,
        request_id: Some("6a5e3f1c-0000-4444-8888-1234567890ab".into()),
    }
}

fn device_code() -> DeviceCodeView {
    DeviceCodeView {
        user_code: "FJC3-4XLT".into(),
        verification_uri: "https://login.microsoftonline.com/common/oauth2/deviceauth".into(),
        expires_in: 900,
        interval: 5,
    }
}

pub fn sign_in_failed(kind: Kind) -> View {
    View::SignInFailed(explained(SignInProblem { kind, ..sign_in_problem() }))
}

pub fn sign_in_problem() -> SignInProblem {
    SignInProblem {
        kind: Kind::Declined,
        error: Some("access_denied".into()),
        code: Some("AADSTS65004".into()),
        trace_id: Some("2a1c1fce-1111-4a4a-9b9b-0123456789ab".into()),
        correlation_id: Some("77aa0e5b-2222-4c4c-8d8d-0123456789ab".into()),
        timestamp: Some("2026-11-22 05:12:21Z".into()),
        explanation: None,
        return_to: "/a?b=c".into(),
    }
}

fn signing_out_with_a_problem() -> View {
    let problem = Some(RevocationProblem::NotAllowed);
    View::SigningOut { continue_to: "https://login.example/logout".into(), problem }
}

pub fn sessions() -> SessionsView {
    let moment = |machine: &str, text: &str| Moment { machine: machine.into(), text: text.into() };
    let entry = |reference: &str, browser: &str| SessionEntry {
        reference: reference.into(),
        browser: browser.into(),
        started: moment("2026-11-23T08:05:00Z", "23 November 2026, 08:05 UTC"),
        last_seen: moment("2026-11-23T18:55:00Z", "23 November 2026, 18:55 UTC"),
    };
    SessionsView {
        this: entry("a", "Firefox on Android"),
        others: vec![entry("b", "Safari on macOS"), entry("c", "Safari on macOS")],
        left_out: 3,
        ended: Some(EndedSessions::One),
        offers_revocation: true,
    }
}

fn consent_refusal() -> ConsentRefusal {
    ConsentRefusal {
        error: "consent_required".into(),
        code: Some("AADSTS65004".into()),
        trace_id: Some("2a1c1fce-1111-4a4a-9b9b-0123456789ab".into()),
        correlation_id: None,
        timestamp: Some("2026-11-22 05:12:21Z".into()),
    }
}

fn findings() -> Vec<ConfigFinding> {
    [
        (
            "CLIENT_ID",
            "It is not set.",
            "Copy \"Application (client) ID\" from the app registration's overview.",
            "CLIENT_ID=00001111-aaaa-2222-bbbb-3333cccc4444",
        ),
        (
            "CLIENT_SECRET",
            "\"a1b2…\" looks like a secret's ID, not its value.",
            "Copy the column \"Value\"; it is shown only once, so make a new secret if it is gone.",
            "CLIENT_SECRET=<the value of a client secret>",
        ),
    ]
    .map(|(variable, problem, advice, example)| ConfigFinding {
        variable: variable.into(),
        problem: problem.into(),
        advice: advice.into(),
        example: example.into(),
    })
    .into()
}
