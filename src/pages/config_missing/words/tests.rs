//! Tests that the words of every finding form sentences.

use super::{FindingWords, variables, words};
use crate::server::{
    config::{
        Finding, Variable,
        finding::{FileProblem, IdentityProblem, Missing, PathProblem, Problem, SessionStoreProblem, ValueProblem},
    },
    entra::AuthorityError,
    oidc::{AssertionFileError, CertificateError},
    secret_file::SecretFileError,
};

fn assert_sentences(words: &FindingWords) {
    let FindingWords { problem, advice, .. } = words;
    assert!(!problem.ends_with('.') && problem.starts_with(char::is_lowercase), "{words:?}");
    let is_advice = advice.starts_with(char::is_uppercase) && advice.ends_with('.');
    assert!(is_advice, "{words:?}");
}

#[test]
fn the_advice_of_each_variable_is_a_sentence() {
    for variable in Variable::ALL {
        let words = words(&Finding::Variable(variable, Missing::Always.into()));
        assert_sentences(&words);
        assert_eq!(words.sentence(), format!("{} is not set.", variable.name()));
        assert_eq!(words.advice, variables::advice(variable));
    }
}

#[test]
fn each_problem_completes_a_sentence() {
    let problems: [Problem; 8] = [
        Missing::Beside(Variable::Scope).into(),
        ValueProblem::NotKeyword { keywords: &["on", "off"], value: None }.into(),
        PathProblem::SameAs(Variable::FrontChannelPath).into(),
        SessionStoreProblem::UserWithoutPassword.into(),
        SessionStoreProblem::PasswordInClear.into(),
        AuthorityError::UnknownHost.into(),
        AuthorityError::VersionOne.into(),
        Problem::DevTenantNotLoopback,
    ];
    for problem in problems {
        assert_sentences(&words(&Finding::Variable(Variable::Authority, problem)));
    }
    for problem in [
        CertificateError::CertificateFile(SecretFileError::TooLong),
        CertificateError::KeyFile(SecretFileError::OpenToOthers { mode: 0o644 }),
        CertificateError::Pem,
        CertificateError::KeyPem,
        CertificateError::NoCertificate,
        CertificateError::InvalidCertificate,
        CertificateError::NoKey,
        CertificateError::EncryptedKey,
        CertificateError::NotRsa,
        CertificateError::TooShort,
        CertificateError::InvalidKey,
        CertificateError::KeyMismatch,
        CertificateError::Expired { at: 0 },
        CertificateError::NotYetValid { from: 0 },
    ] {
        assert_sentences(&words(&Finding::Variable(Variable::ClientCertificateFile, problem.into())));
    }
    for problem in [AssertionFileError::NotToken.into(), Problem::NoAzureTokenFile, Problem::OtherAzureClient] {
        assert_sentences(&words(&Finding::Variable(Variable::ClientAssertionFile, problem)));
    }
    for problem in [
        IdentityProblem::NotClientId,
        IdentityProblem::IsApplication,
        IdentityProblem::NotLocal("IDENTITY_ENDPOINT"),
        IdentityProblem::InvalidHeader,
        IdentityProblem::OtherService,
    ] {
        assert_sentences(&words(&Finding::Variable(Variable::ManagedIdentityClientId, problem.into())));
    }
    for problem in [FileProblem::Utf16, FileProblem::OfAnotherProgram { names: Vec::new(), hidden: 2 }] {
        assert_sentences(&words(&Finding::File(problem)));
    }
}
