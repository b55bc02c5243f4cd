//! MSAL for Python as the reference for the certificate assertion: both clients have the same key, certificate and token
//! endpoint. Their token requests are equal, apart from the differences in [`DIFFERENCES`].

mod token_request;

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD},
};
use leptos_entra::{
    dev_tenant::{self, Options, RefreshMode, Running, TENANT_ID},
    server::{AppOnly, entra::Authority, job::Job},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use self::token_request::{TokenRequest, by_grant};
use super::{CertificateFile, CertificatePaths, ClientCredential, CredentialFile};
use crate::{
    app_only::ReadGraph,
    cast::{
        App, Browser, Recorder,
        certificates::{TestKey, der},
        front, msal, options, parameter,
    },
    dev_tenant::cast::{CALLBACK, SCOPE, VERIFIER, authorization_request},
    protected_api::protected_api,
    tokens::signed_in_with_an_expired_token,
};

const ORIGIN: &str = "https://login.microsoftonline.com";
const ON_BEHALF_OF: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const GRANTS: [&str; 4] = ["authorization_code", "refresh_token", "client_credentials", ON_BEHALF_OF];
const GRAPH: &str = "https://graph.microsoft.com/.default";
/// The scope of the API of the app, which a user needs for a call on their behalf.
const ORDERS: &str = "api://b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61/Orders.Read";

const CLIENT_INFO: &str = "MSAL requests the account ID for its cache; the app identifies users by the ID token";

/// All differences between a token request of this app and the same request of MSAL, each with its reason. Further differences fail
/// the test, and so does a difference that no longer exists.
const DIFFERENCES: [(&str, &str); 12] = [
    ("header x5t#S256", "MSAL pads the thumbprint; base64url in a JWS has no padding (RFC 7515 §2)"),
    (
        "header x5c",
        "MSAL sends the certificate only, with line breaks; the app appends the issuers of its file (RFC 7515 §4.1.6)",
    ),
    (
        "claims exp",
        "600 s at MSAL, 300 s here, which is the shortest lifetime that Microsoft recommends; MSAL sends a float",
    ),
    ("claims iat", "another moment; MSAL sends a float"),
    ("claims jti", "a new UUID"),
    ("claims nbf", "Microsoft documents it as required; MSAL omits it"),
    ("authorization_code client_info", CLIENT_INFO),
    ("refresh_token client_info", CLIENT_INFO),
    ("client_credentials client_info", CLIENT_INFO),
    ("refresh_token claims", "MSAL omits its capabilities if it is given a refresh token from outside its cache"),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer client_info", CLIENT_INFO),
    (
        "urn:ietf:params:oauth:grant-type:jwt-bearer scope",
        "MSAL also requests an ID token and a refresh token; the app needs neither, because each request has the user's token",
    ),
];

/// Requests tokens with MSAL by four grants, and prints the results as JSON.
const PROGRAM: &str = include_str!("msal.py");

/// An app at a dev tenant, whose requests are recorded, and the files of its certificate.
struct Comparison {
    app: App,
    recorder: Recorder,
    file: CredentialFile,
    /// The certificate of the app, followed by the certificate of its issuer.
    certificates: [String; 2],
    sends_chain: bool,
}

impl Comparison {
    async fn start(sends_chain: bool) -> Self {
        let tenant = Options { public_origin: Some(ORIGIN.to_owned()), ..options(RefreshMode::Entra) };
        let tenant = dev_tenant::start(tenant).await.unwrap();
        let recorder = Recorder::start(tenant.listens_on()).await;
        let key = TestKey::rsa();
        let certificates = key.certificates_by(&TestKey::elliptic_curve());
        let file = CredentialFile::new(&[certificates.concat(), key.pem()].concat());
        let paths = CertificatePaths { certificate: file.path.clone(), key: None };
        let credential = CertificateFile::open(paths, sends_chain).unwrap();
        let authority = Authority::parse_authority(&format!("{ORIGIN}/{TENANT_ID}")).unwrap();
        let app = App::abroad_beside((tenant, recorder.address), authority, |config| {
            config.client_credential = ClientCredential::Certificate(credential.into());
            config.protected_api = Some(protected_api());
        })
        .await;
        app.control().register_certificate(&certificates[0]).unwrap();
        Self { app, recorder, file, certificates, sends_chain }
    }

    /// Sends the token requests of the app: a sign-in, a refresh, a token for the app itself, and one on behalf of the user
    /// with this token.
    async fn requests_of_app(&self, user_token: &str) -> BTreeMap<String, TokenRequest> {
        let before = self.recorder.requests().len();
        let mut browser = signed_in_with_an_expired_token(&self.app).await;
        browser.call("/api/call_api").await.assert_shows("Maya Lindqvist");
        let job = Job::with_http(&self.app.config, self.app.outbound());
        AppOnly::<ReadGraph>::of_job(&job).token(None).await.map(drop).unwrap();
        let headers = [("authorization", &*format!("Bearer {user_token}"))];
        let called = Browser::new(&self.app).send(Method::GET, "/api/v1/me", &headers, "").await;
        called.assert_shows("Maya Lindqvist");
        by_grant(&self.recorder.requests()[before..])
    }

    /// Sends the same token requests with MSAL, which must get a token by each. Also returns the user's token for the API.
    async fn requests_of_msal(&self) -> (BTreeMap<String, TokenRequest>, String) {
        let before = self.recorder.requests().len();
        let (folder, front) = (self.file.folder.path(), front::listen(self.recorder.address).await);
        let trusted = folder.join("trusted.pem");
        std::fs::write(&trusted, front::certificate()).unwrap();
        let scope = ["openid", "profile", "offline_access", "User.Read"];
        let callback = self.callback(&self.app.tenant).await;
        let given = json!({
            "port": front.port(),
            "trusted": trusted,
            "certificate": self.file.path,
            "pfx": folder.join("app.pfx"),
            "chain": self.sends_chain,
            "client_id": self.app.tenant.client_id(),
            "authority": format!("{ORIGIN}/{TENANT_ID}"),
            "scope": GRAPH,
            "api_scope": ORDERS,
            "flow": { "state": "the state & more", "redirect_uri": CALLBACK, "scope": scope, "nonce": "a-nonce",
                "code_verifier": VERIFIER, "claims_challenge": null },
            "response": { "state": "the state & more", "code": parameter(&callback, "code") },
        });
        let results = msal::run(PROGRAM, &[&given.to_string()], &[]).await;
        for grant in GRANTS {
            assert!(results[grant]["access_token"].is_string(), "{grant}: {results}");
        }
        let user_token = results["user_token"]["access_token"].as_str().unwrap().to_owned();
        (by_grant(&self.recorder.requests()[before..]), user_token)
    }

    /// Signs a user in with the authorization request of MSAL, which sends the hash of its nonce. Returns the callback.
    async fn callback(&self, tenant: &Running) -> String {
        let (nonce, scope) = (format!("{:x}", Sha256::digest("a-nonce")), format!("{SCOPE} {ORDERS}"));
        let mut browser = Browser::new(&self.app);
        let picker =
            browser.visit_tenant(&authorization_request(tenant, &[("nonce", &nonce), ("scope", &scope)])).await;
        browser.press(&picker, &[("persona", "maya")]).await.location().to_owned()
    }

    /// Checks what the names of the differences do not say.
    fn assert_equal(&self, of_app: &TokenRequest, of_msal: &TokenRequest) {
        let [certificate, issuer] = self.certificates.each_ref().map(|pem| der(pem));
        let (thumbprint, [certificate, issuer]) =
            (Sha256::digest(&certificate), [certificate, issuer].map(|der| STANDARD.encode(der)));
        assert_eq!(of_app.header["x5t#S256"], URL_SAFE_NO_PAD.encode(thumbprint));
        assert_eq!(of_msal.header["x5t#S256"], URL_SAFE.encode(thumbprint));
        for (request, chain) in [(of_app, vec![&certificate, &issuer]), (of_msal, vec![&certificate])] {
            let sent = request.header.get("x5c").map(|sent| sent.to_string().replace("\\n", ""));
            assert_eq!(sent, self.sends_chain.then(|| json!(chain).to_string()));
            assert_eq!((&request.header["alg"], &request.header["typ"]), (&json!("PS256"), &json!("JWT")));
            let endpoint = format!("{ORIGIN}/{TENANT_ID}/oauth2/v2.0/token");
            assert_eq!(request.claims["aud"], endpoint);
            assert_eq!(
                (&request.claims["iss"], &request.claims["sub"]),
                (&request.form["client_id"], &request.form["client_id"])
            );
            Uuid::parse_str(request.claims["jti"].as_str().unwrap()).unwrap();
            // Microsoft recommends 5 to 10 minutes.
            let lifetime = request.seconds("exp") - request.seconds("iat");
            assert!((299.9..=600.1).contains(&lifetime), "{lifetime}");
        }
        assert_eq!(of_app.claims["nbf"], of_app.claims["iat"]);
        assert!(["exp", "iat", "nbf"].iter().all(|claim| of_app.claims[*claim].is_i64()));
    }
}

#[tokio::test]
async fn this_app_and_msal_send_the_same_token_requests() {
    let mut found = BTreeSet::new();
    for sends_chain in [false, true] {
        let comparison = Comparison::start(sends_chain).await;
        let (of_msal, user_token) = comparison.requests_of_msal().await;
        let of_app = comparison.requests_of_app(&user_token).await;
        for grant in GRANTS {
            let (of_app, of_msal) = (&of_app[grant], &of_msal[grant]);
            found.extend(of_app.differences(of_msal, grant));
            comparison.assert_equal(of_app, of_msal);
        }
        let identifiers = |requests: &BTreeMap<String, TokenRequest>| {
            requests.values().map(|request| request.claims["jti"].to_string()).collect::<BTreeSet<_>>()
        };
        assert!(identifiers(&of_app).is_disjoint(&identifiers(&of_msal)));
    }
    let listed = DIFFERENCES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed, "{DIFFERENCES:#?}");
}
