//! The files of the site: the compiled client and the style sheet under `/pkg`, and the files of `public`.
//!
//! They are served outside the session layer. Their names contain no hash, because on Leptos 0.8 that costs file accesses for
//! each page. Their addresses contain it instead (`?v=…`), computed once at start, so that browsers can cache them for a year.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tower_http::services::ServeFile;

use super::brand;
use crate::{
    paths::{self, Base},
    server::config::{Brand, Site},
};

/// The addresses and scripts that all documents contain; made once, when the server starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The base path of the app.
    pub base: Base,
    pub style: Style,
    /// The address of the client's JavaScript, e.g. `/pkg/leptos-entra.js?v=3f2a`.
    pub script: String,
    /// The address of the client's WebAssembly, e.g. `/pkg/leptos-entra.wasm?v=3f2a`.
    pub wasm: String,
    pub brand: Arc<Brand>,
    /// The address of the logo. `None` means the built-in logo.
    pub logo: Option<String>,
    /// The body of the script that reloads the page after a rebuild. `None` except under `cargo leptos watch`.
    pub live_reload: Option<String>,
}

/// The place of the style sheet: inside the document, or in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// The style sheet is in the document itself, so that the first paint does not wait for a second request.
    Inline(String),
    /// The style sheet is a file at this address, because under `cargo leptos watch` it changes while the server runs.
    Linked(String),
}

/// The files of the compiled client and its style sheet, by their endings.
const PACKAGED: [&str; 3] = ["css", "js", "wasm"];

/// The files of the site that the server serves.
pub struct SiteFiles {
    root: PathBuf,
    version: Option<String>,
    style: Option<String>,
    live_reload: Option<u16>,
    brand: Arc<Brand>,
}

impl SiteFiles {
    /// Reads the version and the style sheet. Under `cargo leptos watch` the files change while the server runs, so
    /// they get no version.
    pub fn new(site: &Site) -> Self {
        let version = site.live_reload_port.is_none().then(|| version_of(&site.root)).and_then(|version| {
            let log = |error: &io::Error| {
                tracing::error!(
                    %error,
                    folder = %site.root.display(),
                    "the compiled client cannot be read, so pages have no styles and scripts; check LEPTOS_SITE_ROOT"
                );
            };
            version.inspect_err(log).ok()
        });
        let style = version.as_ref().and_then(|_| fs::read_to_string(folder_of(&site.root).join(name_of("css"))).ok());
        Self {
            root: site.root.clone(),
            version,
            style,
            live_reload: site.live_reload_port,
            brand: Arc::clone(&site.brand),
        }
    }

    /// Returns the addresses and scripts that documents contain.
    pub fn assets(&self, base: Base) -> Assets {
        let version = self.version.as_deref().map(|version| format!("?v={version}")).unwrap_or_default();
        let folder = base.join(paths::PKG);
        let address = |ending: &str| format!("{folder}/{}{version}", name_of(ending));
        Assets {
            style: self.style.clone().map_or_else(|| Style::Linked(address("css")), Style::Inline),
            script: address("js"),
            wasm: address("wasm"),
            logo: self.brand.logo.as_ref().map(|logo| brand::logo_address(logo, &base)),
            brand: Arc::clone(&self.brand),
            live_reload: self.live_reload.map(live_reload),
            base,
        }
    }

    /// Returns the port of cargo-leptos' live reload. `None` except under `cargo leptos watch`.
    pub fn live_reload_port(&self) -> Option<u16> {
        self.live_reload
    }

    /// Returns the routes of the files: one for each file, so that the path of a request is never looked up on the
    /// disk. The logo is one of them.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let mut routes = Router::new();
        for name in PACKAGED.map(name_of) {
            let file = ServeFile::new(folder_of(&self.root).join(&name));
            // cargo-leptos writes no compressed copies, so a copy in its folder has the content of an earlier build.
            let is_watched = self.live_reload.is_some();
            let file = if is_watched { file } else { file.precompressed_br().precompressed_gzip() };
            routes = routes.route_service(&format!("{}/{name}", paths::PKG), file);
        }
        for file in public_files(&self.root) {
            let Some(name) = file.file_name().and_then(|name| name.to_str()) else { continue };
            routes = routes.route_service(&format!("/{name}"), ServeFile::new(&file));
        }
        let own = self.version.as_deref().map(|version| format!("v={version}"));
        routes
            .layer(middleware::from_fn_with_state(Arc::<str>::from(own.unwrap_or_default()), cache_control))
            .merge(brand::logo_route(self.brand.logo.clone()))
    }
}

/// Sets `Cache-Control` of a file: a year if the address has the version of this build, otherwise revalidation. This
/// includes an address with the version of another build, because its response has the bytes of this build.
async fn cache_control(State(own): State<Arc<str>>, request: Request, next: Next) -> Response {
    let versioned = request.uri().query().is_some_and(|query| !own.is_empty() && *query == *own);
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED {
        let keep = if versioned { "public, max-age=31536000, immutable" } else { "no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    }
    response
}

/// Returns the script that reloads the page when cargo-leptos reports a rebuild.
fn live_reload(port: u16) -> String {
    format!(
        "new WebSocket(`ws://${{location.hostname}}:{port}/live_reload`).onmessage=event=>{{\
         const message=JSON.parse(event.data);if(message.all||message.css)location.reload()}}"
    )
}

fn version_of(root: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    for name in PACKAGED.map(name_of) {
        hash.update(fs::read(folder_of(root).join(name))?);
    }
    let digest = hash.finalize();
    Ok(URL_SAFE_NO_PAD.encode(digest.get(..6).unwrap_or_default()))
}

fn name_of(ending: &str) -> String {
    format!("{}.{ending}", env!("CARGO_PKG_NAME"))
}

fn folder_of(root: &Path) -> PathBuf {
    root.join(paths::PKG.trim_start_matches('/'))
}

/// Returns the files beside the folder `pkg`, except the compressed copies.
fn public_files(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "br" && ending != "gz"))
        .collect()
}
