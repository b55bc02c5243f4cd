//! The identity of a user: `tid` and `oid` identify the user, but no name and no email address does.

use leptos_entra::{
    dev_tenant::{Flavour, PARTNER_TENANT_ID, TENANT_ID},
    error::{AppError, ShownError},
    server::{
        Needs, Right,
        entra::Authority,
        session::{Person, UserSession},
    },
};
use openidconnect::Scope;
use serde_json::json;
use tower_sessions::SessionStore as _;

use crate::{
    cast::{App, Browser},
    guards::{Operator, caller},
};

/// Returns the session record of the user who is signed in with this browser.
async fn record(app: &App, browser: &Browser) -> UserSession {
    let id = browser.cookies[&app.services.cookies.session()].parse().unwrap();
    let mut record = app.services.auth.store.load(&id).await.unwrap().unwrap();
    serde_json::from_value(record.data.remove("user").unwrap()).unwrap()
}

#[tokio::test]
async fn a_09_two_users_with_one_display_name_stay_distinct() {
    let app = App::start().await;
    let mut people = Vec::new();
    // Display names are not unique: `another:…` signs in a second user who entered this name at the dev tenant.
    for persona in ["maya", "another:Maya Lindqvist"] {
        let mut browser = Browser::new(&app);
        browser.sign_in(persona).await;
        people.push(record(&app, &browser).await);
    }
    let [employee, namesake] = &people[..] else { panic!("there are two users") };
    assert_eq!(employee.display_name, namesake.display_name);
    assert_ne!(employee.object_id, namesake.object_id);
    assert_ne!(employee.subject, namesake.subject);
    for person in &people {
        assert_eq!(person.tenant_id.as_deref(), Some(app.tenant.tenant_id()));
        assert!(person.object_id.is_some(), "`tid` and `oid` identify a user, not a name or an address");
    }
}

#[tokio::test]
async fn a_09_two_users_with_one_email_address_stay_distinct() {
    let origin = "https://login.microsoftonline.com";
    let authority = Authority::parse_authority(&format!("{origin}/common")).unwrap();
    let with_email = |config: &mut leptos_entra::server::config::Config| {
        config.scopes.push(Scope::new("email".to_owned()));
    };
    let app = App::abroad(Flavour::MultiTenant, origin, authority, with_email).await;
    let mut people = Vec::new();
    for (persona, tenant) in [("maya", TENANT_ID), ("not-maya", PARTNER_TENANT_ID)] {
        let mut browser = Browser::new(&app);
        browser.sign_in(persona).await;
        let person = record(&app, &browser).await;
        assert_eq!(person.tenant_id.as_deref(), Some(tenant));
        people.push(person);
    }
    let [employee, impostor] = &people[..] else { panic!("there are two users") };
    assert_eq!(employee.display_name, impostor.display_name);
    assert_ne!(Person::of(employee), Person::of(impostor));
    assert_eq!(app.services.auth.store.sessions_of(Person::of(employee)).await.unwrap().len(), 1);
}

/// A right of operators in the tenant that runs the app: [`TENANT_ID`], written in upper case.
struct OurOperator;

impl Right for OurOperator {
    fn needs() -> Needs {
        Needs::role("Operator").and(Needs::tenant("6D0C9A52-4F3B-4E0D-9A57-2F8B1C7E5D10"))
    }
}

#[tokio::test]
async fn a_68_a_role_of_another_tenant_proves_nothing_about_ours() {
    let origin = "https://login.microsoftonline.com";
    let authority = Authority::parse_authority(&format!("{origin}/common")).unwrap();
    let app = App::abroad(Flavour::MultiTenant, origin, authority, |_| ()).await;
    app.control().set_id_token_claim("roles", json!(["Operator"]));
    let (mut ours, mut theirs) = (Browser::new(&app), Browser::new(&app));
    ours.sign_in("maya").await;
    theirs.sign_in("ines").await;
    assert!(caller(&app, &ours).signed_in_with::<OurOperator>().await.is_ok());
    let other = caller(&app, &theirs);
    let proof = other.signed_in_with::<Operator>().await.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(proof.user().tenant_id.as_deref(), Some(PARTNER_TENANT_ID), "the proof of the role carries the tenant");
    let Err(refused) = other.signed_in_with::<OurOperator>().await else { panic!("the role is of another tenant") };
    let error = AppError::from(refused);
    assert_eq!((error.clone(), error.status()), (AppError::OtherTenant, 403));
    assert_eq!(ShownError::from(&error).next, None, "a sign-in does not change the tenant");
}
