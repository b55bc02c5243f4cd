//! The table of differences in the documents, and the comparison of two messages with it.

use std::collections::BTreeSet;

use super::message::Message;

const DOCUMENT: &str = include_str!("../../docs/tutorial.md");
/// The messages that the tests compare.
const MESSAGES: [&str; 9] = [
    "authorization request",
    "token request",
    "API request",
    "session cookie",
    "sign-out",
    "response to the callback",
    "welcome page",
    "callback with a wrong state",
    "callback after the user declined",
];
/// The value of a part that a message does not have.
const MISSING: &str = "-";

/// Both apps' messages of one kind.
pub struct Pair {
    pub title: &'static str,
    pub tutorial: Message,
    pub app: Message,
}

/// A row of the table without its reason: the message, the part, the tutorial's value, and the app's value.
type Row = [String; 4];

/// Checks that the table lists exactly the differences of these messages.
pub fn assert_documented(pairs: &[Pair]) {
    let found: BTreeSet<Row> = pairs.iter().flat_map(differences).collect();
    let titles: Vec<_> = pairs.iter().map(|pair| pair.title).collect();
    let listed: BTreeSet<Row> = rows().into_iter().filter(|row| titles.contains(&row[0].as_str())).collect();
    let missing: Vec<_> = found.difference(&listed).map(line).collect();
    let outdated: Vec<_> = listed.difference(&found).map(line).collect();
    assert!(
        missing.is_empty() && outdated.is_empty(),
        "src/docs/tutorial.md lacks these differences:\n{}\nand these no longer exist:\n{}",
        missing.join("\n"),
        outdated.join("\n"),
    );
}

fn differences(pair: &Pair) -> Vec<Row> {
    let names: BTreeSet<_> = pair.tutorial.keys().chain(pair.app.keys()).collect();
    let value = |message: &Message, name| message.get(name).map_or(MISSING, String::as_str).to_owned();
    let rows = names
        .into_iter()
        .map(|name| [pair.title.to_owned(), name.clone(), value(&pair.tutorial, name), value(&pair.app, name)]);
    rows.filter(|[_, _, tutorial, app]| tutorial != app).collect()
}

/// Reads the rows of the table, whose first column is the name of a message.
fn rows() -> BTreeSet<Row> {
    let lines = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = lines.map(|line| line.split(" | ").map(|cell| cell.replace('`', "")).collect::<Vec<_>>());
    let rows = rows.filter(|cells| cells.len() == 5 && cells[0] != "Message");
    rows.map(|cells| {
        let [message, part, tutorial, app, reason] = <[String; 5]>::try_from(cells).unwrap();
        assert!(MESSAGES.contains(&message.as_str()), "no test compares the message {message}");
        assert!(reason.len() > 10, "{message}, {part}: the table gives no reason");
        [message, part, tutorial, app]
    })
    .collect()
}

fn line([message, part, tutorial, app]: &Row) -> String {
    format!("| {message} | `{part}` | `{tutorial}` | `{app}` |")
}
