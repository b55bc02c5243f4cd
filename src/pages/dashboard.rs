//! `GET /dashboard`: cards with the user's data of Microsoft Graph, which are fetched with one request.
//!
//! Each card has its own file, its own permission, and its own states. `src/docs/add_a_card.md` explains how to add one.

mod agenda;
mod card;
mod files;
mod groups;
mod mail;
mod of_token;
mod organization;
mod people;
mod person;
mod presence;
mod problem;
mod profile;
mod tasks;
mod teams;
mod view;

use std::{collections::BTreeMap, time::Duration};

use openidconnect::Scope;
use tokio::time::timeout;

use self::person::{PHOTO, photo_part, photo_path};
pub use self::{
    card::{Card, CardContext, CardEntry},
    person::{photo_type, photo_version},
    profile::{Facts, Profile},
    view::{CardContents, Dashboard, page, page_before},
};
pub use super::zone::Zone;
use super::{tokens::tokens_of, zone};
use crate::{
    error::AppError,
    paths,
    server::{
        Needs, SignedIn, clock,
        entra::ProviderKind,
        graph::{self, GraphError, PagePart, PartData, PartFailure, ResourceBody},
        session::session_key,
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

/// The name of an organization changes rarely.
const RARELY: Duration = Duration::from_mins(10);

/// Shows the cards of the user. If Graph is slow, the browser shows the rest of the page, and receives the cards later.
pub async fn dashboard(user: SignedIn) -> PageResult {
    if !graph::is_available(user.services()) {
        return Ok(page(of_token(&user).await?));
    }
    let shown = cards_for(provider_of(&user));
    let begun = graph::begin_page_data(&user, parts(&user)).await?;
    let patience = user.services().limits.page;
    let mut cards = Box::pin(async move {
        let dashboard = of(&user, begun.load_to_end(user.without_right()).await?);
        if dashboard.cards.is_empty() { of_token(&user).await } else { Ok(dashboard) }
    });
    match timeout(patience, &mut cards).await {
        Ok(dashboard) => Ok(page(dashboard?)),
        Err(_) => Ok(page_before(&shown, cards)),
    }
}

/// Returns the cards for the users of this kind of provider: only members of an organization can have a licence of Microsoft 365.
pub fn cards_for(provider: ProviderKind) -> Vec<&'static CardEntry> {
    CARDS.iter().filter(|card| provider.is_workforce() || !card.needs_licence).collect()
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
    let mut data = page_data(user, vec![photo_part()]).await?;
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
    /// The path of the photo. `None` if the user has none, or if this app may not read it.
    pub photo: Option<String>,
}

/// Loads the profile and the photo of the user, for the page of the profile.
pub async fn profile(user: &SignedIn) -> Result<ProfileData, GraphError> {
    let card = CardEntry::of::<Profile>();
    let data = page_data(user, vec![card.part(), photo_part(), organization_part()]).await?;
    let profile = data.get(card.name).and_then(json).and_then(|json| serde_json::from_str::<Profile>(json).ok());
    let facts = profile.map(|profile| profile.facts(organization_of(&data))).unwrap_or_default();
    Ok(ProfileData { facts, photo: photo_of(user, &data) })
}

/// Returns the requests of the dashboard. The time zone is a setting of the mailbox, which customers do not have.
fn parts(user: &SignedIn) -> Vec<PagePart> {
    let provider = provider_of(user);
    let cards = cards_for(provider).into_iter().map(CardEntry::part);
    cards.chain(provider.is_workforce().then(zone::part)).chain([photo_part(), organization_part()]).collect()
}

fn provider_of(user: &SignedIn) -> ProviderKind {
    user.services().auth.relying_party.provider().authority().provider()
}

fn of(user: &SignedIn, mut data: BTreeMap<&'static str, PartData>) -> Dashboard {
    learn(user, &data);
    let context = context(user, &data);
    let cards = cards_for(context.provider).into_iter().filter_map(|card| Some((card, data.remove(card.name)?)));
    // Customers cannot consent to a permission, so they get no card that only offers the consent.
    let not_permitted = |data: &PartData| matches!(data, PartData::None(PartFailure::NotPermitted));
    let cards = cards.filter(|(_, data)| context.provider.is_workforce() || !not_permitted(data)).collect();
    Dashboard { cards, context }
}

/// Returns the cards at a provider without Microsoft Graph.
async fn of_token(user: &SignedIn) -> Result<Dashboard, AppError> {
    let claims = tokens_of(user).await?.and_then(|tokens| tokens.id_token.claims()).unwrap_or_default();
    Ok(Dashboard { cards: of_token::cards(user.user(), &claims), context: context(user, &BTreeMap::new()) })
}

/// Loads the data of these parts, and lets the header of all pages show the photo and the organization.
async fn page_data(user: &SignedIn, parts: Vec<PagePart>) -> Result<BTreeMap<&'static str, PartData>, GraphError> {
    let data = graph::page_data(user, parts).await?;
    learn(user, &data);
    Ok(data)
}

fn learn(user: &SignedIn, data: &BTreeMap<&'static str, PartData>) {
    user.services().graph_cache.learn(session_key(user.session_id()), has_photo(data), organization_of(data));
}

fn context(user: &SignedIn, data: &BTreeMap<&'static str, PartData>) -> CardContext {
    let auth = &user.services().auth;
    let admin_consent = auth.admin_consent_endpoint().is_some();
    CardContext {
        provider: provider_of(user),
        zone: zone::of_data(data.get(zone::NAME)),
        now: clock::unix_now(),
        photo: photo_of(user, data),
        organization: organization_of(data),
        client_id: auth.relying_party.client_id().to_string(),
        admin_consent: admin_consent.then(|| auth.relying_party.own_address(paths::ADMIN_CONSENT).into()),
    }
}

/// Returns the path of the photo. `None` if the user has none, or if this app may not read it.
fn photo_of(user: &SignedIn, data: &BTreeMap<&'static str, PartData>) -> Option<String> {
    (has_photo(data) == Some(true)).then(|| photo_path(user))
}

/// Returns whether the user has a photo. `None` if that is unknown.
fn has_photo(data: &BTreeMap<&'static str, PartData>) -> Option<bool> {
    let body = data.get(PHOTO).and_then(body)?;
    Some(matches!(body, ResourceBody::Binary(bytes) if photo_type(bytes).is_some()))
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

fn organization_part() -> PagePart {
    let resource = organization::resource();
    PagePart { name: organization::NAME, scope: "User.Read", resource, fresh_for: RARELY }
}

impl CardEntry {
    /// Returns the request of the card.
    fn part(&self) -> PagePart {
        let resource = (self.resource)(clock::unix_now());
        PagePart { name: self.name, scope: self.scope, resource, fresh_for: self.fresh_for }
    }
}
