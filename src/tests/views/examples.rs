//! One example of each view. Its name is the name of the file that `every_view_is_written_to_a_file_for_review` writes.

use leptos_entra::{
    error::AppError,
    model::{ApiBody, ApiResponse},
    pages::{
        accounts::{self, AccountEntry, AccountsView},
        admin_consent, administration, api_result, calendar, config_missing,
        dashboard::{self, Zone},
        device_code, mail, not_found,
        orders::{self, OrderForm},
        profile, reset_password,
        sessions::{self, EndedSessions, SessionEntry, SessionsView},
        setup::{self, SetupView},
        sign_in::SignIn,
        sign_in_failed, sign_in_stopped, signed_out, signing_out, styleguide,
        welcome::{DownstreamApi, Welcome},
    },
    server::{
        account::RevocationProblem,
        api::ApiProblem,
        auth::{
            admin_consent::{AdminConsentView, ConsentRefusal},
            device_code::DeviceCodeView,
        },
        config::{
            Finding, Variable,
            finding::{Missing, SecretProblem},
        },
        doctor::{Check, Line},
        entra::ProviderKind,
        graph::json_tree,
        oidc::AccountChoice,
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind},
    },
    web::Page,
};

use super::{
    api_data::{event, message, order},
    frame_of_examples::{after_form, of_session},
};

