//! The times of a session.

use leptos::prelude::*;

use crate::server::clock;

/// Shows a time, in seconds since 1970, in UTC. The island `LocalTimes` writes it in the time zone of the browser.
#[component]
pub fn UtcTime(unix: i64) -> impl IntoView {
    let time = clock::from_unix(unix);
    let (day, month, year) = (time.day(), time.month(), time.year());
    let text = format!("{day} {month} {year}, {:02}:{:02} UTC", time.hour(), time.minute());
    view! { <time datetime=clock::rfc3339(unix)>{text}</time> }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::UtcTime;

    #[test]
    fn a_time_is_written_for_machines_and_for_users() {
        let html = Owner::new().with(|| view! { <UtcTime unix=1_795_460_103 /> }.to_html());
        assert_eq!(html, "<time datetime=\"2026-11-23T18:55:03Z\">23 November 2026, 18:55 UTC</time>");
    }
}
