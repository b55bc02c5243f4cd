//! The JSON that pages show: the same tokens as received, up to the upper bound of the text.

use proptest::prelude::*;
use serde_json::Value;

use super::{
    LONGEST, PrettyJson, beginning, pretty, pretty_json, readable,
    scan::{Step, Token, next_token},
};

fn shown(body: &[u8]) -> String {
    let PrettyJson { text, is_cut } = pretty_json(body).unwrap();
    assert!(!is_cut);
    text
}

#[test]
fn order_duplicates_and_numbers_stay_as_received() {
    let body = br#"{"zone":"first","area":"second","price":1.10,"tag":"one","tag":"two"}"#;
    let expected = "{\n  \"zone\": \"first\",\n  \"area\": \"second\",\n  \"price\": 1.10,\n  \"tag\": \"one\",\n  \"tag\": \"two\"\n}";
    assert_eq!(shown(body), expected);
    for number in ["0", "-0", "1e999", "1E+2", "123456789012345678901234567890.00", "-0.10e-3", "NaN", "-Infinity"] {
        assert_eq!(shown(number.as_bytes()), number);
    }
}

#[test]
fn containers_are_indented_and_empty_ones_stay_short() {
    let body = b" [ ] ";
    assert_eq!(shown(body), "[]");
    let body = br#"{"a":[],"b":{},"c":[1,[2,{"d":null}]]}"#;
    let expected = "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    [\n      2,\n      {\n        \"d\": null\n      }\n    ]\n  ]\n}";
    assert_eq!(shown(body), expected);
}

