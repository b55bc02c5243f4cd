//! This app reads `.env` as python-dotenv does, and reports invalid files.

mod python;

use super::{build, last_of, words_of};
use crate::server::{
    config::{Config, DotEnv, LoadedSettings, Settings},
    oidc::ClientCredential,
};

fn read(text: &str) -> DotEnv {
    DotEnv::read(text.as_bytes(), &|_| None)
}

fn said(file: &DotEnv) -> String {
    let (findings, warnings) = (&file.findings, &file.warnings);
    format!("{findings:?} {warnings:?} {:?} {:?}", words_of(findings), words_of(warnings))
}

/// Lines of `.env`; in each of them python-dotenv and this app must read the same.
const LINES: [&str; 86] = [
    "A=b",
    "A = b",
    "  A=b  ",
    "\tA\t=\tb\t",
    "A=",
    "A= ",
    "A",
    "A=b c",
    "A=b=c",
    "A==",
    "a.b-c=d",
    "É=é",
    "=a",
    "A b=c",
    "A b",
    "1=2",
    "'A'=b",
    "'A b'=c",
    "'A=b",
    "\"A\"=b",
    "''=a",
    "# A=b",
    "  # A=b",
    "#",
    "A=b # c",
    "A=b #",
    "A=b# c",
    "A=b\t#c",
    "A=#b",
    "A= # b",
    "A= #",
    "A=#b #c",
    "A='b' # c",
    "A='b'# c",
    "A=\"b\"#c",
    "A='b' c",
    "A=\"b\" c",
    "A='b'c",
    "A #b",
    "A# =b",
    "export A=b",
    "export\tA=b",
    "export  A=b",
    "export A",
    "export",
    "export=b",
    "export A=b export",
    "exportA=b",
    "export # b",
    "export export A=b",
    "A='b c'",
    "A=\"b c\"",
    "A=''",
    "A=\"\"",
    "A='b\"c'",
    "A=\"b'c\"",
    "A=b'c",
    "A=b\"c\"",
    "A='b",
    "A=\"b",
    "A='",
    "A='b\\'c'",
    "A=\"b\\\"c\"",
    "A=\"b\\",
    "A=\"b\\\\\"",
    "A='b\\\\'",
    "A=\"k\\d~p\"",
    "A='k\\d~p'",
    "A=k\\d~p\\n",
    "A=\"a\\ab\\bf\\fn\\nr\\rt\\tv\\v\\$\\0\\x41\"",
    "A='a\\ab\\bf\\fn\\nr\\rt\\tv\\v\\$\\0'",
    "A=8rT$Kmwz-q3~end",
    "A=\"8rT$Kmwz-q3~end\"",
    "A='8rT$Kmwz-q3~end'",
    "A=$B",
    "A=${B}",
    "A=\"${B}\"",
    "A=x${B:-c d}y",
    "A=${B:-}",
    "A=${B:c}",
    "A=${B",
    "A=${}${SET_BEFORE}$",
    "A=\"${SET_BEFORE:-x}\" # ${B}",
    "SET_BEFORE=b",
    "A=\\${B}",
    "A=\u{a0}b\u{2003}#c",
];

/// Whole files; python-dotenv and this app must read each of them in the same way.
const FILES: [&str; 24] = [
    "",
    "\n\n",
    "\u{feff}A=b\nC=d",
    "A=b\r\nC=d\r\n",
    "A=b\rC=d",
    "A=\"b\nc\"\nD=e",
    "A='b\r\nc' # d\r\nD=e",
    "A='b\nC=d",
    "A=\"b\nC=d\"\nE=f",
    "A='b' c\nD=e",
    "A=\"b\nc\" d\nE=f",
    "A=b\nA=c",
    "A=b\nA=",
    "A=b\nA",
    "A=b\nA=${A}c",
    "A=b\nC=${A}\nA=d",
    "C=${A}\nA=b",
    "A\nC=${A:-d}",
    "A=${SET_BEFORE}\nSET_BEFORE=b\nC=${SET_BEFORE}",
    "A=b\n\n\n  export C='d'\n# e\n\tF=g",
    "A=${B:-\nC=d}",
    "A=\"${B:-\n}c\"",
    "A=b\u{1c}#c\nD=e\u{85}#f",
    "export\nA=b",
];

#[test]
fn every_line_of_the_table_is_read_as_by_python_dotenv() {
    python::assert_same(&LINES.into_iter().chain(FILES).map(str::to_owned).collect::<Vec<_>>());
    // Each line is also read between two other lines, because an error in one line must not change the others.
    python::assert_same(&LINES.map(|line| format!("B=before\n{line}\nZ=after ${{A}}\n")));
}

#[test]
fn random_files_are_read_as_by_python_dotenv() {
    python::assert_same(&python::random_files());
}

#[test]
fn in_single_quotes_nothing_is_expanded_unlike_in_python_dotenv() {
    let text = "A='${SET_BEFORE}'";
    assert_eq!(read(text).value("A").as_deref(), Some("${SET_BEFORE}"));
    assert_eq!(python::value_of_a(text), python::SET_BEFORE);
}

