//! The JSON of the downstream API as a tree of bounded size, with the matches of a search.

use super::{
    grammar::{self, Position},
    scan::{self, Token},
    survey::{Branch, Search, Survey},
};
use crate::{
    model::{JsonLabel, JsonName, JsonRow, JsonTree, LeafKind},
    server::oidc::readable,
};

/// The largest number of values in a tree. Each becomes some elements of the page.
const MOST_VALUES: usize = 2_000;
/// The deepest level of a tree. Browsers ignore elements below some hundred levels, and a phone has no room for more indentation.
const DEEPEST: usize = 20;
/// Upper bound of a text in the tree, in bytes.
const LONGEST_TEXT: usize = 2_000;
/// Upper bound of all texts in the tree, in bytes.
const MOST_TEXT: usize = 256 * 1024;
/// A tree with at most this number of values is open at all levels. Larger trees are open at the first two levels.
const SMALL: usize = 60;
const OPEN_LEVELS: usize = 2;

/// Makes the tree of a JSON document, with the matches of a search. `None` if it is not JSON.
///
/// A tree that would be too large has the first values of the document. With a search it leaves out the objects and arrays without a
/// match.
pub fn json_tree(body: &[u8], search: Option<&str>) -> Option<JsonTree> {
    let (document, search) = (readable(body), Search::new(search));
    let survey = Survey::of(&document, &search)?;
    let mut planter = Planter::new(&survey, &search);
    grammar::read(&document, |token, position| planter.token(token, position));
    let found = search.is_on().then_some(survey.found);
    Some(JsonTree { rows: planter.rows, is_cut: planter.is_cut, found })
}

/// Makes the rows of a tree out of the tokens of a document.
struct Planter<'a> {
    survey: &'a Survey,
    search: &'a Search,
    rows: Vec<JsonRow>,
    is_cut: bool,
    /// The number of values in the tree.
    values: usize,
    /// The size of the texts in the tree.
    bytes: usize,
    /// The objects and arrays in the tree that are open.
    open: Vec<OpenBranch>,
    /// The number of objects and arrays of the document that have begun.
    begun: usize,
    /// The depth of an object or array that is left out, until its end.
    left_out: Option<usize>,
    name: Option<&'a str>,
}

struct OpenBranch {
    is_object: bool,
    next_item: usize,
    /// Whether its own name, or the name of an object or array around it, is a match. Then everything in it is relevant.
    is_found: bool,
}

impl<'a> Planter<'a> {
    fn new(survey: &'a Survey, search: &'a Search) -> Self {
        Self {
            survey,
            search,
            rows: Vec::new(),
            is_cut: false,
            values: 0,
            bytes: 0,
            open: Vec::new(),
            begun: 0,
            left_out: None,
            name: None,
        }
    }

    fn token(&mut self, token: Token<'a>, position: Position) {
        if let Some(depth) = self.left_out {
            match token {
                Token::Open(_) => self.begun += 1,
                Token::Close(_) if position.depth == depth + 1 => self.left_out = None,
                _ => {}
            }
            return;
        }
        match token {
            Token::String(content) if position.is_name => self.name = Some(content),
            Token::String(content) => self.leaf(LeafKind::String, &scan::visible(content)),
            Token::Word(word) => self.leaf(kind_of(word), word),
            Token::Open(end) => self.branch(end == b'}', position.depth),
            Token::Close(_) => {
                self.open.pop();
                self.rows.push(JsonRow::End);
            }
            Token::Comma | Token::Colon => {}
        }
    }

    fn leaf(&mut self, kind: LeafKind, whole: &str) {
        let label = self.label();
        if self.is_full() {
            return;
        }
        let is_found = self.search.finds(whole);
        let text = self.bounded(whole);
        self.rows.push(JsonRow::Leaf { label, kind, text, is_found });
    }

    fn branch(&mut self, is_object: bool, depth: usize) {
        let branch = self.survey.branches.get(self.begun).copied().unwrap_or_default();
        self.begun += 1;
        let label = self.label();
        let is_found = label.is_found || self.open.last().is_some_and(|open| open.is_found);
        if depth > 0 && self.lacks_matches(branch, is_found) {
            self.is_cut = true;
            self.left_out = Some(depth);
            return;
        }
        if self.is_full() {
            self.left_out = Some(depth);
            return;
        }
        if depth >= DEEPEST || branch.entries == 0 {
            self.is_cut |= branch.entries > 0;
            self.left_out = Some(depth);
            self.rows.push(JsonRow::Folded { label, is_object, entries: branch.entries });
            return;
        }
        self.open.push(OpenBranch { is_object, next_item: 0, is_found });
        let is_open = self.is_open(branch, depth);
        self.rows.push(JsonRow::Branch { label, is_object, entries: branch.entries, is_open });
    }

    /// Returns whether a search in a large document leaves out this object or array.
    fn lacks_matches(&self, branch: Branch, is_found: bool) -> bool {
        self.search.is_on() && self.survey.values > MOST_VALUES && !branch.has_match && !is_found
    }

    fn is_open(&self, branch: Branch, depth: usize) -> bool {
        if self.search.is_on() {
            return branch.has_match || depth == 0;
        }
        self.survey.values <= SMALL || depth < OPEN_LEVELS
    }

    /// Counts a value. Returns whether the tree has no room for it.
    fn is_full(&mut self) -> bool {
        let is_full = self.values >= MOST_VALUES || self.bytes >= MOST_TEXT;
        self.is_cut |= is_full;
        self.values += usize::from(!is_full);
        is_full
    }

    /// Returns the label of the next value.
    fn label(&mut self) -> JsonLabel {
        let Some(around) = self.open.last_mut() else { return JsonLabel { name: JsonName::Root, is_found: false } };
        if !around.is_object {
            around.next_item += 1;
            return JsonLabel { name: JsonName::Item(around.next_item - 1), is_found: false };
        }
        let name = scan::visible(self.name.take().unwrap_or_default());
        JsonLabel { is_found: self.search.finds(&name), name: JsonName::Member(self.bounded(&name)) }
    }

    /// Returns the beginning of a text, as far as the tree has room for it.
    fn bounded(&mut self, text: &str) -> String {
        let start = text.get(..text.floor_char_boundary(LONGEST_TEXT)).unwrap_or_default();
        self.bytes += start.len();
        if start.len() == text.len() {
            return start.to_owned();
        }
        self.is_cut = true;
        [start, "…"].concat()
    }
}

fn kind_of(word: &str) -> LeafKind {
    match word {
        "null" => LeafKind::Null,
        "true" | "false" => LeafKind::Boolean,
        _ => LeafKind::Number,
    }
}

#[cfg(test)]
mod tests;
