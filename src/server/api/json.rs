//! The JSON of the downstream API as text for the page: as received, indented, and of bounded size.
//!
//! `serde_json` is not used here, because it rejects lone surrogates, merges duplicate members, and rewrites numbers.

mod scan;

use std::borrow::Cow;

use scan::{Step, Token, next_token};

pub use crate::server::oidc::readable;

/// Upper bound of the produced text, in bytes. The body of a response is at most 1 MiB.
const LONGEST: usize = 2 * 1024 * 1024;
/// The deepest level that is indented, so that deep and wide JSON does not grow a hundredfold.
const DEEPEST_INDENT: usize = 32;
const INDENT: &str = "  ";

/// A JSON document as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrettyJson {
    pub text: String,
    /// Whether the end is missing, because the text would be too long.
    pub is_cut: bool,
}

/// Indents a JSON document. `None` if it is not JSON.
///
/// The tokens stay as they are: numbers, the order of members, duplicates, and depth. Invalid UTF-8 and lone surrogates
/// become the replacement character. Escapes of visible characters are resolved.
pub fn pretty_json(body: &[u8]) -> Option<PrettyJson> {
    pretty(&readable(body), LONGEST)
}

fn pretty(document: &str, longest: usize) -> Option<PrettyJson> {
    let mut printer = Printer { text: String::new(), is_cut: false, longest };
    let (mut grammar, mut rest) = (Grammar::default(), document);
    while let Step::Token(token, after) = next_token(rest) {
        let depth = grammar.open.len();
        let start = grammar.accept(&token)?;
        printer.print(&token, start, depth);
        rest = after;
    }
    let is_whole = next_token(rest) == Step::End && grammar.next == Next::Nothing;
    is_whole.then_some(PrettyJson { text: printer.text, is_cut: printer.is_cut })
}

/// The tokens that the grammar (RFC 8259) allows next.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Next {
    #[default]
    Value,
    ValueOrEnd,
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// The line on which a token is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    SameLine,
    NewLine,
}

/// Checks that tokens form one JSON value. It uses no recursion, so that the depth of a document cannot exhaust the stack.
#[derive(Default)]
struct Grammar {
    next: Next,
    /// The open objects and arrays, each by the character that ends it.
    open: Vec<u8>,
}

impl Grammar {
    fn after_value(&self) -> Next {
        if self.open.is_empty() { Next::Nothing } else { Next::CommaOrEnd }
    }

    /// Accepts a token, and returns the line on which it is printed. `None` if the grammar does not allow it here.
    fn accept(&mut self, token: &Token<'_>) -> Option<Start> {
        use Next::{Colon, CommaOrEnd, Key, KeyOrEnd, Value, ValueOrEnd};

        let is_first = matches!(self.next, ValueOrEnd | KeyOrEnd);
        self.next = match (token, self.next) {
            (Token::Open(end), Value | ValueOrEnd) => {
                self.open.push(*end);
                if *end == b'}' { KeyOrEnd } else { ValueOrEnd }
            }
            (Token::Close(end), ValueOrEnd | KeyOrEnd | CommaOrEnd) => {
                self.open.pop().filter(|open| open == end)?;
                self.after_value()
            }
            (Token::Comma, CommaOrEnd) => {
                if self.open.last() == Some(&b'}') {
                    Key
                } else {
                    Value
                }
            }
            (Token::Colon, Colon) => Value,
            (Token::String(_), Key | KeyOrEnd) => Colon,
            (Token::String(_) | Token::Word(_), Value | ValueOrEnd) => self.after_value(),
            _ => return None,
        };
        let begins_line = match token {
            Token::Close(_) => !is_first,
            Token::Comma | Token::Colon => false,
            Token::Open(_) | Token::String(_) | Token::Word(_) => is_first,
        };
        Some(if begins_line { Start::NewLine } else { Start::SameLine })
    }
}

struct Printer {
    text: String,
    is_cut: bool,
    longest: usize,
}

impl Printer {
    /// Prints a token. `depth` is the number of containers that were open before it.
    fn print(&mut self, token: &Token<'_>, start: Start, depth: usize) {
        let depth = if matches!(token, Token::Close(_)) { depth.saturating_sub(1) } else { depth };
        if start == Start::NewLine {
            self.begin_line(depth);
        }
        match token {
            Token::Open(end) => self.push(if *end == b'}' { "{" } else { "[" }),
            Token::Close(end) => self.push(if *end == b'}' { "}" } else { "]" }),
            Token::Comma => {
                self.push(",");
                self.begin_line(depth);
            }
            Token::Colon => self.push(": "),
            Token::Word(word) => self.push(word),
            Token::String(content) => self.string(content),
        }
    }

    fn begin_line(&mut self, depth: usize) {
        self.push("\n");
        for _ in 0..depth.min(DEEPEST_INDENT) {
            self.push(INDENT);
        }
    }

    fn string(&mut self, content: &str) {
        self.push("\"");
        let mut rest = content;
        while let Some(at) = rest.find(|c: char| c == '\\' || c < ' ') {
            let (plain, special) = rest.split_at(at);
            self.push(plain);
            let (shown, length) = scan::shown(special);
            self.push(&shown);
            rest = special.get(length..).unwrap_or_default();
        }
        self.push(rest);
        self.push("\"");
    }

    /// Appends text up to the upper bound of the printed text.
    fn push(&mut self, text: &str) {
        if self.is_cut {
            return;
        }
        let room = self.longest - self.text.len();
        self.is_cut = text.len() > room;
        self.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
    }
}

/// Returns the start of a body that is not JSON, and whether its end is missing.
pub fn beginning(body: &[u8], longest: usize) -> (String, bool) {
    let text: Cow<'_, str> = String::from_utf8_lossy(body.strip_prefix(scan::BYTE_ORDER_MARK).unwrap_or(body));
    let start = text.get(..text.floor_char_boundary(longest)).unwrap_or_default();
    (start.to_owned(), start.len() < text.len())
}

#[cfg(test)]
mod tests;
