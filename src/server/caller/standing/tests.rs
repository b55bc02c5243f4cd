//! The table of decisions: needs, facts of a session, and the standing that follows.

use std::{collections::HashSet, time::Duration};

use serde_json::{Value, json};

use super::{Facts, Needs, REPEAT_STEP_AFTER_SECONDS, Refusal, Standing};
use crate::server::{oidc::ProofRequest, session::UserSession};

const NOW: i64 = 1_790_000_000;
const OWN: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const OTHER: &str = "0a1b2c3d-0000-4000-8000-00000000000b";
const IN_TOKEN: &str = "0a1b2c3d-0000-4000-8000-0000000000c1";
const AT_GRAPH: &str = "0a1b2c3d-0000-4000-8000-0000000000c2";
const MINUTES: fn(u64) -> Duration = Duration::from_mins;

/// Returns a user who signed in a minute ago, with these changed members of the record.
fn user(changes: &Value) -> UserSession {
    let mut record = json!({
        "relying_party": "rp", "issuer": "https://issuer.example", "subject": "s", "tenant_id": OWN, "object_id": "o",
        "display_name": "Maya", "username": null, "login_hint": null, "provider_session": null,
        "signed_in_at": NOW - 60, "membership": { "roles": ["Operator"], "groups": { "Listed": [IN_TOKEN] } },
    });
    record.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

fn standing(needs: &Needs, changes: &Value) -> Standing {
    needs.standing(&Facts { user: &user(changes), groups: None, now: NOW })
}

fn request(needs: &Needs, changes: &Value) -> ProofRequest {
    needs.proof_request(&Facts { user: &user(changes), groups: None, now: NOW })
}

const fn refused(refusal: Refusal) -> Standing {
    Standing::Refused(refusal)
}

#[test]
fn roles_and_tenants_are_facts_that_no_step_changes() {
    let same = json!({});
    for (needs, expected) in [
        (Needs::default(), Standing::Met),
        (Needs::role("Operator"), Standing::Met),
        (Needs::role("operator"), refused(Refusal::RoleMissing)),
        (Needs::tenant(OWN), Standing::Met),
        (Needs::tenant("0A1B2C3D-0000-4000-8000-00000000000A"), Standing::Met),
        (Needs::tenant(OTHER), refused(Refusal::OtherTenant)),
        (Needs::role_in_tenant("Operator", OWN), Standing::Met),
        (Needs::role_in_tenant("Operator", OTHER), refused(Refusal::OtherTenant)),
        (Needs::role_in_tenant("Auditor", OWN), refused(Refusal::RoleMissing)),
        (Needs::role("Operator").and(Needs::role("Auditor")), refused(Refusal::RoleMissing)),
        (Needs::role("Auditor").and(Needs::context("c1")), refused(Refusal::RoleMissing)),
    ] {
        assert_eq!(standing(&needs, &same), expected, "{needs:?}");
    }
    assert_eq!(standing(&Needs::tenant(OWN), &json!({ "tenant_id": null })), refused(Refusal::OtherTenant));
}

#[test]
fn groups_are_compared_by_object_id_only() {
    let fetched = HashSet::from([AT_GRAPH.to_owned()]);
    let elsewhere = json!({ "membership": {} });
    let names = json!({ "membership": { "groups": { "Listed": ["contoso\\admins", IN_TOKEN] } } });
    let none = json!({ "membership": { "groups": { "Listed": [] } } });
    for (group, changes, groups, expected) in [
        (IN_TOKEN, &json!({}), None, Standing::Met),
        ("0A1B2C3D-0000-4000-8000-0000000000C1", &json!({}), None, Standing::Met),
        (AT_GRAPH, &json!({}), Some(&fetched), refused(Refusal::GroupMissing)),
        (IN_TOKEN, &none, None, refused(Refusal::GroupMissing)),
        (IN_TOKEN, &elsewhere, None, Standing::GroupsUnknown),
        (AT_GRAPH, &elsewhere, Some(&fetched), Standing::Met),
        ("0A1B2C3D-0000-4000-8000-0000000000C2", &elsewhere, Some(&fetched), Standing::Met),
        (IN_TOKEN, &elsewhere, Some(&fetched), refused(Refusal::GroupMissing)),
        (IN_TOKEN, &names, None, Standing::GroupsUnknown),
        ("contoso\\admins", &names, Some(&fetched), refused(Refusal::GroupMissing)),
    ] {
        let facts = Facts { user: &user(changes), groups, now: NOW };
        assert_eq!(Needs::group(group).standing(&facts), expected, "{group} {changes}");
    }
}

#[test]
fn an_authentication_is_fresh_up_to_its_age_and_a_minute() {
    let needs = Needs::signed_in_within(MINUTES(10));
    for (authenticated_at, expected) in [
        (json!(NOW), Standing::Met),
        (json!(NOW + 30), Standing::Met),
        (json!(NOW - 660), Standing::Met),
        (json!(NOW - 661), Standing::StepNeeded),
        (Value::Null, Standing::StepNeeded),
    ] {
        let changes = json!({ "authenticated_at": authenticated_at });
        assert_eq!(standing(&needs, &changes), expected, "{changes}");
        let request = request(&needs, &changes);
        assert_eq!((request.max_age, request.again), (Some(600), expected != Standing::Met), "{changes}");
    }
}

#[test]
fn a_context_expires_by_auth_time_or_else_by_the_sign_in() {
    let needs = Needs::context("c1").within(MINUTES(10));
    let old = NOW - 700;
    for (changes, expected) in [
        (json!({}), Standing::StepNeeded),
        (json!({ "contexts": ["c2"] }), Standing::StepNeeded),
        (json!({ "contexts": ["c1"] }), Standing::StepNeeded),
        (json!({ "contexts": ["c1"], "proof_requested": { "again": true } }), Standing::Met),
        (json!({ "contexts": ["c1"], "signed_in_at": old }), Standing::StepNeeded),
        (json!({ "contexts": ["c1"], "signed_in_at": old, "authenticated_at": NOW }), Standing::Met),
        (json!({ "contexts": ["c1"], "authenticated_at": old }), Standing::StepNeeded),
    ] {
        assert_eq!(standing(&needs, &changes), expected, "{changes}");
    }
    let forever = json!({ "contexts": ["c1"], "authenticated_at": 0, "signed_in_at": 0 });
    assert_eq!(standing(&Needs::context("c1"), &forever), Standing::Met);
    let strict = Needs::context("c1").within(MINUTES(10)).and(Needs::context("c1").within(MINUTES(60)));
    assert_eq!(standing(&strict, &json!({ "contexts": ["c1"], "authenticated_at": old })), Standing::StepNeeded);
}

#[test]
fn after_a_step_without_success_no_alternative_is_tried() {
    let needs = Needs::any_of([Needs::context("c1"), Needs::acr(["phr"])]);
    let tried = json!({ "proof_requested": { "again": false, "contexts": ["c1"] } });
    assert_eq!(standing(&needs, &tried), refused(Refusal::ProofMissing));
}

#[test]
fn a_limit_without_a_context_limits_the_sign_in() {
    let needs = Needs::role("Operator").within(MINUTES(5));
    assert_eq!(needs, Needs::role("Operator").and(Needs::signed_in_within(MINUTES(5))));
    let both = Needs::context("c1").within(MINUTES(10)).within(MINUTES(20));
    assert_eq!(both, Needs::context("c1").within(MINUTES(10)), "the shorter limit");
}

#[test]
fn a_class_of_authentication_is_one_of_several() {
    let needs = Needs::acr(["phr", "phrh"]);
    assert_eq!(standing(&needs, &json!({ "acr": "phrh" })), Standing::Met);
    for acr in [Value::Null, json!("pwd"), json!("phr phrh")] {
        assert_eq!(standing(&needs, &json!({ "acr": acr })), Standing::StepNeeded, "{acr}");
    }
    assert_eq!(request(&needs, &json!({})).acr_values, ["phr", "phrh"]);
}

#[test]
fn proof_that_the_provider_did_not_give_is_refused() {
    let age = json!({ "again": true, "max_age": 600 });
    let context = json!({ "again": false, "contexts": ["c1"] });
    let ten = || MINUTES(10);
    let old = NOW - 5000;
    for (needs, changes, expected) in [
        // No auth_time, although the sign-in requested it.
        (Needs::signed_in_within(ten()), json!({ "proof_requested": age }), refused(Refusal::ProofMissing)),
        // The provider reported an old authentication.
        (
            Needs::signed_in_within(ten()),
            json!({ "proof_requested": age, "authenticated_at": old }),
            refused(Refusal::ProofMissing),
        ),
        // The proof was given then, and has expired since.
        (
            Needs::signed_in_within(ten()),
            json!({ "proof_requested": age, "authenticated_at": NOW - 700, "signed_in_at": NOW - 590 }),
            Standing::StepNeeded,
        ),
        (
            Needs::context("c1").within(MINUTES(1)),
            json!({
                "proof_requested": { "again": true, "max_age": 60, "contexts": ["c1"] },
                "contexts": ["c1"], "signed_in_at": NOW - 200,
            }),
            Standing::StepNeeded,
        ),
        // A shorter age than the requested one.
        (Needs::signed_in_within(MINUTES(5)), json!({ "proof_requested": age }), Standing::StepNeeded),
        // The request was too long ago.
        (
            Needs::signed_in_within(ten()),
            json!({ "proof_requested": age, "signed_in_at": NOW - REPEAT_STEP_AFTER_SECONDS }),
            Standing::StepNeeded,
        ),
        (Needs::context("c1"), json!({ "proof_requested": context }), refused(Refusal::ProofMissing)),
        (Needs::context("c2"), json!({ "proof_requested": context }), Standing::StepNeeded),
        (
            Needs::acr(["phr"]),
            json!({ "proof_requested": { "again": false, "acr_values": ["phr"] }, "acr": "pwd" }),
            refused(Refusal::ProofMissing),
        ),
    ] {
        assert_eq!(standing(&needs, &changes), expected, "{needs:?} {changes}");
    }
}

#[test]
fn one_alternative_is_enough_and_none_of_none_is_never_met() {
    let same = json!({});
    for (alternatives, expected) in [
        (vec![Needs::role("Auditor"), Needs::role("Operator")], Standing::Met),
        (vec![Needs::group(AT_GRAPH), Needs::role("Auditor")], refused(Refusal::GroupMissing)),
        (vec![Needs::role("Auditor"), Needs::context("c1")], Standing::StepNeeded),
        (vec![Needs::context("c1"), Needs::role("Operator")], Standing::Met),
        (vec![], refused(Refusal::RoleMissing)),
    ] {
        let needs = Needs::any_of(alternatives);
        assert_eq!(standing(&needs, &same), expected, "{needs:?}");
    }
    let elsewhere = json!({ "membership": { "roles": ["Operator"] } });
    let role_or_group = Needs::any_of([Needs::group(IN_TOKEN), Needs::role("Operator")]);
    assert_eq!(standing(&role_or_group, &elsewhere), Standing::Met, "no lookup is needed");
    let group_or_step = Needs::any_of([Needs::context("c1"), Needs::group(IN_TOKEN)]);
    assert_eq!(standing(&group_or_step, &elsewhere), Standing::GroupsUnknown, "the lookup comes before the step");
    let both = Needs::any_of([Needs::role("Operator")]).and(Needs::any_of([Needs::role("Auditor")]));
    assert_eq!(standing(&both, &same), refused(Refusal::RoleMissing), "each list counts");
}

#[test]
fn scopes_of_alternatives_are_always_needed() {
    let needs = Needs::any_of([Needs::scope("Mail.Read").and(Needs::role("Operator")), Needs::scope("Files.Read")]);
    let scopes: Vec<_> = needs.scopes().iter().map(|scope| scope.as_str()).collect();
    assert_eq!(scopes, ["Mail.Read", "Files.Read"]);
}

#[test]
fn one_step_requests_all_proof_of_the_chosen_alternatives() {
    let needs = Needs::context("c1")
        .within(MINUTES(30))
        .and(Needs::acr(["phr"]))
        .and(Needs::any_of([Needs::role("Auditor").and(Needs::context("c9")), Needs::context("c2")]))
        .and(Needs::signed_in_within(MINUTES(5)));
    let request = request(&needs, &json!({ "contexts": ["c1"], "authenticated_at": NOW - 600 }));
    assert_eq!((request.contexts.join(" "), request.acr_values.join(" ")), ("c1 c2".to_owned(), "phr".to_owned()));
    assert_eq!((request.max_age, request.again), (Some(300), true));
}