#[test]
fn the_environment_wins_over_the_file_also_in_references() {
    let environment = [("AUTHORITY", "from the environment")];
    let file = DotEnv::read(b"AUTHORITY=a\nSCOPE=${AUTHORITY}/b", &|name| last_of(&environment, name));
    assert_eq!(file.value("SCOPE").as_deref(), Some("from the environment/b"));
}

/// Returns the settings of a file in an empty environment.
fn configured(lines: &str) -> Config {
    let file = format!("CLIENT_ID=app\nREDIRECT_URI=http://localhost:3000/getAToken\nSCOPE=User.Read\n{lines}");
    let loaded = LoadedSettings::from_file(file.as_bytes(), |_| None, &build(true));
    let Settings::Configured(config) = loaded.settings else { panic!("{lines}: {:?}", loaded.settings) };
    *config
}

#[test]
fn a_dollar_sign_and_a_backslash_reach_the_settings() {
    for secret in ["8rT$Kmwz-q3~end", "8rT$Kmwz", "k\\d~p"] {
        let endpoint = "http://127.0.0.1:4000/graph/v1.0/me?$select=displayName,mail";
        let config = configured(&format!(
            "OIDC_AUTHORITY=http://127.0.0.1:4000/op\nCLIENT_SECRET=\"{secret}\"\nENDPOINT=\"{endpoint}\"\n"
        ));
        let ClientCredential::Secret(read) = &config.client_credential else { panic!("no secret") };
        assert_eq!((read.secret().as_str(), config.endpoint.unwrap().as_str()), (secret, endpoint));
    }
    let tenant = "c7e1d0b4-2a35-4f68-8b9d-3c4d5e6f7081";
    let config = configured(&format!(
        "OIDC_AUTHORITY=http://127.0.0.1:4000/${{REALM}}\nREALM={tenant}\nCLIENT_SECRET=a\nREALM=b\n\
         OIDC_AUTHORITY=http://127.0.0.1:4000/${{REALM}}/{tenant}\n"
    ));
    assert_eq!(config.authority.address(), format!("http://127.0.0.1:4000/b/{tenant}"));
}

#[test]
fn a_name_that_is_set_twice_is_a_warning_with_its_lines() {
    let file = read("CLIENT_SECRET=old~\nA=b\n# c\nCLIENT_SECRET=new~");
    assert_eq!(file.value("CLIENT_SECRET").as_deref(), Some("new~"));
    let text = said(&file);
    assert!(file.findings.is_empty() && text.contains("sets CLIENT_SECRET 2 times (lines 1, 4)"), "{text}");
    assert!(!text.contains('~'), "{text}");
}

#[test]
fn an_invalid_line_is_reported_by_number_without_its_text() {
    let file = read("# first\n'a=b'=s3cret\nthis is no entry s3cret\n\ns3cret\nB='never closed s3cret");
    let findings = words_of(&file.findings);
    let numbers: Vec<_> = findings.iter().map(|finding| finding.problem.rsplit(' ').next().unwrap()).collect();
    assert_eq!(numbers, ["2", "3", "6"]);
    assert!(said(&file).contains("a name without a value in line 5") && !said(&file).contains("s3cret"));
}

#[test]
fn another_encoding_is_named() {
    let utf_16: Vec<u8> = "\u{feff}CLIENT_ID=a\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big_endian: Vec<u8> = "\u{feff}CLIENT_ID=a\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, words) in [
        (&utf_16[..], "is encoded as UTF-16"),
        (&big_endian[..], "is encoded as UTF-16"),
        (&utf_16[2..], "as files in UTF-16 do"),
        (b"CLIENT_ID=a\n# M\xfcller", "is not encoded as UTF-8 (line 2)"),
    ] {
        let loaded = LoadedSettings::from_file(bytes, |_| None, &build(true));
        let Settings::Incomplete { findings, .. } = loaded.settings else { panic!("{words}: starts") };
        let findings = words_of(&findings);
        assert!(findings[0].variable == ".env" && findings[0].problem.contains(words), "{findings:?}");
        assert_eq!(findings[0].advice, "Save the file as UTF-8.");
    }
}

#[test]
fn a_missing_file_is_the_same_as_an_empty_one() {
    let missing = DotEnv::load(std::path::Path::new("no/such/.env"), &|_| None);
    assert!(missing.findings.is_empty() && missing.names().next().is_none());
    let folder = DotEnv::load(std::path::Path::new("src"), &|_| None);
    assert!(words_of(&folder.findings)[0].problem.starts_with("cannot be read"), "{folder:?}");
}

proptest::proptest! {
    #[test]
    fn given_any_file_then_the_dot_env_parser_does_not_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), text in "\\PC{0,80}|[A='\"\\\\${}:#\n -]{0,80}") {
        DotEnv::read(&bytes, &|_| None);
        let file = read(&text);
        proptest::prop_assert!(file.names().all(|name| !name.is_empty() && !name.contains(['=', '\0'])));
    }
}
