//! A card of the dashboard: what it requests from Microsoft Graph, and how it shows the response.

use std::time::Duration;

use leptos::prelude::AnyView;
use serde::de::DeserializeOwned;

use crate::{
    pages::zone::Zone,
    server::{entra::ProviderKind, graph::Resource},
};

/// A card. Each card is a type in its own file, and a line in [`CARDS`](super::CARDS).
pub trait Card {
    /// The name of the card in addresses, in the batch, and in the cache. It is unique.
    const NAME: &'static str;
    /// The message of the heading.
    const TITLE: &'static str;
    /// The least privileged delegated permission of Graph that the resource needs.
    const SCOPE: &'static str;
    /// The message of the card without permission: "This app needs your permission to …".
    const ALLOW: &'static str;
    /// The message of the card without data.
    const EMPTY: &'static str;
    /// The message of the card if Graph responds that the user does not have the item (404).
    const MISSING: &'static str = Self::EMPTY;
    /// Whether the resource needs a licence of Microsoft 365. Customers have no licence, so their dashboard does not have the card.
    const NEEDS_LICENCE: bool = true;
    /// The time during which data is shown again without a request.
    const FRESH_FOR: Duration = Duration::from_mins(1);

    /// The response of Graph.
    type Data: DeserializeOwned;

    /// Returns the resource that the card shows. `now` is the time in seconds since 1970.
    fn resource(now: i64) -> Resource;

    /// Returns the content of the card. `None` if there is nothing to show.
    fn view(data: Self::Data, context: &CardContext) -> Option<AnyView>;
}

/// The data of the page that every card may use.
#[derive(Clone, Debug)]
pub struct CardContext {
    /// The kind of provider, because customers do not see the name of Microsoft Graph.
    pub provider: ProviderKind,
    pub zone: Zone,
    /// The time now, in seconds since 1970.
    pub now: i64,
    /// The path of the user's photo. `None` if there is none.
    pub photo: Option<String>,
    /// The name of the user's organization.
    pub organization: Option<String>,
    /// The client ID of the app, for the text that users send to an administrator.
    pub client_id: String,
    /// The address of the page of the admin consent. `None` if the provider has none.
    pub admin_consent: Option<String>,
}

/// A card without its type, so that all cards can be in one list. `title`, `allow`, `empty` and `missing` are IDs of messages.
pub struct CardEntry {
    pub name: &'static str,
    pub title: &'static str,
    pub scope: &'static str,
    pub allow: &'static str,
    pub empty: &'static str,
    pub missing: &'static str,
    pub(super) needs_licence: bool,
    pub(super) fresh_for: Duration,
    pub(super) resource: fn(i64) -> Resource,
    /// Returns the content for the JSON of the response. An error if the JSON lacks data that the card needs.
    pub(super) view: fn(&str, &CardContext) -> serde_json::Result<Option<AnyView>>,
}

impl CardEntry {
    /// Returns the entry of a card.
    pub const fn of<C: Card>() -> Self {
        Self {
            name: C::NAME,
            title: C::TITLE,
            scope: C::SCOPE,
            allow: C::ALLOW,
            empty: C::EMPTY,
            missing: C::MISSING,
            needs_licence: C::NEEDS_LICENCE,
            fresh_for: C::FRESH_FOR,
            resource: C::resource,
            view: |json, context| serde_json::from_str(json).map(|data| C::view(data, context)),
        }
    }
}
