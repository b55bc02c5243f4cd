//! The grammar of JSON (RFC 8259), as a reader that calls a visitor with each token.

use super::scan::{Step, Token, next_token};

/// The tokens that the grammar allows next.
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

/// The position of a token in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The number of containers that were open before the token.
    pub depth: usize,
    /// Whether the token is printed at the beginning of a line.
    pub begins_line: bool,
    /// Whether the token is the name of a member.
    pub is_name: bool,
}

/// Reads a JSON document, and calls `visit` with each token. Returns whether the document is JSON.
///
/// It uses no recursion, so that the depth of a document cannot exhaust the stack.
pub(super) fn read<'a>(document: &'a str, mut visit: impl FnMut(Token<'a>, Position)) -> bool {
    let (mut grammar, mut rest) = (Grammar::default(), document);
    while let Step::Token(token, after) = next_token(rest) {
        let depth = grammar.open.len();
        let is_name = matches!(grammar.next, Next::Key | Next::KeyOrEnd) && matches!(token, Token::String(_));
        let Some(begins_line) = grammar.accept(&token) else { return false };
        visit(token, Position { depth, begins_line, is_name });
        rest = after;
    }
    next_token(rest) == Step::End && grammar.next == Next::Nothing
}

/// Checks that tokens form one JSON value.
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

    /// Accepts a token, and returns whether it is printed at the beginning of a line. `None` if the grammar does not allow it
    /// here.
    fn accept(&mut self, token: &Token<'_>) -> Option<bool> {
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
        Some(match token {
            Token::Close(_) => !is_first,
            Token::Comma | Token::Colon => false,
            Token::Open(_) | Token::String(_) | Token::Word(_) => is_first,
        })
    }
}
