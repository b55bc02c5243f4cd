//! A user of the dev tenant's Graph with an access token, and the consent of an administrator.

use leptos_entra::dev_tenant::Running;
use reqwest::{Response, StatusCode, Url};
use serde_json::{Value, json};

use crate::dev_tenant::cast::{Browser, CALLBACK, authorization_response, exchange, form_value, http};

/// The scopes of all resources that need no administrator.
pub const ALL: &str = "openid User.Read User.ReadBasic.All People.Read Calendars.Read Mail.Read MailboxSettings.Read Presence.Read Team.ReadBasic.All Files.Read Sites.Read.All Tasks.Read";

pub struct GraphUser {
    tenant: Running,
    access_token: String,
}

impl GraphUser {
    /// Signs the persona in with a new browser and these scopes.
    pub async fn with(tenant: &Running, persona: &str, scopes: &str) -> Self {
        let response = Browser::new().sign_in(tenant, &[("scope", scopes)], persona).await;
        let code = response.get("code").unwrap_or_else(|| panic!("no code: {response:?}"));
        let (status, body) = exchange(tenant, code, &[]).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        Self { tenant: tenant.clone(), access_token: body["access_token"].as_str().unwrap().to_owned() }
    }

    /// Signs the persona in after an administrator has consented to the scopes.
    pub async fn with_administrator(tenant: &Running, persona: &str, scopes: &str) -> Self {
        let address = format!("{}/v2.0/adminconsent", tenant.authority());
        let query = [("client_id", tenant.client_id()), ("redirect_uri", CALLBACK), ("scope", scopes)];
        let browser = Browser::new();
        let page = browser.get(Url::parse_with_params(&address, query).unwrap().as_str()).await.text().await.unwrap();
        let fields = [("form", form_value(&page)), ("decision", "accept".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let accepted = browser.post(&format!("{}/dev/admin-consent", tenant.origin()), &fields).await;
        assert_eq!(authorization_response(&accepted)["admin_consent"], "True");
        Self::with(tenant, persona, scopes).await
    }

    /// Requests a path below the version, or a next link.
    pub async fn response(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let base = format!("{}/graph/v1.0", self.tenant.origin());
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{base}{path}") };
        assert!(url.starts_with(&base), "{url} is of another host");
        let request = http().get(url).bearer_auth(&self.access_token);
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> (StatusCode, Value) {
        let response = self.response(path, headers).await;
        (response.status(), response.json().await.unwrap())
    }

    /// Requests a resource that must fail. Returns the status and the code of the error.
    pub async fn failure(&self, path: &str) -> (u16, String) {
        let (status, body) = self.get(path).await;
        let error = &body["error"];
        for member in ["date", "request-id", "client-request-id"] {
            assert!(error["innerError"][member].is_string(), "{path}: {body}");
        }
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
        (status.as_u16(), error["code"].as_str().unwrap().to_owned())
    }

    /// Follows the next links to the end. Returns the items and the sizes of the pages.
    pub async fn all_pages(&self, path: &str, headers: &[(&str, &str)]) -> (Vec<Value>, Vec<usize>) {
        let (mut path, mut items, mut sizes) = (path.to_owned(), Vec::new(), Vec::new());
        loop {
            let (status, body) = self.get_with(&path, headers).await;
            assert_eq!(status, StatusCode::OK, "{path}: {body}");
            let page = body["value"].as_array().unwrap();
            sizes.push(page.len());
            items.extend(page.iter().cloned());
            let Some(next) = body["@odata.nextLink"].as_str() else { return (items, sizes) };
            next.clone_into(&mut path);
        }
    }

    /// Sends a batch with these members of `requests`.
    pub async fn batch(&self, requests: &[Value]) -> (StatusCode, Value) {
        let url = format!("{}/graph/v1.0/$batch", self.tenant.origin());
        let request = http().post(url).bearer_auth(&self.access_token).json(&json!({ "requests": requests }));
        let response = request.send().await.unwrap();
        (response.status(), response.json().await.unwrap())
    }

    /// Sends a batch of GET requests for these paths, with the paths as IDs. Returns the response of each path.
    pub async fn batch_of(&self, paths: &[&str]) -> Vec<Value> {
        let requests: Vec<Value> = paths.iter().map(|path| get(path, path)).collect();
        let (status, body) = self.batch(&requests).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let responses = body["responses"].as_array().unwrap();
        assert_eq!(responses.len(), paths.len());
        let of = |path: &&str| responses.iter().find(|response| response["id"] == **path).unwrap().clone();
        paths.iter().map(of).collect()
    }
}

/// Returns a part of a batch with the method GET.
pub fn get(id: &str, url: &str) -> Value {
    json!({ "id": id, "method": "GET", "url": url })
}
