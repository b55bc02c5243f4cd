//! MSAL for Python as an API that calls another one on behalf of its caller: the dev tenant serves it as it serves this app.

use serde_json::{Value, json};

use super::token_with_consent;
use crate::{cast::msal, protected_api::Api};

/// Exchanges an access token of a user, twice, and gets a token of the app itself. MSAL accepts https addresses only, so the session
/// shows MSAL https and sends http to the dev tenant.
const PROGRAM: &str = r#"
import json, sys, msal, requests

authority, client_id, client_secret, user_token, app_token, graph = sys.argv[1:]

class Local(requests.Session):
    def request(self, method, url, **options):
        response = super().request(method, url.replace("https://127.0.0.1", "http://127.0.0.1"), **options)
        if url.endswith("/openid-configuration"):
            response._content = response.content.replace(b"http://127.0.0.1", b"https://127.0.0.1")
        return response

session = Local()
session.trust_env = False
app = msal.ConfidentialClientApplication(
    client_id, client_credential=client_secret, authority=authority.replace("http://", "https://"),
    http_client=session, instance_discovery=False, client_capabilities=["cp1"])

def me(token):
    response = session.get(graph, headers={"Authorization": f"Bearer {token}"})
    return [response.status_code, response.json().get("displayName")]

of_user = app.acquire_token_on_behalf_of(user_token, ["User.Read"])
challenge = json.dumps({"access_token": {"acrs": {"essential": True, "value": "c1"}}})
print(json.dumps({
    "me": me(of_user.get("access_token")),
    "of_user": of_user,
    "challenged": app.acquire_token_on_behalf_of(user_token, ["User.Read"], claims_challenge=challenge),
    "without_consent": app.acquire_token_on_behalf_of(user_token, ["Mail.Read"]),
    "of_app": app.acquire_token_on_behalf_of(app_token, ["User.Read"]),
    "for_client": app.acquire_token_for_client(["https://graph.microsoft.com/.default"]),
    "not_default": app.acquire_token_for_client(["https://graph.microsoft.com/User.Read"]),
}))
"#;

#[tokio::test]
async fn msal_exchanges_tokens_and_reports_the_refusals() {
    let api = Api::start().await;
    let (user, app) = (token_with_consent(&api, "maya").await, api.app_token().await);
    let tenant = &api.app.tenant;
    let arguments = [&tenant.authority(), tenant.client_id(), tenant.client_secret(), &user, &app, &tenant.endpoint()];
    let result = msal::run(PROGRAM, &arguments, &[]).await;
    assert_eq!(result["me"], json!([200, "Maya Lindqvist"]), "{result}");
    let scopes = result["of_user"]["scope"].as_str().unwrap();
    assert!(scopes.split(' ').any(|scope| scope == "User.Read"), "{scopes}");
    assert!(result["for_client"]["access_token"].is_string(), "{result}");
    let error = |name: &str| (result[name]["error"].clone(), result[name]["error_codes"][0].clone());
    assert_eq!(error("challenged"), (json!("interaction_required"), json!(50_076)), "{result}");
    let claims: Value = serde_json::from_str(result["challenged"]["claims"].as_str().unwrap()).unwrap();
    assert_eq!(claims["access_token"]["acrs"]["value"], "c1", "{claims}");
    assert_eq!(error("without_consent"), (json!("invalid_grant"), json!(65_001)), "{result}");
    assert_eq!(error("of_app"), (json!("unauthorized_client"), json!(7_000_114)), "{result}");
    assert_eq!(error("not_default"), (json!("invalid_scope"), json!(1_002_012)), "{result}");
}
