//! Tokens of the app itself: for jobs and for administrators, their cache, app roles, claims challenges and refusals.

mod challenges;
mod command;
mod pages;

use std::{sync::Arc, time::Duration};

use leptos_entra::{
    dev_tenant::{
        self, Flavour, GraphFault, GraphResource, Options, PARTNER_TENANT_ID, RefreshMode, TENANT_ID, Times, TokenFault,
    },
    server::{
        AppNeeds, AppOnly, AppOnlyError, AppRight, GraphOfAppError,
        causes::with_causes,
        config::Config,
        entra::{AllowedTenants, Authority},
        job::Job,
        oidc::{ClientCredential, ClientSecretFile},
    },
};
use openidconnect::ClientSecret;
use serde_json::Value;
use tokio::{task::JoinSet, time::sleep};

use crate::{
    cast::{self, App, certificates::private_file},
    dev_tenant::cast::part_of,
    guards::Operator,
};

/// The resource Microsoft Graph, without an app role.
pub struct ReadGraph;
/// The API of the app itself, with the app role that the dev tenant assigns.
struct ReadOrders;
/// The API of the app itself, with an app role that is not assigned.
struct WriteOrders;
/// Microsoft Graph, with an app role that is not assigned.
struct ReadUsers;

const ORDERS: &str = "api://b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61";
/// The path of the app registration at Microsoft Graph.
const APPLICATION: &str = "applications(appId='b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61')?$select=displayName";

impl AppRight for ReadGraph {
    type Administrator = Operator;

    fn needs() -> AppNeeds {
        AppNeeds::graph()
    }
}

impl AppRight for ReadOrders {
    type Administrator = Operator;

    fn needs() -> AppNeeds {
        AppNeeds::api(ORDERS).role("Orders.Read.All")
    }
}

impl AppRight for WriteOrders {
    type Administrator = Operator;

    fn needs() -> AppNeeds {
        AppNeeds::api(ORDERS).role("Orders.Read.All").role("Orders.Write.All")
    }
}

impl AppRight for ReadUsers {
    type Administrator = Operator;

    fn needs() -> AppNeeds {
        AppNeeds::graph().role("User.Read.All")
    }
}

fn requests(app: &App) -> u64 {
    app.control().counters().token_requests.get("client_credentials").copied().unwrap_or_default()
}

async fn name_of_app(job: &Job) -> Result<String, GraphOfAppError<AppOnlyError>> {
    let read: Value = AppOnly::<ReadGraph>::of_job(job).get(APPLICATION).await?;
    Ok(read["displayName"].as_str().unwrap().to_owned())
}

/// Returns the text of the error with its causes.
async fn refused<R: AppRight>(job: &Job) -> String {
    with_causes(&AppOnly::<R>::of_job(job).token(None).await.unwrap_err())
}

/// Starts an app for the users of several tenants.
async fn of_many_tenants(allowed_tenants: AllowedTenants) -> App {
    let options = Options { flavour: Flavour::MultiTenant, ..cast::options(RefreshMode::Strict) };
    App::beside(dev_tenant::start(options).await.unwrap(), |config| config.allowed_tenants = allowed_tenants)
}

#[tokio::test]
async fn a_job_reads_graph_with_one_cached_token() {
    let app = App::start().await;
    let job = Job::new(&app.config);
    for _ in 0..3 {
        assert_eq!(name_of_app(&job).await.unwrap(), "leptos-entra (dev tenant)");
    }
    AppOnly::<ReadOrders>::of_job(&job).token(None).await.unwrap();
    AppOnly::<ReadOrders>::of_job(&job).token(None).await.unwrap();
    assert_eq!(requests(&app), 2, "one for each resource");
}

#[tokio::test]
async fn concurrent_tasks_send_one_token_request() {
    let app = App::start().await;
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 300 }, Times::UntilReset);
    let job = Arc::new(Job::new(&app.config));
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let job = Arc::clone(&job);
        tasks.spawn(async move { name_of_app(&job).await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.len(), 20);
    assert_eq!(requests(&app), 1);
}

#[tokio::test]
async fn a_missing_app_role_is_named() {
    let app = App::start().await;
    let job = Job::new(&app.config);
    assert!(AppOnly::<ReadOrders>::of_job(&job).token(None).await.is_ok());
    let error = refused::<WriteOrders>(&job).await;
    assert!(error.contains("`Orders.Write.All`") && error.contains(ORDERS), "{error}");
    let error = refused::<ReadUsers>(&job).await;
    assert!(error.contains("`User.Read.All`") && error.contains("https://graph.microsoft.com"), "{error}");
    assert!(error.contains("application permission") && error.contains("admin consent"), "{error}");
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let app = App::start().await;
    // A short token is replaced after four fifths of its lifetime.
    app.control().set_access_token_lifetime(5);
    let job = Job::new(&app.config);
    let token = async || AppOnly::<ReadGraph>::of_job(&job).token(None).await.unwrap().secret().to_owned();
    let first = token().await;
    assert_eq!(token().await, first);
    sleep(Duration::from_millis(4_050)).await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::UntilReset);
    assert_eq!(token().await, first, "the old token is used while the provider is down");
    assert_eq!((requests(&app), token().await), (2, first.clone()));
    sleep(Duration::from_millis(1_500)).await;
    let error = refused::<ReadGraph>(&job).await;
    assert!(error.contains("issued no token"), "the token has expired: {error}");
    app.control().reset();
    assert_ne!(token().await, first);
}

