//! Splits JSON into tokens, and repairs what `serde_json` rejects although it can be shown.

use std::borrow::Cow;

use crate::server::unicode::is_format;

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The length of a Unicode escape such as `\u0000`.
const UNICODE_ESCAPE: usize = 6;

/// A token of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The start of an object or an array, with the character that ends it.
    Open(u8),
    Close(u8),
    Comma,
    Colon,
    /// The content of a string, without its quotes.
    String(&'a str),
    /// A number, `true`, `false` or `null`; also `NaN` and `Infinity`, which some services write.
    Word(&'a str),
}

/// The result of reading the next token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A token, and the text after it.
    Token(Token<'a>, &'a str),
    Invalid,
    End,
}

/// Reads the next token.
pub(super) fn next_token(text: &str) -> Step<'_> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r']);
    let Some(first) = text.bytes().next() else { return Step::End };
    let found = match first {
        b'{' => Some((Token::Open(b'}'), 1)),
        b'[' => Some((Token::Open(b']'), 1)),
        b'}' | b']' => Some((Token::Close(first), 1)),
        b',' => Some((Token::Comma, 1)),
        b':' => Some((Token::Colon, 1)),
        b'"' => string(text),
        _ => word(text),
    };
    let token = found.and_then(|(token, length)| Some(Step::Token(token, text.get(length..)?)));
    token.unwrap_or(Step::Invalid)
}

/// Reads a string. Its escapes are not checked, and control characters are accepted, because it is only shown.
fn string(text: &str) -> Option<(Token<'_>, usize)> {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some((Token::String(text.get(1..=end)?), end + 2))
}

fn word(text: &str) -> Option<(Token<'_>, usize)> {
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let word = text.get(..text.find(is_end).unwrap_or(text.len()))?;
    let is_word = matches!(word, "true" | "false" | "null" | "NaN" | "Infinity" | "-Infinity") || is_number(word);
    is_word.then_some((Token::Word(word), word.len()))
}

/// Returns whether a text is a `number` of JSON (RFC 8259 §6).
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some(after_integer) = without_digits(unsigned) else { return false };
    let has_leading_zero = unsigned.starts_with('0') && unsigned.len() - after_integer.len() > 1;
    let after_fraction = match after_integer.strip_prefix('.') {
        Some(fraction) => without_digits(fraction),
        None => Some(after_integer),
    };
    let end = after_fraction.and_then(|rest| match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => without_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => Some(rest),
    });
    !has_leading_zero && end == Some("")
}

/// Returns the text after its leading digits. `None` without digits.
fn without_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// Returns the content of a string as pages show it: escapes of visible characters are resolved.
pub(super) fn visible(content: &str) -> Cow<'_, str> {
    let is_special = |c: char| c == '\\' || c < ' ';
    if !content.contains(is_special) {
        return Cow::Borrowed(content);
    }
    let (mut text, mut rest) = (String::with_capacity(content.len()), content);
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        text.push_str(plain);
        let (shown, length) = shown(special);
        text.push_str(&shown);
        rest = special.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Reads the escape or control character at the start of a text. Returns how it is shown, and its length in the text.
fn shown(text: &str) -> (Cow<'_, str>, usize) {
    match unescaped(text) {
        (Some(character), length) if is_visible(character) => (Cow::Owned(character.to_string()), length),
        (Some(character), length) if length == character.len_utf8() => {
            (Cow::Owned(format!("\\u{:04x}", u32::from(character))), length)
        }
        (_, length) => (Cow::Borrowed(text.get(..length).unwrap_or_default()), length),
    }
}

/// Decodes the escape or control character at the start of a text. Returns the character, and the length in the text.
///
/// The character is `None` for an escape other than `\/` and a Unicode escape. A lone surrogate becomes the replacement
/// character.
fn unescaped(text: &str) -> (Option<char>, usize) {
    if let Some(control) = text.chars().next().filter(|first| *first != '\\') {
        return (Some(control), control.len_utf8());
    }
    let Some(unit) = code_unit(text) else {
        let length = text.chars().take(2).map(char::len_utf8).sum();
        return (text.starts_with(r"\/").then_some('/'), length);
    };
    let low = text.get(UNICODE_ESCAPE..).and_then(code_unit);
    if let Some(low) = low
        && let Some(Ok(character)) = char::decode_utf16([unit, low]).next()
        && character.len_utf16() == 2
    {
        return (Some(character), 2 * UNICODE_ESCAPE);
    }
    (Some(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)), UNICODE_ESCAPE)
}

/// Reads the UTF-16 code unit of a Unicode escape at the start of a text.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix(r"\u")?.get(..4)?;
    let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    are_digits.then(|| u16::from_str_radix(digits, 16).ok())?
}

/// Returns whether a character may be shown without its escape: neither a quote nor a backslash of JSON, and no
/// character that is invisible or changes the direction of the text.
fn is_visible(character: char) -> bool {
    !character.is_control() && !is_format(character) && !matches!(character, '"' | '\\')
}
