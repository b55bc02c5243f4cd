//! Lists in one variable, in the notations that users write.

/// Characters around the items of a list in the notation of Python or JSON. No scope of Microsoft and no tenant ID
/// contains them.
const AROUND: [char; 6] = ['[', ']', '(', ')', '"', '\''];

/// Returns the items of a list. They are separated by white space, commas or semicolons; brackets and quotes of a list in the
/// notation of Python or JSON are ignored.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || matches!(character, ',' | ';'))
        .map(|item| item.trim_matches(AROUND))
        .filter(|item| !item.is_empty())
}

/// Says whether a whole value is a list in the notation of Python or JSON.
pub(super) fn is_in_brackets(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}
