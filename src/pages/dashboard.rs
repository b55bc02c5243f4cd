//! `GET /dashboard`: cards with the user's data of Microsoft Graph, which are fetched with one request.
//!
//! Each card has its own file, its own permission, and its own states. `src/docs/add_a_card.md` explains how to add one.

mod agenda;
mod card;
mod files;
mod groups;
mod link;
mod mail;
mod organization;
mod people;
mod person;
mod presence;
mod problem;
mod profile;
mod tasks;
mod teams;
mod view;
mod zone;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use openidconnect::Scope;
use tokio::time::timeout;

pub use self::{
    card::{Card, CardContext, CardEntry, Zone},
    person::{Avatar, photo_type},
    profile::{Facts, Profile},
    view::{Dashboard, page, page_before},
};
use crate::{
    error::AppError,
    paths,
    server::{
        Needs, Services, SignedIn, clock,
        graph::{self, GraphError, PagePart, PartData, PartFailure, Resource, ResourceBody},
    },
    web::PageResult,
};

/// The cards, in the order of the page. A new card is one more line.
pub static CARDS: [CardEntry; 9] = [
    CardEntry::of::<profile::Profile>(),
    CardEntry::of::<presence::Presence>(),
    CardEntry::of::<agenda::Agenda>(),
    CardEntry::of::<mail::Mail>(),
    CardEntry::of::<tasks::Tasks>(),
    CardEntry::of::<files::Files>(),
    CardEntry::of::<people::People>(),
    CardEntry::of::<teams::Teams>(),
    CardEntry::of::<groups::Groups>(),
];

/// The name of the part with the user's photo.
const PHOTO: &str = "photo";
/// Settings and photos change rarely.
const RARELY: Duration = Duration::from_mins(10);

/// Shows the cards of the user. If Graph is slow, the browser shows the rest of the page, and receives the cards later.
pub async fn dashboard(user: SignedIn) -> PageResult {
    let begun = graph::begin_page_data(&user, parts()).await?;
    let (services, patience) = (Arc::clone(user.services()), user.services().limits.page);
    let mut cards = Box::pin(async move { Ok(of(&services, begun.load_to_end(user).await?)) });
    match timeout(patience, &mut cards).await {
        Ok(dashboard) => Ok(page(dashboard?)),
        Err(_) => Ok(page_before(&CARDS, cards)),
    }
}

/// Returns the permissions that the cards can use. The sign-in requests only those in SCOPE; the "Allow" links request the others.
pub fn scopes() -> Vec<Scope> {
    let mut scopes: Vec<_> = CARDS.iter().map(|card| card.scope).chain([zone::SCOPE]).collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes.into_iter().map(|scope| Scope::new(scope.to_owned())).collect()
}

/// Returns the permissions that the consent to a card requests: the permission of the card, and those that this session has
/// already, so that the new session has them too. The provider asks the user for the new permission only. `None` if there is no such
/// card.
pub async fn needs_of(user: &SignedIn, card: &str) -> Option<Needs> {
    let cards = || CARDS.iter().map(|card| (card.name, card.scope)).chain([(zone::NAME, zone::SCOPE)]);
    let (_, scope) = cards().find(|(name, _)| *name == card)?;
    let graph = user.services().graph.as_ref()?;
    let granted = user.granted(&scopes(), graph).await.unwrap_or_default();
    let is_other = |other: &&'static str| *other != scope && granted.iter().any(|granted| granted.as_str() == *other);
    let mut others: Vec<_> = cards().map(|(_, scope)| scope).filter(is_other).collect();
    others.sort_unstable();
    others.dedup();
    Some(others.into_iter().fold(Needs::scope(scope), |needs, other| needs.and(Needs::scope(other))))
}

