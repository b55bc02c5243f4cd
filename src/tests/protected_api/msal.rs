//! MSAL for Python as a client of the protected API: it gets tokens from the dev tenant, and the API accepts them.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::Api;
use crate::cast::msal;

/// Gets a token for the app itself and one for a user (by device code), calls the API with both, and prints the results as
/// JSON. MSAL accepts https addresses only, so the session shows MSAL https and sends http to the dev tenant.
const PROGRAM: &str = r#"
import json, sys, msal, requests

authority, client_id, client_secret, orders = sys.argv[1:]

class Local(requests.Session):
    def request(self, method, url, **options):
        response = super().request(method, url.replace("https://127.0.0.1", "http://127.0.0.1"), **options)
        if url.endswith("/openid-configuration"):
            response._content = response.content.replace(b"http://127.0.0.1", b"https://127.0.0.1")
        return response

session = Local()
session.trust_env = False
options = dict(authority=authority.replace("http://", "https://"), http_client=session, instance_discovery=False)

confidential = msal.ConfidentialClientApplication(client_id, client_credential=client_secret, **options)
of_app = confidential.acquire_token_for_client([f"api://{client_id}/.default"])

public = msal.PublicClientApplication(client_id, **options)
flow = public.initiate_device_flow([f"api://{client_id}/Orders.Read", f"api://{client_id}/Orders.Write"])
approval = {"approve_device": {"user_code": flow["user_code"], "persona": "maya"}}
session.post(authority.rsplit("/", 1)[0] + "/dev/control", json=approval).raise_for_status()
of_user = public.acquire_token_by_device_flow(flow)

def call(method, token, **options):
    headers = {"Authorization": f"Bearer {token}"}
    response = session.request(method, orders, headers=headers, **options)
    return [response.status_code, response.json(), response.headers.get("WWW-Authenticate")]

order = {"item": "Tea", "quantity": 3}
print(json.dumps({
    "token_of_app": of_app.get("error_description"),
    "token_of_user": of_user.get("error_description"),
    "placed_by_user": call("POST", of_user.get("access_token"), json=order),
    "placed_by_app": call("POST", of_app.get("access_token"), json=order),
    "listed_by_app": call("GET", of_app.get("access_token")),
    "listed_by_user": call("GET", of_user.get("access_token")),
    "listed_with_id_token": call("GET", of_user.get("id_token")),
}))
"#;

/// Runs MSAL against an app and its dev tenant. Returns what the program prints.
async fn call_with_msal(api: &Api, address: SocketAddr) -> Value {
    let tenant = &api.app.tenant;
    let orders = format!("http://{address}{}", super::ORDERS);
    msal::run(PROGRAM, &[&tenant.authority(), tenant.client_id(), tenant.client_secret(), &orders], &[]).await
}

#[tokio::test]
async fn msal_gets_tokens_and_calls_the_api() {
    for is_version_one in [false, true] {
        let api = Api::start().await;
        api.app.control().set_own_api_version_one(is_version_one);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = api.app.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let result = call_with_msal(&api, address).await;
        assert_eq!((&result["token_of_app"], &result["token_of_user"]), (&Value::Null, &Value::Null), "{result}");
        assert_eq!(result["placed_by_user"][0], 201, "{result}");
        let order = &result["placed_by_user"][1];
        for listed in ["listed_by_user", "listed_by_app"] {
            assert_eq!(result[listed][0], 200, "{result}");
            assert!(result[listed][1]["orders"].as_array().unwrap().contains(order), "{listed}: {result}");
        }
        assert_eq!(result["placed_by_app"][0], 403, "{result}");
        assert_eq!(result["placed_by_app"][1]["title"], json!("Forbidden"));
        assert!(result["placed_by_app"][2].as_str().unwrap().contains("insufficient_scope"), "{result}");
        assert_eq!(result["listed_with_id_token"][0], 401, "{result}");
    }
}
