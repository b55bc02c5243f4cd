//! `.env`: adds its variables to the environment, where the existing environment wins.
//!
//! Why lines are prepared: the tutorials' files are read by python-dotenv, which takes an unquoted value as it stands.
//! dotenvy stops at `SCOPE=User.Read Mail.Read` and replaces the `$…` in a secret, so such values are quoted first.

use std::{fs, io::ErrorKind, path::Path};

use crate::model::ConfigFinding;

/// Loads the file into the environment of this process, and returns what could not be read.
///
/// Libraries find there what they read themselves, such as `SSL_CERT_FILE`. Call it before other threads start.
pub(super) fn load(path: &Path) -> Vec<ConfigFinding> {
    match fs::read_to_string(path) {
        Ok(text) => entries(&text)
            .filter(|(_, entry)| entry.contains('\0') || dotenvy::from_read(entry.as_bytes()).is_err())
            .map(|(number, _)| finding(&format!("has a line that cannot be read: line {number}")))
            .collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![finding(&format!("cannot be read: {}", error.kind()))],
    }
}

fn finding(problem: &str) -> ConfigFinding {
    ConfigFinding {
        variable: ".env".to_owned(),
        problem: problem.to_owned(),
        advice: "Write one NAME=value on each line; values in quotes end with the same quote.".to_owned(),
        example: "SCOPE=User.Read".to_owned(),
    }
}

/// Returns each entry of the file with the number of its first line, as dotenvy reads it like python-dotenv.
fn entries(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    std::iter::from_fn(move || {
        let (index, line) = lines.next()?;
        let mut entry = prepared(line);
        if let Some(quote) = open_quote(line) {
            for (_, next) in lines.by_ref() {
                entry.push('\n');
                entry.push_str(next);
                if next.contains(quote) {
                    break;
                }
            }
        }
        Some((index + 1, entry))
    })
}

/// Returns the quote that the line opens and does not close.
fn open_quote(line: &str) -> Option<char> {
    let value = line.split_once('=').filter(|(name, _)| !name.trim_start().starts_with('#'))?.1.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut escaped = false;
    let closed = value.chars().skip(1).any(|character| {
        let closes = character == quote && !escaped;
        escaped = character == '\\' && quote == '"' && !escaped;
        closes
    });
    (!closed).then_some(quote)
}

/// Puts an unquoted value into quotes, with everything escaped that means something in quotes.
fn prepared(line: &str) -> String {
    let Some((name, value)) = line.split_once('=') else { return line.to_owned() };
    let value = value.trim();
    if name.trim_start().starts_with('#') || value.starts_with(['"', '\'']) {
        return line.to_owned();
    }
    let value = if value.starts_with('#') { "" } else { value.split(" #").next().unwrap_or_default().trim_end() };
    let mut quoted = format!("{}=\"", name.trim_end());
    for character in value.chars() {
        if matches!(character, '"' | '\\' | '$') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::entries;

    fn read(text: &str) -> Vec<(String, String)> {
        entries(text)
            .flat_map(|(_, entry)| dotenvy::from_read_iter(entry.as_bytes()).map(Result::unwrap).collect::<Vec<_>>())
            .collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn an_unquoted_value_is_taken_as_it_stands() {
        let text = "\u{feff}SCOPE=User.Read Mail.Read # both\r\nCLIENT_SECRET=a$b~c\\d\"e'f#g\r\n";
        assert_eq!(read(text), [pair("SCOPE", "User.Read Mail.Read"), pair("CLIENT_SECRET", "a$b~c\\d\"e'f#g")]);
        assert_eq!(read("CLIENT_ID=<client id>"), [pair("CLIENT_ID", "<client id>")]);
    }

    #[test]
    fn quotes_comments_and_export_are_understood() {
        let text = "# CLIENT_ID=\"a\n\nexport A = 'b c' # d\nB=\"one\ntwo\"\nC=\nD= # nothing\n";
        assert_eq!(read(text), [pair("A", "b c"), pair("B", "one\ntwo"), pair("C", ""), pair("D", "")]);
    }

    #[test]
    fn a_broken_line_is_named_by_its_number_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        std::fs::write(&path, "# first\nthis is no entry s3cret\nB='never closed s3cret\n").unwrap();
        let findings = super::load(&path);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].problem.ends_with("line 2") && findings[1].problem.ends_with("line 3"), "{findings:?}");
        assert!(!format!("{findings:?}").contains("s3cret"));
    }

    #[test]
    fn a_file_that_is_not_there_is_no_problem() {
        assert!(super::load(std::path::Path::new("no/such/.env")).is_empty());
    }
}