#[test]
fn unreadable_characters_become_the_replacement_character() {
    assert_eq!(shown(br#"{"displayName":"Ada \ud83d"}"#), "{\n  \"displayName\": \"Ada \u{fffd}\"\n}");
    for (body, text) in [
        (&b"\"J\xe9r\xf4me\""[..], "\"J\u{fffd}r\u{fffd}me\""),
        (b"\xef\xbb\xbf\"a\"", "\"a\""),
        (br#""\ude00\ud83d""#, "\"\u{fffd}\u{fffd}\""),
        (br#""\ud83d\ud83d\ude00""#, "\"\u{fffd}\u{1f600}\""),
        (br#""\uD83D\uDE00 \u00fc\u0041\/""#, "\"\u{1f600} \u{fc}A/\""),
        (br#""\u0022\u005c\u000a\u202e\\\"\n""#, r#""\u0022\u005c\u000a\u202e\\\"\n""#),
        (br#""\\ud83d""#, r#""\\ud83d""#),
        (b"\"a\tb\nc\x01\"", r#""a\u0009b\u000ac\u0001""#),
        (br#""\x \u12 \ud83""#, r#""\x \u12 \ud83""#),
    ] {
        assert_eq!(shown(body), text);
    }
}

#[test]
fn other_text_is_not_json() {
    for body in [
        "",
        " ",
        "{",
        "[1",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{1:2}",
        "[1 2]",
        "[}",
        "{]",
        "]",
        ",",
        ":",
        "1 2",
        "{}{}",
        "\"a",
        "\"a\\\"",
        "<html>",
        "hello",
        "'a'",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "2026-11-29",
        "[1]x",
        "220 ESMTP",
        "nul",
        "[\"a\":1]",
        "{\"a\",\"b\"}",
        "\u{fffd}",
    ] {
        assert_eq!(pretty_json(body.as_bytes()), None, "{body}");
    }
    assert_eq!(pretty_json("[".repeat(200_000).as_bytes()), None);
}

#[test]
fn deep_and_wide_json_is_cut_and_not_multiplied() {
    let megabyte = 1024 * 1024;
    let deep = "[".repeat(megabyte / 2) + &"]".repeat(megabyte / 2);
    let wide = format!("{}{}0{}", "[".repeat(1000), "0,".repeat(megabyte / 2 - 1001), "]".repeat(1000));
    for body in [deep, wide] {
        let PrettyJson { text, is_cut } = pretty_json(body.as_bytes()).unwrap();
        assert!(is_cut && text.len() <= LONGEST, "{}", text.len());
    }
    let broken = format!("{}{}", "[".repeat(1000), "0,".repeat(megabyte / 2));
    assert_eq!(pretty_json(broken.as_bytes()), None, "the rest is checked as well");
}

#[test]
fn a_cut_is_between_characters() {
    let cut = |longest| pretty("\"\u{e9}\u{1f600}\"", longest).unwrap();
    for (longest, text) in [(0, ""), (1, "\""), (2, "\""), (3, "\"\u{e9}"), (6, "\"\u{e9}"), (7, "\"\u{e9}\u{1f600}")] {
        assert_eq!(cut(longest), PrettyJson { text: text.into(), is_cut: true }, "{longest}");
    }
    assert!(!cut(8).is_cut);
    assert_eq!(beginning("\u{feff}a\u{e9}".as_bytes(), 2), ("a".to_owned(), true));
    assert_eq!(beginning(b"a\xe9", 4), ("a\u{fffd}".to_owned(), false));
}

#[test]
fn readable_text_can_be_parsed() {
    let body = b"\xef\xbb\xbf{\"a\":\"\xff \\ud83d \\ud83d\\ude00 \\\\ud83d\"}";
    let value: Value = serde_json::from_str(&readable(body)).unwrap();
    assert_eq!(value["a"], "\u{fffd} \u{fffd} \u{1f600} \\ud83d");
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

/// Returns the tokens of a JSON text. Strings are compared by their meaning, words as they are spelled.
fn tokens(mut text: &str) -> Vec<String> {
    let mut found = Vec::new();
    while let Step::Token(token, rest) = next_token(text) {
        found.push(match token {
            Token::String(content) => serde_json::from_str(&format!("\"{content}\"")).unwrap(),
            other => format!("{other:?}"),
        });
        text = rest;
    }
    assert_eq!(next_token(text), Step::End);
    found
}

/// Writes all characters beyond ASCII as escapes.
fn all_escaped(json: &str) -> String {
    let escaped = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    };
    json.encode_utf16().map(escaped).collect::<Vec<_>>().concat()
}

proptest! {
    #[test]
    fn valid_json_keeps_its_tokens(value in json()) {
        for text in [value.to_string(), all_escaped(&value.to_string()), serde_json::to_string_pretty(&value).unwrap()] {
            let printed = pretty_json(text.as_bytes()).unwrap();
            prop_assert!(!printed.is_cut);
            prop_assert_eq!(tokens(&printed.text), tokens(&text));
        }
        prop_assert_eq!(&pretty_json(value.to_string().as_bytes()).unwrap().text, &serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn any_input_gives_bounded_output(
        body in prop::collection::vec(prop_oneof![
            any::<u8>().boxed(),
            prop::sample::select(&b"[]{},:\"\\u0dD8fF9-+.eE tn"[..]).boxed(),
        ], 0..200),
        longest in 0_usize..300,
    ) {
        if let Some(printed) = pretty(&readable(&body), longest) {
            prop_assert!(printed.text.len() <= longest);
            let whole = pretty_json(&body).unwrap();
            prop_assert!(whole.text.starts_with(&printed.text));
            prop_assert_eq!(printed.is_cut, whole.text.len() > longest);
        }
        let (start, is_cut) = beginning(&body, longest);
        prop_assert!(start.len() <= longest);
        prop_assert!(is_cut || start == beginning(&body, usize::MAX).0);
    }

    #[test]
    fn json_that_serde_json_accepts_is_accepted(text in r#"[\[\]{},:"\\ 0-9a-f.+eE-]{0,12}|\PC{0,8}"#) {
        if serde_json::from_str::<Value>(&text).is_ok() {
            prop_assert!(pretty_json(text.as_bytes()).is_some());
        }
    }
}
