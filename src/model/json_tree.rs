//! The JSON of a response as a tree: rows in the order of the document.

/// A JSON document as a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonTree {
    pub rows: Vec<JsonRow>,
    /// Whether values, or ends of texts, are left out.
    pub is_cut: bool,
    /// The number of names and values that contain the searched text. `None` without a search.
    pub found: Option<usize>,
}

/// A row of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonRow {
    /// The beginning of an object or an array. Its entries follow, and then its [`JsonRow::End`].
    Branch { label: JsonLabel, is_object: bool, entries: usize, is_open: bool },
    /// The end of an object or an array.
    End,
    /// An object or an array without its entries: it is empty, or too deep for the tree.
    Folded { label: JsonLabel, is_object: bool, entries: usize },
    /// Another value. Its text is not escaped: the view escapes it.
    Leaf { label: JsonLabel, kind: LeafKind, text: String, is_found: bool },
}

/// The label of a value, and whether the label contains the searched text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLabel {
    pub name: JsonName,
    pub is_found: bool,
}

/// The name of a value in the object or array around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonName {
    /// The document itself has no name.
    Root,
    Member(String),
    /// The index in an array.
    Item(usize),
}

/// The kind of a value without entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    String,
    Number,
    Boolean,
    Null,
}
