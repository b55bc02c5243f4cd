//! The first reading of a document for its tree: the number of entries of each object and array, and the matches of a search.

use super::{
    grammar,
    scan::{self, Token},
};

/// The facts about a document.
#[derive(Default)]
pub(super) struct Survey {
    /// The objects and arrays, in the order in which they begin.
    pub branches: Vec<Branch>,
    /// The number of all values.
    pub values: usize,
    /// The number of names and values that contain the searched text.
    pub found: usize,
    open: Vec<usize>,
}

/// An object or an array.
#[derive(Clone, Copy, Default)]
pub(super) struct Branch {
    pub entries: usize,
    /// Whether it contains a match, at any depth.
    pub has_match: bool,
}

/// A text to search for, without regard to upper and lower case.
pub(super) struct Search(Option<String>);

impl Search {
    pub fn new(text: Option<&str>) -> Self {
        Self(text.map(str::to_lowercase).filter(|text| !text.is_empty()))
    }

    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Returns whether a name or a value contains the searched text.
    pub fn finds(&self, text: &str) -> bool {
        self.0.as_deref().is_some_and(|search| text.to_lowercase().contains(search))
    }
}

impl Survey {
    /// Surveys a document. `None` if it is not JSON.
    pub fn of(document: &str, search: &Search) -> Option<Self> {
        let mut survey = Self::default();
        let is_json = grammar::read(document, |token, position| {
            match token {
                Token::String(content) => survey.text(&scan::visible(content), search),
                Token::Word(word) => survey.text(word, search),
                _ => {}
            }
            if !position.is_name && matches!(token, Token::Open(_) | Token::String(_) | Token::Word(_)) {
                survey.count_value();
            }
            match token {
                Token::Open(_) => {
                    survey.open.push(survey.branches.len());
                    survey.branches.push(Branch::default());
                }
                Token::Close(_) => survey.close(),
                _ => {}
            }
        });
        is_json.then_some(survey)
    }

    fn text(&mut self, text: &str, search: &Search) {
        if search.finds(text) {
            self.found += 1;
            self.mark_innermost();
        }
    }

    fn count_value(&mut self) {
        self.values += 1;
        if let Some(branch) = self.innermost() {
            branch.entries += 1;
        }
    }

    fn close(&mut self) {
        let closed = self.open.pop().and_then(|index| self.branches.get(index));
        if closed.is_some_and(|branch| branch.has_match) {
            self.mark_innermost();
        }
    }

    fn mark_innermost(&mut self) {
        if let Some(branch) = self.innermost() {
            branch.has_match = true;
        }
    }

    fn innermost(&mut self) -> Option<&mut Branch> {
        self.open.last().and_then(|index| self.branches.get_mut(*index))
    }
}
