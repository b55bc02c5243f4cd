//! Parts of the frame and of single views in the style guide: the ribbon, the languages, the device code, and the picture.

use leptos::prelude::*;

use super::sample::Sample;
use crate::{
    pages::{
        device_code::{UserCode, qr_code},
        welcome::{self, DownstreamApi, Welcome},
    },
    server::entra::ProviderKind,
    web::LanguageMenu,
};

/// The ribbon above every page. A page has one such landmark at most, so the sample is none.
#[component]
pub fn Ribbon() -> impl IntoView {
    view! {
        <Sample title="Ribbon" id="ribbon">
            <div class="ribbon">
                <p>
                    <strong>"Development tenant:"</strong>
                    " a notice above every page"
                </p>
            </div>
        </Sample>
    }
}

#[component]
pub fn Languages() -> impl IntoView {
    view! {
        <Sample title="Language menu" id="languages">
            <LanguageMenu />
        </Sample>
    }
}

#[component]
pub fn DeviceCode() -> impl IntoView {
    view! {
        <Sample title="Device code" id="device-code">
            <ol class="steps">
                <li>
                    <a href="#device-code">"https://login.example/device"</a>
                    {qr_code("https://login.example/device")}
                </li>
                <li>
                    <UserCode user_code="FJC3-4XLT".to_owned() />
                </li>
            </ol>
        </Sample>
    }
}

/// The picture of the welcome view.
#[component]
pub fn Picture() -> impl IntoView {
    let view = Welcome {
        display_name: String::new(),
        username: None,
        provider: ProviderKind::Workforce,
        authority_host: "login.microsoftonline.com".to_owned(),
        tenant_id: None,
        organization: None,
        edit_profile: false,
        api: Some(DownstreamApi { endpoint: "https://graph.microsoft.com/v1.0/me".to_owned(), scopes: Vec::new() }),
        dev_tenant: false,
    };
    let picture = welcome::Picture::of(&view).html();
    view! {
        <Sample title="Picture" id="picture">
            <div inner_html=picture></div>
        </Sample>
    }
}
