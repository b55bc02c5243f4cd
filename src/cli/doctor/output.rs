//! The output of the doctor: text for people, or one JSON document.

use std::fmt::Write as _;

use serde_json::json;

use crate::server::doctor::{CheckOutcome, Line};

/// Returns the lines as text. Colours are for terminals only.
pub fn as_text(lines: &[Line], has_colours: bool) -> String {
    let mut text = String::new();
    for line in lines {
        let subject = line.subject.as_ref().map(|subject| format!(" ({subject})")).unwrap_or_default();
        let word = format!("{:8}", line.outcome.word());
        let word = if has_colours { format!("{}{word}\x1b[0m", colour(line.outcome)) } else { word };
        push(&mut text, &word, &format!("{}{subject}: {}", line.check.name(), line.what));
        for (label, part) in [("Why: ", &line.why), ("Fix: ", &line.fix), ("See: ", &line.link)] {
            if let Some(part) = part {
                push(&mut text, "        ", &format!("{label}{part}"));
            }
        }
    }
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    let [ok, warnings, failed, skipped] =
        [CheckOutcome::Ok, CheckOutcome::Warning, CheckOutcome::Failed, CheckOutcome::Skipped].map(count);
    // Writing to a `String` cannot fail.
    _ = writeln!(text, "\n{ok} ok, {warnings} warning, {failed} failed, {skipped} skipped");
    text
}

/// Returns the lines as one JSON document.
pub fn as_json(lines: &[Line]) -> String {
    let entry = |line: &Line| {
        json!({
            "check": line.check.name(),
            "subject": line.subject,
            "result": line.outcome,
            "what": line.what,
            "why": line.why,
            "fix": line.fix,
            "link": line.link,
        })
    };
    let checks: Vec<_> = lines.iter().map(entry).collect();
    format!("{:#}\n", json!({ "result": result(lines), "checks": checks }))
}

/// Returns the result of the whole run: the worst result of a check.
pub fn result(lines: &[Line]) -> CheckOutcome {
    let has = |outcome| lines.iter().any(|line| line.outcome == outcome);
    [CheckOutcome::Failed, CheckOutcome::Warning].into_iter().find(|outcome| has(*outcome)).unwrap_or(CheckOutcome::Ok)
}

/// Appends a line. Control characters are removed, so that a text of the provider cannot move the cursor.
fn push(text: &mut String, start: &str, rest: &str) {
    let rest: String = rest.chars().filter(|character| !character.is_control()).collect();
    // Writing to a `String` cannot fail.
    _ = writeln!(text, "{start} {rest}");
}

const fn colour(outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Ok => "\x1b[32m",
        CheckOutcome::Warning => "\x1b[33m",
        CheckOutcome::Failed => "\x1b[31m",
        CheckOutcome::Skipped => "\x1b[2m",
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckOutcome, Line, as_json, as_text, result};
    use crate::server::doctor::Check;

    fn lines() -> Vec<Line> {
        let failed =
            Line::failed(Check::RedirectUri, "not\u{1b}[2J registered").about("/a").because("b").fix("c").see("d");
        vec![Line::ok(Check::Settings, "fine"), failed]
    }

    #[test]
    fn the_text_has_a_line_for_each_part_and_no_control_characters() {
        let expected = "ok       settings: fine\nfailed   redirect-uri (/a): not[2J registered\n         Why: b\n         Fix: c\n         See: d\n\n1 ok, 0 warning, 1 failed, 0 skipped\n";
        assert_eq!(as_text(&lines(), false), expected);
        assert!(as_text(&lines(), true).starts_with("\u{1b}[32mok      \u{1b}[0m settings"));
    }

    #[test]
    fn the_json_document_has_the_worst_result() {
        let document: serde_json::Value = serde_json::from_str(&as_json(&lines())).unwrap();
        assert_eq!(document["result"], "failed");
        assert_eq!(document["checks"][1]["check"], "redirect-uri");
        assert_eq!(document["checks"][0]["why"], serde_json::Value::Null);
        assert_eq!(result(&[Line::skipped(Check::Api, "")]), CheckOutcome::Ok);
        assert_eq!(result(&[Line::warning(Check::Api, ""), Line::ok(Check::Api, "")]), CheckOutcome::Warning);
    }
}
