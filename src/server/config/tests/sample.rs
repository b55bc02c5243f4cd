//! `.env.sample` names every variable in the loader's order, and does not work unchanged.

use std::{cell::RefCell, collections::BTreeSet};

use super::{Settings, TUTORIAL, build, last_of, words_of};
use crate::{pages::config_missing::example, server::config::Variable};

const SAMPLE: &str = include_str!("../../../../.env.sample");

/// Returns each `NAME=value` of the sample, also those that are commented out.
fn entries() -> Vec<(&'static str, &'static str)> {
    SAMPLE
        .lines()
        .filter_map(|line| line.trim_start_matches("# ").split_once('='))
        .filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'))
        .collect()
}

#[test]
fn the_sample_names_every_variable_in_the_order_of_the_loader() {
    let mut names: Vec<_> = entries().into_iter().map(|(name, _)| name).collect();
    names.dedup();
    assert_eq!(names, Variable::ALL.map(Variable::name));
}

#[test]
fn the_loader_reads_every_variable_of_the_sample() {
    let asked = RefCell::new(BTreeSet::new());
    for variables in
        [&TUTORIAL[..], &[("CLIENT_ID", "")], &[("REDIRECT_URI", "http://localhost/a"), ("LEPTOS_WATCH", "ON")]]
    {
        Settings::from_lookup(
            |name| {
                asked.borrow_mut().insert(name.to_owned());
                last_of(variables, name)
            },
            &build(true),
        );
    }
    for variable in Variable::ALL {
        assert!(asked.borrow().contains(variable.name()), "{} is never read", variable.name());
    }
}

#[test]
fn the_sample_does_not_work_unchanged() {
    let as_copied: Vec<_> =
        SAMPLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')).collect();
    let everything = entries();
    for variables in [as_copied, everything] {
        let settings = Settings::from_lookup(|name| last_of(&variables, name), &build(true));
        let Settings::Incomplete { findings, .. } = settings else { panic!("starts with {variables:?}") };
        let findings = words_of(&findings);
        for name in ["CLIENT_ID", "CLIENT_SECRET"] {
            assert!(findings.iter().any(|finding| finding.variable.starts_with(name)), "{findings:?}");
        }
    }
}

#[test]
fn no_example_of_a_finding_works_unchanged() {
    let variables: Vec<_> = Variable::ALL.map(|variable| (variable.name(), example(variable))).to_vec();
    let is_other_credential = |name: &str| {
        matches!(name, "CLIENT_SECRET_FILE" | "CLIENT_ASSERTION_FILE" | "MANAGED_IDENTITY_CLIENT_ID")
            || name.starts_with("CLIENT_CERTIFICATE_")
    };
    let without_file: Vec<_> = variables.iter().copied().filter(|(name, _)| !is_other_credential(name)).collect();
    let settings = Settings::from_lookup(|name| last_of(&without_file, name), &build(true));
    assert!(matches!(settings, Settings::Incomplete { .. }), "{settings:?}");
}
