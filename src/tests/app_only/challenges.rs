//! Claims challenges of Microsoft Graph for a token of the app itself.

use leptos_entra::{
    dev_tenant::{self, GraphFault, GraphResource, Options, RefreshMode, TENANT_ID, Times},
    server::{GraphOfAppError, entra::Authority, job::Job},
};
use serde_json::Value;

use super::{name_of_app, requests};
use crate::cast::{App, Recorder, options};

const ORIGIN: &str = "https://login.microsoftonline.com";

#[tokio::test]
async fn a_claims_challenge_is_met_once_with_its_claims() {
    let options = Options { public_origin: Some(ORIGIN.to_owned()), ..options(RefreshMode::Strict) };
    let tenant = dev_tenant::start(options).await.unwrap();
    let recorder = Recorder::start(tenant.listens_on()).await;
    let authority = Authority::parse_authority(&format!("{ORIGIN}/{TENANT_ID}")).unwrap();
    let app = App::abroad_beside((tenant, recorder.address), authority, |_| ()).await;
    let job = Job::with_http(&app.config, app.outbound());
    name_of_app(&job).await.unwrap();
    app.control().arm_resource_fault(GraphResource::Application, GraphFault::ClaimsChallenge, Times::Once);
    name_of_app(&job).await.unwrap();
    let sent: Vec<Value> = recorder.requests().iter().filter_map(|request| claims_in(request)).collect();
    let [first, second] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(first["access_token"].as_object().unwrap().len(), 1, "the capability only: {first}");
    assert!(second["access_token"]["nbf"]["essential"].as_bool().unwrap(), "{second}");
    assert_eq!(second["access_token"]["xms_cc"], first["access_token"]["xms_cc"]);
    app.control().arm_resource_fault(GraphResource::Application, GraphFault::ClaimsChallenge, Times::UntilReset);
    let error = name_of_app(&job).await.unwrap_err();
    assert!(matches!(error, GraphOfAppError::Challenged(_)), "{error}");
    assert_eq!(requests(&app), 3, "one retry");
}

/// Returns the parameter `claims` of a token request for the app itself.
fn claims_in(request: &str) -> Option<Value> {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let form: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).collect();
    let (_, claims) = form.iter().find(|(name, _)| name == "claims")?;
    serde_json::from_str(claims).ok()
}
