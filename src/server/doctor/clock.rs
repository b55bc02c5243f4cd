//! The clock of this machine, against the `Date` header of the provider.

use reqwest::header::DATE;
use time::OffsetDateTime;

use super::{Check, Line, metadata_response::MetadataResponse};

/// From this difference in seconds on, the check warns.
const WARNING: i64 = 60;
/// From this difference in seconds on, tokens and assertions are rejected (AADSTS700024).
const FAILURE: i64 = 300;

/// Returns the line about the clock.
pub fn line(document: &MetadataResponse) -> Line {
    let Ok(response) = &document.response else {
        return Line::skipped(Check::Clock, "not checked, because the provider does not respond: see network.");
    };
    let date = response.headers.get(DATE).and_then(|date| date.to_str().ok());
    let Some(date) = date.and_then(|date| httpdate::parse_http_date(date).ok()).map(OffsetDateTime::from) else {
        return Line::skipped(Check::Clock, "the response of the provider has no date.");
    };
    of_offset(document.middle.unix_timestamp() - date.unix_timestamp())
}

fn of_offset(offset: i64) -> Line {
    let seconds = offset.abs();
    let direction = if offset > 0 { "ahead of" } else { "behind" };
    let line = match seconds {
        0..=WARNING => return Line::ok(Check::Clock, format!("this machine and the provider differ by {seconds} s.")),
        _ if seconds <= FAILURE => Line::warning,
        _ => Line::failed,
    };
    line(Check::Clock, format!("the clock of this machine is {seconds} s {direction} that of the provider."))
        .because("ID tokens and client assertions are valid for some minutes only (`nbf`, `exp`, AADSTS700024).")
        .fix("Synchronize the clock: timedatectl set-ntp true. In a container, correct the clock of the host. Compare: date -u")
        .see("https://learn.microsoft.com/entra/identity-platform/reference-error-codes")
}

#[cfg(test)]
mod tests {
    use super::of_offset;
    use crate::server::doctor::CheckOutcome;

    #[test]
    fn a_minute_warns_and_five_minutes_fail() {
        for (offset, outcome) in [
            (0, CheckOutcome::Ok),
            (-60, CheckOutcome::Ok),
            (61, CheckOutcome::Warning),
            (-300, CheckOutcome::Warning),
            (301, CheckOutcome::Failed),
            (-600, CheckOutcome::Failed),
        ] {
            assert_eq!(of_offset(offset).outcome, outcome, "{offset}");
        }
        assert!(of_offset(-600).what.contains("600 s behind"));
    }
}
