//! The end of a loop: several sign-ins in a row came back without success.

use leptos::prelude::*;

use crate::components::{HomepageLink, sign_in_afresh_address};

/// Says why the next sign-in did not begin by itself, and what usually helps.
#[component]
pub fn SignInStopped(return_to: String) -> impl IntoView {
    view! {
        <section class="card">
            <h1>"Sign-in stopped"</h1>
            <p class="lead">
                "You came back from the sign-in service three times within two minutes and are still not signed in. So that you do not go round in circles, this app has stopped here."
            </p>
            <ul>
                <li>"Allow cookies for this site, and open it in one browser window only."</li>
                <li>"Try another account if this one was refused."</li>
                <li>"Check that the date and the time of this device are right."</li>
            </ul>
            <p>"If it happens again, tell the people who run this app."</p>
            <p class="actions">
                <a class="button main" href=sign_in_afresh_address(&return_to) rel="external">
                    "Start again"
                </a>
                <HomepageLink />
            </p>
        </section>
    }
}
