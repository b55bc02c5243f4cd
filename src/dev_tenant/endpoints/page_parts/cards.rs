//! The card of a user: a portrait or initials, the name, the sign-in name, and short remarks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::random::sha256;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::portrait;

/// The width of a portrait in pixels: twice its width on the page, for screens with a high resolution.
const PIXELS: u32 = 96;
/// The number of the background colours of initials, which are classes of the style sheet.
const TONES: u8 = 5;

/// Returns a list entry with a card that is a button. Screen readers read `verb` before the name.
pub fn card_button(persona: &Persona, verb: &'static str, remarks: &[String]) -> Html {
    let [id, verb] = [Html::text(&persona.id), Html::literal(verb)];
    Html::filled(BUTTON, [&id, &portrait(persona), &verb, &words(persona, remarks)])
}

/// Returns a card that is not a button.
pub fn card(persona: &Persona) -> Html {
    Html::filled(CARD, [&portrait(persona), &words(persona, &[])])
}

fn words(persona: &Persona, remarks: &[String]) -> Html {
    let remarks: Html = remarks.iter().map(|remark| Html::filled(REMARK, [&Html::text(remark)])).collect();
    let [name, address] = [&persona.display_name, persona.own_address()].map(Html::text);
    Html::filled(WORDS, [&name, &address, &remarks])
}

/// Returns the photo that Graph has of the user, or else the initials.
fn portrait(persona: &Persona) -> Html {
    if persona.has_photo {
        let png = STANDARD.encode(portrait::png(&persona.id, PIXELS));
        return Html::filled(PHOTO, [&Html::text(&png)]);
    }
    let tone = sha256(persona.id.as_bytes()).first().map_or(0, |byte| byte % TONES);
    Html::filled(INITIALS, [&Html::text(&tone.to_string()), &Html::text(&initials(&persona.display_name))])
}

/// Returns the first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()));
    let (first, last) = (letters.next(), letters.next_back());
    let letters: Vec<String> = first.into_iter().chain(last).map(|letter| letter.to_uppercase().to_string()).collect();
    // A non-joiner, so that two Arabic letters do not become one sign.
    letters.join("\u{200c}")
}

const BUTTON: &str = r#"<li><button class="card" name="persona" value="{}">
{}<span class="unseen">{} </span>
{}</button></li>
"#;

const CARD: &str = r#"<div class="card">
{}{}</div>
"#;

const WORDS: &str = r#"<span class="person">
<bdi class="name" dir="auto">{}</bdi>
<span class="address" dir="ltr">{}</span>
<span class="tags">{}</span>
</span>
"#;

const REMARK: &str = r#"<span class="tag">{}</span>
"#;

const PHOTO: &str = r#"<img class="portrait" alt="" width="48" height="48" src="data:image/png;base64,{}">
"#;

const INITIALS: &str = r#"<span class="portrait tone-{}" aria-hidden="true">{}</span>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_name_then_the_initials_are_of_its_outer_words() {
        let joined = |name: &str| initials(name).replace('\u{200c}', "");
        assert_eq!(joined("Ana <b>Sofia</b> de Souza"), "AS");
        assert_eq!(joined("Ada"), "A");
        assert_eq!(joined("ليلى الحسن"), "لا");
        assert_eq!(joined("42"), "");
        assert_eq!(initials("Tom Becker"), "T\u{200c}B");
    }
}