/// Returns the photo of the user, from the cache or from Graph. `None` if the user has none, or this app may not read it.
pub async fn photo(user: &SignedIn) -> Result<Option<ResourceBody>, AppError> {
    let mut data = graph::page_data(user, vec![photo_part()]).await?;
    match data.remove(PHOTO) {
        Some(PartData::Fresh(body) | PartData::Stale(body, ..)) => Ok(Some(body)),
        Some(PartData::None(PartFailure::Failed(response))) => Err(response.into()),
        Some(PartData::None(PartFailure::Error(error))) => Err(error),
        Some(PartData::None(PartFailure::NotPermitted | PartFailure::LicenceMissing)) | None => Ok(None),
    }
}

/// The data of Graph for the page of the profile. The facts have the messages of their labels.
#[derive(Default)]
pub struct ProfileData {
    pub facts: Vec<(&'static str, String)>,
    pub has_photo: bool,
}

/// Loads the profile and the photo of the user, for the page of the profile.
pub async fn profile(user: &SignedIn) -> Result<ProfileData, GraphError> {
    let card = CardEntry::of::<Profile>();
    let data = graph::page_data(user, vec![card.part(), photo_part(), organization_part()]).await?;
    let profile = data.get(card.name).and_then(json).and_then(|json| serde_json::from_str::<Profile>(json).ok());
    let facts = profile.map(|profile| profile.facts(organization_of(&data))).unwrap_or_default();
    Ok(ProfileData { facts, has_photo: has_photo(&data) })
}

fn parts() -> Vec<PagePart> {
    CARDS.iter().map(CardEntry::part).chain([zone_part(), photo_part(), organization_part()]).collect()
}

fn of(services: &Services, mut data: BTreeMap<&'static str, PartData>) -> Dashboard {
    let context = context(services, &data);
    let cards = CARDS.iter().filter_map(|card| Some((card, data.remove(card.name)?))).collect();
    Dashboard { cards, context }
}

fn context(services: &Services, data: &BTreeMap<&'static str, PartData>) -> CardContext {
    let auth = &services.auth;
    let admin_consent = auth.admin_consent_endpoint().is_some();
    CardContext {
        zone: zone_of(data.get(zone::NAME)),
        has_photo: has_photo(data),
        organization: organization_of(data),
        client_id: auth.relying_party.client_id().to_string(),
        admin_consent: admin_consent.then(|| auth.relying_party.own_address(paths::ADMIN_CONSENT).into()),
    }
}

fn zone_of(data: Option<&PartData>) -> Zone {
    if matches!(data, Some(PartData::None(PartFailure::NotPermitted))) {
        return Zone::NotPermitted;
    }
    data.and_then(json).map_or(Zone::Unknown, zone::parse)
}

fn has_photo(data: &BTreeMap<&'static str, PartData>) -> bool {
    let body = data.get(PHOTO).and_then(body);
    matches!(body, Some(ResourceBody::Binary(bytes)) if photo_type(bytes).is_some())
}

fn organization_of(data: &BTreeMap<&'static str, PartData>) -> Option<String> {
    data.get(organization::NAME).and_then(json).and_then(organization::parse)
}

fn body(data: &PartData) -> Option<&ResourceBody> {
    match data {
        PartData::Fresh(body) | PartData::Stale(body, ..) => Some(body),
        PartData::None(_) => None,
    }
}

fn json(data: &PartData) -> Option<&str> {
    match body(data) {
        Some(ResourceBody::Json(text)) => Some(text),
        _ => None,
    }
}

fn zone_part() -> PagePart {
    PagePart { name: zone::NAME, scope: zone::SCOPE, resource: zone::resource(), fresh_for: RARELY }
}

fn organization_part() -> PagePart {
    let resource = organization::resource();
    PagePart { name: organization::NAME, scope: "User.Read", resource, fresh_for: RARELY }
}

fn photo_part() -> PagePart {
    let resource = Resource::at("me/photos/96x96/$value");
    PagePart { name: PHOTO, scope: "User.Read", resource, fresh_for: RARELY }
}

impl CardEntry {
    /// Returns the request of the card.
    fn part(&self) -> PagePart {
        let resource = (self.resource)(clock::unix_now());
        PagePart { name: self.name, scope: self.scope, resource, fresh_for: self.fresh_for }
    }
}
