//! The buttons, the fields of forms, and the lines about the state of an action in the style guide.

use leptos::prelude::*;

use super::sample::Sample;

#[component]
pub fn Buttons() -> impl IntoView {
    view! {
        <Sample title="Buttons" id="buttons">
            <p class="actions">
                <button class="button main" type="button">
                    "Main"
                </button>
                <button class="button quiet" type="button">
                    "Quiet"
                </button>
                <a class="button quiet" href="#buttons">
                    "Link"
                </a>
                <button class="button microsoft" type="button">
                    "Sign in with Microsoft"
                </button>
            </p>
            <p class="actions">
                <button class="button main" type="button" aria-busy="true">
                    "Busy"
                </button>
                <button class="button quiet" type="button" aria-busy="true">
                    "Busy"
                </button>
                <button class="button main" type="button" disabled>
                    "Disabled"
                </button>
            </p>
            <p class="note">"A card has one main button at most. A label is a verb."</p>
        </Sample>
    }
}

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Sample title="Forms" id="forms">
            <div class="field">
                <label for="name">"Name"</label>
                <input id="name" type="text" value="Mia Keller" aria-describedby="name-hint" autocomplete="off" />
                <p class="note" id="name-hint">
                    "As your colleagues know it."
                </p>
            </div>
            <div class="field">
                <label for="mail">"E-mail address"</label>
                <input id="mail" type="email" value="mia.keller" aria-invalid="true" aria-describedby="mail-error" autocomplete="off" />
                <p class="error" id="mail-error">
                    "Write an address with @, such as mia.keller@contoso.example."
                </p>
            </div>
            <div class="field">
                <label for="language">"Language"</label>
                <select id="language">
                    <option>"English"</option>
                    <option>"Deutsch"</option>
                </select>
            </div>
            <div class="field">
                <label for="message">"Message"</label>
                <textarea id="message" rows="3"></textarea>
            </div>
            <p class="choice">
                <input type="checkbox" id="copy" />
                <label for="copy">"Send me a copy"</label>
            </p>
        </Sample>
    }
}

/// The lines about the state of an action. Screen readers read them out.
#[component]
pub fn Statuses() -> impl IntoView {
    view! {
        <Sample title="Status lines" id="status-lines">
            <div class="ask">
                <button class="button main" type="button" aria-busy="true">
                    "Call"
                </button>
                <p class="status" role="status">
                    "Calling graph.microsoft.com …"
                </p>
            </div>
            <div class="way-in">
                <button class="button main" type="button">
                    "Sign in"
                </button>
                <p class="hint">"Use your work or school account."</p>
            </div>
            <p class="countdown">"The code expires in 14:59."</p>
        </Sample>
    }
}
