//! Microsoft's identifiers in ID tokens: compared without regard to case, and trusted at Microsoft only.

use serde_json::json;

use super::{Authority, CLIENT, IdTokenError, NOW, OTHER, SignIn, Signer, TENANT, remove};
use crate::server::entra::{AllowedTenants, IssuerRefused};

fn at_another_provider(change: impl FnOnce(&mut SignIn)) -> SignIn {
    SignIn::with(|it| {
        it.authority = Authority::parse_oidc_authority("https://op.example").unwrap();
        it.issuer = "https://op.example".to_owned();
        it.claims["iss"] = it.issuer.clone().into();
        change(it);
    })
}

#[test]
fn identifiers_are_compared_without_regard_to_case() {
    let object = "0A1B2C3D-0000-4000-8000-0000000000FF";
    let verified = SignIn::with(|it| {
        it.claims["aud"] = CLIENT.to_uppercase().into();
        it.claims["azp"] = CLIENT.to_uppercase().into();
        it.claims["tid"] = TENANT.to_uppercase().into();
        it.claims["oid"] = object.into();
    });
    let verified = verified.verdict().unwrap();
    assert_eq!(verified.tenant_id.as_deref(), Some(TENANT));
    assert_eq!(verified.object_id, Some(object.to_lowercase()));
}

#[test]
fn a_client_id_in_upper_case_in_the_settings_is_the_same() {
    let guid = "5F0C2A9E-7D41-4B86-9C3A-1E2D3F405162";
    let issued = |client_id: &'static str| {
        move |it: &mut SignIn| {
            it.client_id = client_id;
            it.claims["aud"] = json!([guid.to_lowercase()]);
            it.claims["azp"] = guid.to_lowercase().into();
        }
    };
    assert!(SignIn::with(issued(guid)).verdict().is_ok());
    let elsewhere = at_another_provider(issued(guid));
    assert!(matches!(elsewhere.verdict(), Err(IdTokenError::Audience)), "other providers compare exactly");
}

#[test]
fn another_provider_compares_client_ids_exactly() {
    let other = at_another_provider(|it| {
        it.client_id = "The-App";
        it.claims["aud"] = "the-app".into();
    });
    assert!(matches!(other.verdict(), Err(IdTokenError::Audience)));
}

#[test]
fn tid_and_oid_of_another_provider_are_ignored() {
    let verified = at_another_provider(|_| ()).verdict().unwrap();
    assert_eq!((verified.tenant_id, verified.object_id), (None, None));
    assert_eq!((verified.issuer.as_str(), verified.subject.as_str()), ("https://op.example", "subject"));
}

#[test]
fn a_tenant_error_is_reported_only_if_all_else_is_valid() {
    let organizations = |change: fn(&mut SignIn)| {
        let mut sign_in = SignIn::good();
        sign_in.authority = Authority::parse_authority("https://login.microsoftonline.com/organizations").unwrap();
        sign_in.issuer = "https://login.microsoftonline.com/{tenantid}/v2.0".to_owned();
        sign_in.allowed = AllowedTenants::Listed(vec![OTHER.to_owned()]);
        change(&mut sign_in);
        sign_in.verdict()
    };
    match organizations(|_| ()) {
        Err(IdTokenError::Issuer(IssuerRefused::TenantNotAllowed(refused))) => assert_eq!(refused.tenant, TENANT),
        other => panic!("{other:?}"),
    }
    assert!(matches!(organizations(|it| it.claims["exp"] = (NOW - 100).into()), Err(IdTokenError::Expired(_))));
    assert!(matches!(organizations(|it| it.claims["aud"] = OTHER.into()), Err(IdTokenError::Audience)));
    assert!(matches!(organizations(|it| it.signer = Signer::Unsigned), Err(IdTokenError::Signature)));
}

#[test]
fn names_come_from_other_claims_where_name_is_missing() {
    let verified = SignIn::with(|it| {
        remove(&mut it.claims, "name");
        it.claims["given_name"] = "Ada".into();
        it.claims["family_name"] = "Sample".into();
    });
    assert_eq!(verified.verdict().unwrap().display_name(), Some("Ada Sample"));
    let unknown = SignIn::with(|it| it.claims["name"] = "unknown".into()).verdict().unwrap();
    assert_eq!(unknown.display_name(), Some("maya@contoso.example"));
}
