//! The JSON of the downstream API as text for the page: as received, indented, and of bounded size.
//!
//! `serde_json` is not used here, because it rejects lone surrogates, merges duplicate members, and rewrites numbers.

mod grammar;
mod scan;
mod survey;
mod tree;

use std::borrow::Cow;

use scan::Token;

pub use crate::server::oidc::readable;
pub use tree::json_tree;

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
    let is_json = grammar::read(document, |token, position| {
        printer.print(&token, position.begins_line, position.depth);
    });
    is_json.then_some(PrettyJson { text: printer.text, is_cut: printer.is_cut })
}

struct Printer {
    text: String,
    is_cut: bool,
    longest: usize,
}

impl Printer {
    /// Prints a token. `depth` is the number of containers that were open before it.
    fn print(&mut self, token: &Token<'_>, begins_line: bool, depth: usize) {
        // The rest of a deep document can have many more indents than fit into the text.
        if self.is_cut {
            return;
        }
        let depth = if matches!(token, Token::Close(_)) { depth.saturating_sub(1) } else { depth };
        if begins_line {
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
        self.push(&scan::visible(content));
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
