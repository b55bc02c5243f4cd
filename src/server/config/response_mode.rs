//! `RESPONSE_MODE`: how the provider sends the authorization response.

use super::{
    reader::{Reader, Reported},
    variable::{REDIRECT_URI, RESPONSE_MODE},
};
use crate::server::oidc::ResponseMode;

/// Reads `RESPONSE_MODE`; its default is `query`.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<ResponseMode, Reported> {
    match reader.setting(&RESPONSE_MODE)?.as_deref() {
        None | Some("query") => Ok(ResponseMode::Query),
        // In a sign-in by device code no response comes through the browser.
        Some("form_post") if reader.is_set(REDIRECT_URI.name) => Ok(ResponseMode::FormPost),
        Some("form_post") => {
            let advice = "Set REDIRECT_URI as well, or remove RESPONSE_MODE.";
            Err(reader.report_with_advice(&RESPONSE_MODE, "is form_post, but there is no REDIRECT_URI", advice))
        }
        Some(other) => {
            let problem = format!("is neither query nor form_post{}", reader.quote(&RESPONSE_MODE, other));
            Err(reader.report(&RESPONSE_MODE, &problem))
        }
    }
}
