//! `leptos-entra registration print`: the settings of `.env` examples in, a registration out, in three forms.

mod az;
mod bicep;

use serde_json::{Value, json};

use super::Operator;

const CLIENT_ID: &str = "11111111-2222-4333-8444-555555555555";
const AUTHORITY: &str = "https://login.microsoftonline.com/66666666-7777-4888-9999-aaaaaaaaaaaa";
const SECRET: &str = "Xy38Q~not-a-real-secret_0123456789abcdef";

/// Returns an operator with the settings of a deployment, without a client ID and a credential.
fn deployment() -> Operator {
    Operator::new()
        .with("AUTHORITY", AUTHORITY)
        .with("REDIRECT_URI", "https://app.example.org/getAToken")
        .with("LEPTOS_SITE_ADDR", "0.0.0.0:3000")
}

fn printed(operator: &Operator, format: &str) -> String {
    operator.done(&["registration", "print", "--format", format])
}

fn application(operator: &Operator) -> Value {
    serde_json::from_str(&printed(operator, "json")).unwrap()
}

/// Returns the IDs of the permissions of Microsoft Graph.
fn permissions(application: &Value) -> Vec<&str> {
    let access = &application["requiredResourceAccess"][0];
    assert_eq!(access["resourceAppId"], "00000003-0000-0000-c000-000000000000");
    let access = access["resourceAccess"].as_array().unwrap();
    assert!(access.iter().all(|permission| permission["type"] == "Scope"));
    access.iter().map(|permission| permission["id"].as_str().unwrap()).collect()
}

#[test]
fn the_filled_in_sample_needs_the_registration_of_the_readme() {
    let operator = Operator::new();
    let sample = include_str!("../../../.env.sample").replace("<Enter_the_Tenant_ID>", "contoso.onmicrosoft.com");
    std::fs::write(operator.path(".env"), sample).unwrap();
    let application = application(&operator);
    let uris = ["getAToken", "signed-out", "admin-consent/result"].map(|path| format!("http://localhost:3000/{path}"));
    assert_eq!(application["web"]["redirectUris"], json!(uris));
    assert_eq!(application["web"]["logoutUrl"], Value::Null, "Entra ID requires https");
    assert_eq!(application["signInAudience"], "AzureADMyOrg");
    assert_eq!(application["isFallbackPublicClient"], false);
    assert_eq!(application["displayName"], "leptos-entra");
    assert_eq!(application["optionalClaims"], json!({ "idToken": [{ "name": "login_hint" }, { "name": "sid" }] }));
}

#[test]
fn permissions_are_those_of_scope_and_of_the_pages() {
    let [user, people, mail] = [
        "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        "ba47897c-39ec-4d83-8086-ee8256fa737d",
        "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
    ];
    // Calendars.Read, Files.Read, Mail.ReadBasic and MailboxSettings.Read.
    let before_people = [
        "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
        "10465720-29dd-4523-a11a-6a75c743c9d9",
        "a4b8392a-d8d1-4954-a029-8e668a39a170",
        "87f447af-9fa4-4c32-9dfa-4a57a73d18ce",
    ];
    // Presence.Read, Tasks.Read and Team.ReadBasic.All.
    let after_people = [
        "76bc735e-aecd-4a1d-8b4c-2b915deabb79",
        "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb",
        "485be79e-c497-4b35-9400-0e3fa7f2a5d4",
    ];
    let of_pages = [&[user][..], &before_people, &[people], &after_people].concat();
    assert_eq!(permissions(&application(&deployment())), of_pages);
    let with_scope = deployment().with("SCOPE", "User.Read people.read https://graph.microsoft.com/Mail.Read openid");
    let all = [&[user, people, mail][..], &before_people, &after_people].concat();
    assert_eq!(permissions(&application(&with_scope)), all);
}

#[test]
fn a_deployment_on_https_registers_the_front_channel() {
    let below = deployment()
        .with("PUBLIC_URL", "https://app.example.org/app")
        .with("REDIRECT_URI", "https://app.example.org/app/getAToken")
        .with("FRONT_CHANNEL_LOGOUT_PATH", "/bye");
    let web = &application(&below)["web"];
    let uris =
        ["getAToken", "signed-out", "admin-consent/result"].map(|path| format!("https://app.example.org/app/{path}"));
    assert_eq!(web["redirectUris"], json!(uris));
    assert_eq!(web["logoutUrl"], "https://app.example.org/app/bye");
}

