//! A QR code of the verification address, drawn as SVG, so that a phone can open the address.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder, QRCode};
use leptos::prelude::*;

use crate::text;

/// The light border around the code, in modules (ISO/IEC 18004 §5.3.8). Readers need it to find the code.
const QUIET_ZONE: usize = 4;

/// Upper bound of an encoded address, in bytes. A longer address makes a code too dense for the size on the page.
const LONGEST: usize = 300;

/// Returns the QR code of an address as SVG. `None` if the address is too long. The colours do not follow the colour
/// scheme, because many readers reject a light code on a dark ground.
pub fn qr_code(address: &str) -> Option<impl IntoView + use<>> {
    let code = (address.len() <= LONGEST).then(|| QRBuilder::new(address).ecl(ECL::M).build().ok()).flatten()?;
    let side = code.size + 2 * QUIET_ZONE;
    let text_alternative = text!("device-qr-code", address = address);
    Some(view! {
        <svg
            class="qr-code"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label=text_alternative
            shape-rendering="crispEdges"
        >
            <rect width=side height=side fill="#fff"></rect>
            <path d=dark_modules(&code) fill="#000"></path>
        </svg>
    })
}

/// Returns the path of the dark modules: a rectangle for each horizontal run.
fn dark_modules(code: &QRCode) -> String {
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        for run in code[row].chunk_by(|one, other| one.value() == other.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (x, y, width) = (column + QUIET_ZONE, row + QUIET_ZONE, run.len());
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
            }
            column += run.len();
        }
    }
    path
}
