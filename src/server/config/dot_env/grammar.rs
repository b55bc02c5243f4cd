//! The grammar of `.env`: that of python-dotenv, with which the tutorials read the file.
//!
//! One difference: in single quotes `${NAME}` is not expanded. python-dotenv expands it there, too.

/// A statement of the file, with the number of its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) line: usize,
    pub(super) content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// `NAME=value`.
    Assignment {
        name: String,
        value: Value,
    },
    /// A name without `=`, which python-dotenv accepts.
    NameOnly(String),
    Comment,
    /// Text that is not readable as a statement.
    Invalid,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A value in single quotes: no part of it is expanded.
    Literal(String),
    /// A value in double quotes or without quotes: `${NAME}` and `${NAME:-default}` in it are expanded.
    Expandable(String),
}

/// Returns the statements of a file. Line breaks are `\n`.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut cursor = Cursor { rest: text, line: 1 };
    let mut statements = Vec::new();
    loop {
        cursor.take_while(is_space);
        if cursor.rest.is_empty() {
            return statements;
        }
        let line = cursor.line;
        let content = statement(&mut cursor).unwrap_or_else(|| {
            cursor.take_while(is_in_line);
            Content::Invalid
        });
        statements.push(Statement { line, content });
    }
}

/// Reads one statement; `None` if it is invalid.
fn statement(cursor: &mut Cursor<'_>) -> Option<Content> {
    skip_export(cursor);
    if cursor.rest.starts_with('#') {
        cursor.take_while(is_in_line);
        return Some(Content::Comment);
    }
    let name = name(cursor)?.to_owned();
    cursor.take_while(is_blank);
    let value = if cursor.rest.starts_with('=') { Some(value(cursor)?) } else { None };
    cursor.take_while(is_blank);
    if cursor.rest.starts_with('#') {
        cursor.take_while(is_in_line);
    }
    if !(cursor.rest.is_empty() || cursor.rest.starts_with('\n')) {
        return None;
    }
    Some(match value {
        Some(value) => Content::Assignment { name, value },
        None => Content::NameOnly(name),
    })
}

fn skip_export(cursor: &mut Cursor<'_>) {
    if cursor.rest.strip_prefix("export").is_some_and(|rest| rest.starts_with(is_blank)) {
        cursor.take("export".len());
        cursor.take_while(is_blank);
    }
}

fn name<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let name = match cursor.rest.strip_prefix('\'') {
        Some(quoted) => {
            let length = quoted.find('\'')?;
            cursor.take(length + 2).trim_matches('\'')
        }
        None => cursor.take_while(|character| !(is_space(character) || matches!(character, '=' | '#'))),
    };
    Some(name).filter(|name| !name.is_empty())
}

/// Reads `=` and the value after it.
fn value(cursor: &mut Cursor<'_>) -> Option<Value> {
    cursor.take(1);
    let has_blanks = !cursor.take_while(is_blank).is_empty();
    match cursor.rest.chars().next() {
        Some('\'') => quoted(cursor, '\'').map(Value::Literal),
        Some('"') => quoted(cursor, '"').map(Value::Expandable),
        // The caller reads the comment.
        Some('#') if has_blanks => Some(Value::Literal(String::new())),
        _ => {
            let line = cursor.take_while(is_in_line);
            Some(Value::Expandable(without_comment(line).trim_end_matches(is_space).to_owned()))
        }
    }
}

/// Cuts an unquoted value before the first `#` that follows white space.
fn without_comment(line: &str) -> &str {
    let begins_comment =
        |(index, _): &(usize, &str)| line.get(..*index).is_some_and(|before| before.ends_with(is_space));
    let end = line.match_indices('#').find(begins_comment).map_or(line.len(), |(index, _)| index);
    line.get(..end).unwrap_or(line)
}

/// Reads a value in quotes, which may span several lines; `None` if the closing quote is missing.
fn quoted(cursor: &mut Cursor<'_>, quote: char) -> Option<String> {
    let mut is_escaped = false;
    let (end, _) = cursor.rest.char_indices().skip(1).find(|(_, character)| {
        let closes = *character == quote && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        closes
    })?;
    let raw = cursor.take(end + 1).get(1..end)?;
    Some(unescaped(raw, quote))
}

/// Replaces the escapes that this kind of quotes defines. A backslash before any other character stays as it is.
fn unescaped(raw: &str, quote: char) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        let Some(escaped) = characters.next() else { break };
        match escape(escaped, quote) {
            Some(meant) => text.push(meant),
            None => text.extend(['\\', escaped]),
        }
    }
    text
}

fn escape(escaped: char, quote: char) -> Option<char> {
    match escaped {
        '\\' | '\'' => Some(escaped),
        _ if quote == '\'' => None,
        '"' => Some('"'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'v' => Some('\u{b}'),
        _ => None,
    }
}

/// Replaces `${NAME}` and `${NAME:-default}` in a value. An unknown name without a default becomes the empty text.
pub(super) fn expanded(text: &str, lookup: impl Fn(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        result.push_str(before);
        if let Some((name, default, behind)) = reference(after) {
            result.push_str(&lookup(name).unwrap_or_else(|| default.to_owned()));
            rest = behind;
        } else {
            result.push_str("${");
            rest = after;
        }
    }
    result.push_str(rest);
    result
}

/// Splits the text after `${` into the name, the default, and the text after the closing brace.
fn reference(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find(['}', ':'])?;
    let (name, rest) = text.split_at_checked(end)?;
    if let Some(behind) = rest.strip_prefix('}') {
        return Some((name, "", behind));
    }
    let (default, behind) = rest.strip_prefix(":-")?.split_once('}')?;
    Some((name, default, behind))
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|character| !fits(character)).unwrap_or(self.rest.len());
        self.take(end)
    }
}

/// Returns whether a character is white space for Python: Unicode's white space, and the four separators of ASCII.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

fn is_in_line(character: char) -> bool {
    character != '\n'
}

/// Returns whether a character is white space within a line.
fn is_blank(character: char) -> bool {
    is_space(character) && character != '\n'
}
