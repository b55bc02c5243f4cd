//! The tree of JSON documents: its rows, its bounds, and the matches of a search.

use super::{DEEPEST, LONGEST_TEXT, MOST_TEXT, MOST_VALUES, json_tree};
use crate::model::{JsonLabel, JsonName, JsonRow, JsonTree};

fn tree(document: &str) -> JsonTree {
    json_tree(document.as_bytes(), None).unwrap()
}

fn found(document: &str, search: &str) -> JsonTree {
    json_tree(document.as_bytes(), Some(search)).unwrap()
}

/// Writes the rows of a tree in short: `+` for an open branch, `-` for a closed one, `!` for a match.
fn written(tree: &JsonTree) -> String {
    let label = |label: &JsonLabel| {
        let name = match &label.name {
            JsonName::Root => String::new(),
            JsonName::Member(name) => format!("{name}:"),
            JsonName::Item(index) => format!("{index}:"),
        };
        [if label.is_found { "!" } else { "" }, &name].concat()
    };
    let brackets = |is_object| if is_object { "{}" } else { "[]" };
    let row = |row: &JsonRow| match row {
        JsonRow::Branch { label: name, is_object, entries, is_open } => {
            format!("{}{}{}{entries}", if *is_open { "+" } else { "-" }, label(name), brackets(*is_object))
        }
        JsonRow::End => ".".to_owned(),
        JsonRow::Folded { label: name, is_object, entries } => {
            format!("{}{}{entries}…", label(name), brackets(*is_object))
        }
        JsonRow::Leaf { label: name, text, is_found, .. } => {
            format!("{}{}{text}", label(name), if *is_found { "!" } else { "" })
        }
    };
    tree.rows.iter().map(row).collect::<Vec<_>>().join(" ")
}

fn values(tree: &JsonTree) -> usize {
    tree.rows.iter().filter(|row| !matches!(row, JsonRow::End)).count()
}

