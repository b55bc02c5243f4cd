//! Group membership from the ID token, or from Graph if the token lists no groups. A failed lookup is an error, not "no groups".

use leptos_entra::{
    dev_tenant::{GraphFault, Times},
    error::AppError,
    server::{
        SignedIn,
        graph::{self, WholeMembership},
        oidc::Groups,
    },
};

use crate::{
    cast::{App, Browser},
    guards::caller,
};

async fn signed_in(app: &App, persona: &str) -> SignedIn {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    caller(app, &browser).signed_in().await.unwrap()
}

async fn member_of(count: usize) -> (App, SignedIn) {
    let app = App::start().await;
    app.control().set_groups("tom", count);
    let user = signed_in(&app, "tom").await;
    (app, user)
}

async fn membership(user: &SignedIn) -> WholeMembership {
    graph::membership(user).await.unwrap()
}

#[tokio::test]
async fn up_to_200_groups_are_read_from_the_token() {
    for count in [1, 199, 200] {
        let (app, user) = member_of(count).await;
        let Groups::Listed(listed) = &user.user().membership.groups else { panic!("{count}") };
        let whole = membership(&user).await;
        assert_eq!((listed.len(), whole.count()), (count, count));
        assert!(listed.iter().all(|group| whole.is_in(group) && whole.is_in(&group.to_ascii_uppercase())));
        assert!(!whole.is_in("11111111-1111-4111-8111-111111111111"));
        assert_eq!(app.control().counters().group_pages, 0, "no request to Graph");
    }
}

#[tokio::test]
async fn more_than_200_groups_are_read_from_graph_in_pages() {
    let (_, few) = member_of(200).await;
    let Groups::Listed(first) = &few.user().membership.groups else { panic!("200 fit") };
    for (count, pages) in [(201, 1), (999, 1), (1000, 2), (1500, 2), (2500, 3)] {
        let (app, user) = member_of(count).await;
        assert_eq!(user.user().membership.groups, Groups::Elsewhere);
        let whole = membership(&user).await;
        assert_eq!(whole.count(), count);
        assert!(first.iter().all(|group| whole.is_in(group)), "a longer list begins with the same groups");
        assert_eq!(app.control().counters().group_pages, pages, "{count}");
        membership(&user).await;
        assert_eq!(app.control().counters().group_pages, pages, "the list is cached");
    }
}

#[tokio::test]
async fn without_a_groups_claim_the_groups_are_read_from_graph() {
    let app = App::start().await;
    let user = signed_in(&app, "maya").await;
    assert_eq!(user.user().membership.groups, Groups::Elsewhere);
    assert_eq!((membership(&user).await.count(), app.control().counters().group_pages), (0, 1), "Graph has said so");
}

#[tokio::test]
async fn failed_group_requests_are_errors_and_never_no_groups() {
    let faults = [
        GraphFault::Forbidden,
        GraphFault::NotFound,
        GraphFault::ServiceUnavailable,
        GraphFault::TooManyRequests { retry_after: None },
        GraphFault::NotJson,
        GraphFault::Truncated,
        GraphFault::FiveMegabytes,
        GraphFault::InvalidToken,
    ];
    let (app, user) = member_of(1500).await;
    for fault in faults {
        app.control().arm_graph_fault(fault, Times::UntilReset);
        assert!(graph::membership(&user).await.is_err(), "{fault:?}");
        app.control().reset();
        app.control().set_groups("tom", 1500);
    }
    assert_eq!(membership(&user).await.count(), 1500);
}

#[tokio::test]
async fn a_group_list_of_more_than_20_pages_is_an_error() {
    let (app, user) = member_of(20 * 999 + 1).await;
    let Err(error) = graph::membership(&user).await else { panic!("the list is too long") };
    assert_eq!((AppError::from(error), AppError::MembershipUnknown.status()), (AppError::MembershipUnknown, 403));
    assert_eq!(app.control().counters().group_pages, 20);
}

#[tokio::test]
async fn without_graph_unlisted_groups_are_unknown() {
    let app = App::start_with(|config| config.endpoint = None).await;
    app.control().set_groups("tom", 201);
    let user = signed_in(&app, "tom").await;
    assert!(app.services.graph.is_none());
    let Err(error) = graph::membership(&user).await else { panic!("the groups must be unknown") };
    assert_eq!(AppError::from(error), AppError::MembershipUnknown);
}

#[tokio::test]
async fn app_roles_and_groups_are_one_membership() {
    let app = App::start().await;
    let user = signed_in(&app, "olga").await;
    let whole = membership(&user).await;
    assert!(whole.has_role("Operator") && !whole.has_role("Reader"));
    assert_eq!(whole.count(), 3);
}