/// The name of an example and the function that makes its page.
pub type Example = (&'static str, fn() -> Page);

pub const EVERY_VIEW: [Example; 45] = [
    ("sign-in-workforce", || sign_in(ProviderKind::Workforce).page()),
    ("sign-in-external", || sign_in(ProviderKind::External).page()),
    ("sign-in-open-id", || sign_in(ProviderKind::OpenId).page()),
    ("sign-in-device-code", || SignIn { device_code: true, ..sign_in(ProviderKind::External) }.page()),
    ("welcome", || of_session(welcome().page())),
    ("welcome-right-to-left", || of_session(welcome_of_another_provider().page())),
    ("api-result", || after_form(api_result::page(Ok(example_response()), None))),
    ("api-result-problem", || {
        after_form(api_result::page(Err(AppError::ApiThrottled { retry_after: Some(30) }), None))
    }),
    ("api-result-session-ended", || after_form(api_result::page(Err(AppError::SessionEnded), None))),
    ("mail", || of_session(mail::page(vec![message()], Zone::Unknown))),
    ("calendar", || of_session(calendar::page(vec![event()], &Zone::Unknown))),
    ("orders", || of_session(orders::page(vec![order()]))),
    ("order-rejected", || after_form(orders::rejected(ApiProblem::default()))),
    ("kept-order", || orders::kept(OrderForm { item: "Desk lamp".into(), quantity: 2 })),
    ("dashboard", || of_session(dashboard::page(super::cards::dashboard()))),
    ("profile", || of_session(profile::page(super::cards::profile()))),
    ("device-code", || device_code::page(device_code())),
    ("sign-in-failed", || sign_in_failed(Kind::Declined)),
    ("step-up-failed", || sign_in_failed::page(SignInProblem { is_step_up: true, ..sign_in_problem() }, true)),
    ("stopped", || sign_in_stopped::page("/a?b=c".into())),
    ("reset-password", reset_password::page),
    ("consent", || admin_consent::page(AdminConsentView::Offered { scopes: vec!["User.Read".into()] })),
    ("consent-given", || admin_consent::page(AdminConsentView::Given)),
    ("consent-reported", || admin_consent::page(AdminConsentView::Reported { given: true })),
    ("consent-not-reported", || admin_consent::page(AdminConsentView::Reported { given: false })),
    ("consent-refused", || admin_consent::page(AdminConsentView::Refused(consent_refusal()))),
    ("consent-unknown", || admin_consent::page(AdminConsentView::Unknown)),
    ("signing-out", || signing_out::page("https://login.example/logout".into(), None)),
    ("signing-out-problem", || {
        signing_out::page("https://login.example/logout".into(), Some(RevocationProblem::NotAllowed))
    }),
    ("sessions", || of_session(sessions::page(sessions()))),
    ("sessions-alone", || {
        let alone = SessionsView { others: Vec::new(), left_out: 0, ended: None, ..sessions() };
        of_session(sessions::page(alone))
    }),
    ("administration", || of_session(administration::page(super::administration::view()))),
    ("still-signed-in", signed_out::still_signed_in),
    ("signed-out-of-one", || signed_out::page(ProviderKind::Workforce, false, accounts_view().others)),
    ("accounts", || of_session(accounts::page(accounts_view()))),
    ("accounts-alone", || of_session(accounts::page(AccountsView { others: Vec::new(), ..accounts_view() }))),
    ("signed-out", || signed_out::page(ProviderKind::Workforce, false, Vec::new())),
    ("config-missing", || config_missing::page(&findings(), true)),
    ("setup", || setup::page(setup_view())),
    ("not-found", not_found::page),
    ("styleguide", styleguide::page),
    ("failed", || AppError::SignedOut.into()),
    ("failed-provider", || AppError::ProviderUnavailable.into()),
    ("failed-busy", || AppError::Busy.into()),
    ("failed-unexpected", || AppError::Unexpected.into()),
];

/// The accounts of a browser with two other accounts.
fn accounts_view() -> AccountsView {
    let entry = |name: &str, tenant_id: Option<&str>| AccountEntry {
        reference: "AAAAAAAAAAAAAAAAAAAAAA".into(),
        name: name.into(),
        username: Some("user@contoso.example".into()),
        tenant_id: tenant_id.map(str::to_owned),
        organization: None,
    };
    let others = vec![entry("Tom Becker", Some("aaaabbbb-0000-cccc-1111-dddd2222eeee")), entry("Nora Quinn", None)];
    AccountsView { this: Some(entry("Mia Keller", None)), others }
}

pub fn sign_in(provider: ProviderKind) -> SignIn {
    SignIn {
        provider,
        authority_host: "login.microsoftonline.com".into(),
        device_code: false,
        return_to: "/".into(),
        account: AccountChoice::default(),
        dev_tenant: false,
    }
}

pub fn welcome() -> Welcome {
    Welcome {
        display_name: "Mia Keller".into(),
        username: Some("mia.keller@contoso.example".into()),
        provider: ProviderKind::Workforce,
        authority_host: "login.microsoftonline.com".into(),
        tenant_id: Some("aaaabbbb-0000-cccc-1111-dddd2222eeee".into()),
        organization: None,
        edit_profile: false,
        api: Some(DownstreamApi {
            endpoint: "https://graph.microsoft.com/v1.0/me".into(),
            scopes: vec!["User.Read".into()],
        }),
        dev_tenant: false,
    }
}

fn welcome_of_another_provider() -> Welcome {
    Welcome {
        display_name: "ליאור בן־דוד".into(),
        username: None,
        provider: ProviderKind::OpenId,
        authority_host: "a-very-long-name-of-an-external-tenant.login.example.org:8443".into(),
        tenant_id: None,
        api: Some(DownstreamApi {
            endpoint: "https://api.example.org/a/rather/long/path/of/an/endpoint".into(),
            scopes: vec!["openid".into(), "profile".into(), "api://example.org/Everything.Read.All".into()],
        }),
        ..welcome()
    }
}

pub fn example_response() -> ApiResponse {
    let text = concat!(
        "{\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users/$entity\",\n",
        "  \"businessPhones\": [],\n  \"displayName\": \"Mia Keller\",\n  \"givenName\": \"Mia\",\n",
        "  \"id\": \"00000000-aaaa-1111-bbbb-222222222222\",\n  \"jobTitle\": null\n}"
    );
    ApiResponse {
        endpoint: "https://graph.microsoft.com/v1.0/me".into(),
        status: 200,
        body: ApiBody::Json { text: text.into(), is_cut: false },
        tree: json_tree(text.as_bytes(), None),
        milliseconds: 132,
        request_id: Some("6a5e3f1c-0000-4444-8888-1234567890ab".into()),
        ..ApiResponse::default()
    }
}

fn device_code() -> DeviceCodeView {
    DeviceCodeView {
        user_code: "FJC3-4XLT".into(),
        verification_uri: "https://login.microsoftonline.com/common/oauth2/deviceauth".into(),
        address_to_scan: "https://login.microsoftonline.com/common/oauth2/deviceauth".into(),
        expires_in: 900,
        interval: 5,
    }
}

pub fn sign_in_failed(kind: Kind) -> Page {
    sign_in_failed::page(SignInProblem { kind, ..sign_in_problem() }, true)
}

pub fn sign_in_problem() -> SignInProblem {
    SignInProblem {
        kind: Kind::Declined,
        error: Some("access_denied".into()),
        code: Some("AADSTS65004".into()),
        trace_id: Some("2a1c1fce-1111-4a4a-9b9b-0123456789ab".into()),
        correlation_id: Some("77aa0e5b-2222-4c4c-8d8d-0123456789ab".into()),
        timestamp: Some("2026-11-22 05:12:21Z".into()),
        reason: None,
        return_to: "/a?b=c".into(),
        is_step_up: false,
    }
}

pub fn sessions() -> SessionsView {
    let entry = |reference: &str, browser: &str| SessionEntry {
        reference: reference.into(),
        browser: Some(browser.into()),
        started: 1_795_421_100,
        last_seen: 1_795_460_100,
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

fn findings() -> Vec<Finding> {
    vec![
        Finding::Variable(Variable::ClientId, Missing::Always.into()),
        Finding::Variable(Variable::ClientSecret, SecretProblem::Id.into()),
    ]
}

fn setup_view() -> SetupView {
    let failed =
        Line::failed(Check::RedirectUri, "the provider refuses authorization requests with this redirect URI.")
            .about("http://localhost:3000/<b>")
            .because("The provider responds with `invalid_request` (AADSTS50011).")
            .fix("App registrations > (the app) > Authentication > Web > Add URI")
            .see("https://login.microsoftonline.com/error?code=50011");
    let skipped = Line::skipped(Check::Api, "no downstream API is configured (ENDPOINT is empty).");
    SetupView { lines: vec![Line::ok(Check::Settings, "all settings are valid."), failed, skipped], dev_tenant: true }
}