#[tokio::test]
async fn a_job_of_many_tenants_must_name_a_listed_tenant() {
    let app = of_many_tenants(AllowedTenants::Listed(vec![TENANT_ID.to_owned()])).await;
    assert!(refused::<ReadGraph>(&Job::new(&app.config)).await.contains("for several tenants"));
    for other in [PARTNER_TENANT_ID, "devtenant.example", "common", "../x", ""] {
        let error = refused::<ReadGraph>(&Job::new(&app.config).in_tenant(other)).await;
        assert!(error.contains("ALLOWED_TENANTS lists"), "{other}: {error}");
    }
    assert_eq!(requests(&app), 0, "no request was sent");
    let job = Job::new(&app.config).in_tenant(TENANT_ID);
    assert_eq!(name_of_app(&job).await.unwrap(), "leptos-entra (dev tenant)");
}

#[tokio::test]
async fn each_tenant_has_its_own_token() {
    let app = of_many_tenants(AllowedTenants::Any).await;
    let mut service_principals = Vec::new();
    for tenant in [TENANT_ID, PARTNER_TENANT_ID, TENANT_ID] {
        let job = Job::new(&app.config).in_tenant(tenant);
        let token = AppOnly::<ReadGraph>::of_job(&job).token(None).await.unwrap();
        let claims = part_of(&Value::from(token.secret().as_str()), 1);
        assert_eq!((&claims["tid"], &claims["idtyp"]), (&Value::from(tenant), &Value::from("app")));
        assert_eq!(claims["oid"], claims["sub"]);
        service_principals.push(claims["oid"].clone());
    }
    let [first, of_partner, second] = &service_principals[..] else { panic!("{service_principals:?}") };
    assert!(first == second && first != of_partner, "the object ID is stable: {service_principals:?}");
}

#[tokio::test]
async fn other_providers_have_no_such_tokens() {
    let app = App::start().await;
    let b2c = Authority::parse_b2c("contoso", "B2C_1_signupsignin").unwrap();
    let other = Authority::parse_oidc_authority("https://id.example").unwrap();
    for authority in [b2c, other] {
        let job = Job::new(&Config { authority, ..app.config.clone() });
        assert!(refused::<ReadOrders>(&job).await.contains("Entra ID"));
    }
    let without_graph = Job::new(&Config { endpoint: None, ..app.config.clone() });
    assert!(refused::<ReadGraph>(&without_graph).await.contains("no address of Microsoft Graph"));
    assert_eq!(requests(&app), 0);
}

#[tokio::test]
async fn a_rotated_secret_is_read_from_its_file() {
    let app = App::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = private_file(folder.path(), "secret", app.tenant.client_secret());
    let secret = ClientSecret::new(app.tenant.client_secret().to_owned());
    let credential = ClientCredential::SecretFile(Arc::new(ClientSecretFile::new(file.clone(), secret)));
    let job = Job::new(&Config { client_credential: credential, ..app.config.clone() });
    name_of_app(&job).await.unwrap();
    std::fs::write(&file, "the-new-secret-of-the-application").unwrap();
    app.control().add_secret("the-new-secret-of-the-application");
    app.control().remove_secret(app.tenant.client_secret());
    AppOnly::<ReadOrders>::of_job(&job).token(None).await.unwrap();
    assert_eq!(name_of_app(&job).await.unwrap(), "leptos-entra (dev tenant)", "the cached token is still valid");
}

#[tokio::test]
async fn an_error_of_the_provider_is_named_without_secrets() {
    let app = App::start().await;
    let wrong = ClientCredential::Secret(ClientSecret::new("a-wrong-secret".to_owned()));
    let job = Job::new(&Config { client_credential: wrong, ..app.config.clone() });
    let error = refused::<ReadGraph>(&job).await;
    assert!(error.contains("`invalid_client`") && !error.contains("a-wrong-secret"), "{error}");
    app.control().arm_resource_fault(GraphResource::Application, GraphFault::Forbidden, Times::Once);
    let error = name_of_app(&Job::new(&app.config)).await.unwrap_err();
    assert!(matches!(error, GraphOfAppError::Failed { status: 403, .. }), "{error}");
    let error = AppOnly::<ReadOrders>::of_job(&Job::new(&app.config)).get::<Value>(APPLICATION).await.unwrap_err();
    assert!(
        matches!(error, GraphOfAppError::ForeignAddress),
        "a token of another resource is not sent to Graph: {error}"
    );
}