#[test]
fn rows_are_in_the_order_of_the_document() {
    for (document, rows) in [
        ("1.10", "1.10"),
        ("\"a\"", "a"),
        (" null ", "null"),
        ("{}", "{}0…"),
        ("[]", "[]0…"),
        (r#"{"a":[1,{"b":null}],"c":{},"a":"d"}"#, "+{}3 +a:[]2 0:1 +1:{}1 b:null . . c:{}0… a:d ."),
        (r#"[[],[true],"\ud83d\u202e\/"]"#, "+[]3 0:[]0… +1:[]1 0:true . 2:\u{fffd}\\u202e/ ."),
        (r#"{"":{"":1}}"#, "+{}1 +:{}1 :1 . ."),
    ] {
        let tree = tree(document);
        assert_eq!(written(&tree), rows, "{document}");
        assert_eq!((tree.is_cut, tree.found), (false, None), "{document}");
    }
}

#[test]
fn other_text_has_no_tree() {
    for document in ["", " ", "{", "[1", "{\"a\"}", "<html>", "1 2", "[1,]", "]", "\u{0}"] {
        assert_eq!(json_tree(document.as_bytes(), None), None, "{document}");
        assert_eq!(json_tree(document.as_bytes(), Some("a")), None, "{document}");
    }
}

#[test]
fn a_large_tree_is_open_at_its_first_two_levels() {
    let items = vec![r#"{"a":{"b":1}}"#; 30].join(",");
    let large = written(&tree(&format!(r#"{{"value":[{items}]}}"#)));
    assert!(large.starts_with("+{}1 +value:[]30 -0:{}1 -a:{}1 b:1 . . -1:{}1"), "{large}");
    let small = written(&tree(r#"{"value":[{"a":{"b":1}}]}"#));
    assert_eq!(small, "+{}1 +value:[]1 +0:{}1 +a:{}1 b:1 . . . .");
}

#[test]
fn many_entries_are_cut_and_all_of_them_are_counted() {
    let document = format!("[{}0]", "0,".repeat(99_999));
    let tree = tree(&document);
    assert!(tree.is_cut && values(&tree) == MOST_VALUES, "{}", values(&tree));
    assert!(matches!(tree.rows.first(), Some(JsonRow::Branch { entries: 100_000, .. })));
    assert_eq!(tree.rows.last(), Some(&JsonRow::End));
}

#[test]
fn branches_after_the_bound_are_left_out_as_a_whole() {
    let document = format!("{{\"list\":[{}[1]],\"last\":[2]}}", "[1],".repeat(5_000));
    let tree = tree(&document);
    assert_eq!(values(&tree), MOST_VALUES);
    let ends = tree.rows.iter().filter(|row| **row == JsonRow::End).count();
    let branches = tree.rows.iter().filter(|row| matches!(row, JsonRow::Branch { .. })).count();
    assert_eq!(ends, branches);
    assert!(!written(&tree).contains("last"));
}

#[test]
fn a_deep_document_is_folded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let document = [open.repeat(10_000), "1".to_owned(), close.repeat(10_000)].concat();
        let tree = tree(&document);
        assert!(tree.is_cut);
        assert_eq!(values(&tree), DEEPEST + 1);
        assert!(matches!(tree.rows.get(DEEPEST), Some(JsonRow::Folded { entries: 1, .. })));
        let searched = found(&document, "1");
        assert_eq!((searched.found, values(&searched)), (Some(1), DEEPEST + 1));
    }
}

#[test]
fn long_texts_are_cut_at_a_character() {
    let document = format!("{{\"{0}\":\"{0}\"}}", "ü".repeat(LONGEST_TEXT));
    let tree = tree(&document);
    assert!(tree.is_cut);
    let texts: Vec<_> = written(&tree).split(['ü', ' ']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    assert_eq!(texts, ["+{}1", "…:", "…", "."]);
    let document = format!("[{}]", vec![format!("\"{}\"", "a".repeat(LONGEST_TEXT)); 1_000].join(","));
    let bytes: usize = json_tree(document.as_bytes(), None).map(|tree| written(&tree).len()).unwrap();
    assert!(bytes < 2 * MOST_TEXT, "{bytes}");
}

#[test]
fn a_search_marks_names_and_values_and_opens_their_branches() {
    let document =
        r#"{"city":"Bern","list":[{"name":"A"},{"name":"bernhard"}],"other":{"x":1},"bernina":{"y":{"z":2}}}"#;
    let tree = found(document, "BERN");
    assert_eq!(tree.found, Some(3));
    let rows = "+{}4 city:!Bern +list:[]2 -0:{}1 name:A . +1:{}1 name:!bernhard . . -other:{}1 x:1 . -!bernina:{}1 -y:{}1 z:2 . . .";
    assert_eq!(written(&tree), rows);
    assert_eq!(found(document, "2").found, Some(1));
    assert_eq!(found(document, "zurich").found, Some(0));
    assert_eq!(json_tree(document.as_bytes(), Some("")).unwrap().found, None, "no search");
}

#[test]
fn a_search_finds_an_entry_behind_the_bound() {
    let people: Vec<_> = (0..30_000).map(|number| format!("{{\"id\":\"n{number}x\"}}")).collect();
    let tree = found(&format!("{{\"value\":[{}],\"empty\":[1]}}", people.join(",")), "n29999x");
    assert_eq!((tree.found, tree.is_cut), (Some(1), true));
    assert_eq!(written(&tree), "+{}2 +value:[]30000 +29999:{}1 id:!n29999x . . .");
}

#[test]
fn a_name_that_matches_keeps_its_whole_branch_in_a_large_tree() {
    let filler = format!("[{}0]", "0,".repeat(MOST_VALUES));
    let tree = found(&format!(r#"{{"filler":{filler},"address":{{"a":{{"b":[1]}}}}}}"#), "address");
    assert_eq!(written(&tree), "+{}2 -!address:{}1 -a:{}1 -b:[]1 0:1 . . . .");
}