#[test]
fn the_authority_decides_the_sign_in_audience() {
    let microsoft = "https://login.microsoftonline.com";
    for (authority, audience, has_version) in [
        (format!("{microsoft}/contoso.com"), "AzureADMyOrg", false),
        (format!("{microsoft}/organizations"), "AzureADMultipleOrgs", false),
        (format!("{microsoft}/common"), "AzureADandPersonalMicrosoftAccount", true),
        (format!("{microsoft}/consumers"), "PersonalMicrosoftAccount", true),
        ("https://contoso.ciamlogin.com/contoso.onmicrosoft.com".to_owned(), "AzureADMyOrg", false),
    ] {
        let application = application(&deployment().with("AUTHORITY", authority.clone()));
        assert_eq!(application["signInAudience"], audience, "{authority}");
        let version = if has_version { json!(2) } else { Value::Null };
        assert_eq!(application["api"]["requestedAccessTokenVersion"], version, "{authority}");
    }
}

#[test]
fn an_external_tenant_needs_the_permissions_of_every_sign_in() {
    let custom = Operator::new()
        .with("OIDC_AUTHORITY", "https://signin.example.org/66666666-7777-4888-9999-aaaaaaaaaaaa/v2.0")
        .with("REDIRECT_URI", "https://app.example.org/getAToken")
        .with("LEPTOS_SITE_ADDR", "0.0.0.0:3000");
    for operator in [deployment().with("AUTHORITY", "https://contoso.ciamlogin.com"), custom] {
        let application = application(&operator);
        assert_eq!(
            permissions(&application)[..3],
            [
                "37f7f235-527c-4136-accd-4a02d197296e",
                "14dad69e-099b-42c9-810b-d002981feec1",
                "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
            ]
        );
        let uris = ["getAToken", "signed-out"].map(|path| format!("https://app.example.org/{path}"));
        assert_eq!(application["web"]["redirectUris"], json!(uris), "customers have no administrator");
    }
}

#[test]
fn azure_ad_b2c_needs_no_permission_of_graph() {
    let operator = Operator::new()
        .with("B2C_TENANT_NAME", "contoso")
        .with("SIGNUPSIGNIN_USER_FLOW", "B2C_1_susi")
        .with("REDIRECT_URI", "https://app.example.org/getAToken")
        .with("LEPTOS_SITE_ADDR", "0.0.0.0:3000");
    let application = application(&operator);
    assert_eq!(application["signInAudience"], "AzureADandPersonalMicrosoftAccount");
    assert_eq!(application["requiredResourceAccess"], json!([]));
}

#[test]
fn device_code_needs_a_public_client_without_a_callback() {
    let operator = Operator::new().with("AUTHORITY", AUTHORITY).with("PUBLIC_URL", "https://app.example.org");
    let application = application(&operator);
    assert_eq!(application["isFallbackPublicClient"], true);
    let uris = ["signed-out", "admin-consent/result"].map(|path| format!("https://app.example.org/{path}"));
    assert_eq!(application["web"]["redirectUris"], json!(uris));
}

#[test]
fn no_form_contains_the_client_secret() {
    let operator = deployment().with("CLIENT_ID", CLIENT_ID).with("CLIENT_SECRET", SECRET);
    for format in ["az", "bicep", "json"] {
        let printed = printed(&operator, format);
        assert!(printed.contains("https://app.example.org/getAToken") && !printed.contains(SECRET), "{printed}");
    }
}

#[test]
fn json_names_a_permission_whose_id_is_unknown() {
    for (scope, words) in [
        ("User.Read Sites.Selected", "the ID of Sites.Selected of Microsoft Graph"),
        ("User.Read api://orders/Read", "the ID of Read of api://orders"),
    ] {
        let error = deployment().with("SCOPE", scope).refused(&["registration", "print", "--format", "json"]);
        assert!(error.contains(words) && error.contains("--format az"), "{error}");
    }
}

#[test]
fn incomplete_settings_are_named_instead_of_a_registration() {
    let print = ["registration", "print", "--format", "json"];
    let error = Operator::new().refused(&print);
    assert!(error.contains("AUTHORITY is not set"), "{error}");
    let two = deployment().with("CLIENT_SECRET", SECRET).with("CLIENT_CERTIFICATE_FILE", "cert.pem").refused(&print);
    assert!(two.contains("CLIENT_CERTIFICATE_FILE") && two.contains("CLIENT_SECRET") && !two.contains(SECRET), "{two}");
    let other = Operator::new()
        .with("OIDC_AUTHORITY", "https://op.example")
        .with("REDIRECT_URI", "https://app.example.org/getAToken")
        .refused(&print);
    assert!(other.contains("a provider other than Microsoft"), "{other}");
}
