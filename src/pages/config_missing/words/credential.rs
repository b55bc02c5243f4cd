//! The words for the client credential: the secret, the certificate and its key, the file with an assertion.

use super::problem_words::{ProblemWords, reason};
use crate::server::{
    clock,
    config::finding::SecretProblem,
    oidc::{AssertionFileError, CertificateError},
    secret_file::SecretFileError,
};

const NEW_CERTIFICATE: &str = "Create a certificate with: openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj \"/CN=<name>\" \
     -keyout key.pem -out cert.pem. Then upload cert.pem in the app registration, under Certificates & secrets, and \
     write certificate and key to the configured file: (umask 077; cat cert.pem key.pem > <file>). With CLIENT_CERTIFICATE_KEY_FILE, \
     write each to its file.";
const TO_PEM: &str = "If the file is a .pfx, convert it: openssl pkcs12 -in <file>.pfx -nodes -out <file>.pem. If it is in DER, use: openssl x509 \
     -inform der -in <file> -out <file>.pem.";

/// Returns the words for a client secret.
pub fn of_secret(problem: SecretProblem) -> ProblemWords {
    match problem {
        SecretProblem::File(error) => of_file(error),
        SecretProblem::FileEmpty => ProblemWords::problem("is the path of a file that is empty"),
        SecretProblem::Id => ProblemWords::with_advice(
            "is a GUID, so it is the ID of a secret and not its value",
            "Under Certificates & secrets, copy the Value column. It is shown only once: create a new secret if you do not \
             have it.",
        ),
    }
}

/// Returns the words for a client certificate or its key.
pub fn of_certificate(error: CertificateError) -> ProblemWords {
    match error {
        CertificateError::CertificateFile(error) | CertificateError::KeyFile(error) => of_file(error),
        CertificateError::Pem | CertificateError::KeyPem => ProblemWords::with_advice(
            "is the path of a file whose PEM is damaged",
            "Copy the file again. Each section ends with a line -----END …-----.",
        ),
        CertificateError::NoCertificate => {
            ProblemWords::with_advice("is the path of a file without a certificate in PEM", TO_PEM)
        }
        CertificateError::InvalidCertificate => {
            ProblemWords::with_advice("is the path of a file with an invalid certificate", NEW_CERTIFICATE)
        }
        CertificateError::NoKey => ProblemWords::with_advice(
            "is the path of a file without a private key in PEM",
            "Set CLIENT_CERTIFICATE_KEY_FILE to the file with the key, or append the key: chmod 600 cert.pem && cat key.pem \
             >> cert.pem.",
        ),
        CertificateError::EncryptedKey => ProblemWords::with_advice(
            "is the path of a file with an encrypted private key",
            "Decrypt the key: (umask 077; openssl pkey -in <encrypted>.pem -out key.pem). Then set CLIENT_CERTIFICATE_KEY_FILE to key.pem.",
        ),
        CertificateError::NotRsa => {
            ProblemWords::with_advice("is the path of a file with a key that is not an RSA key", NEW_CERTIFICATE)
        }
        CertificateError::TooShort => {
            ProblemWords::with_advice("is the path of a file with an RSA key of fewer than 2048 bits", NEW_CERTIFICATE)
        }
        CertificateError::InvalidKey => ProblemWords::with_advice(
            "is the path of a file with an invalid private key",
            "Check the key with: openssl pkey -in <file> -check -noout.",
        ),
        CertificateError::KeyMismatch => ProblemWords::with_advice(
            "is the path of a file with a key that belongs to another certificate",
            "Compare the public keys: openssl x509 -in <certificate> -pubkey -noout and openssl pkey -in <key> -pubout print \
             the same text if they belong together.",
        ),
        CertificateError::Expired { at } => ProblemWords::with_advice(
            format!("is the path of a certificate that expired at {}", clock::rfc3339(at)),
            NEW_CERTIFICATE,
        ),
        CertificateError::NotYetValid { from } => ProblemWords::with_advice(
            format!("is the path of a certificate that is not valid before {}", clock::rfc3339(from)),
            "Check the clock of this machine with: date -u. If it is right, keep the earlier certificate in the file as well \
             until then.",
        ),
    }
}

/// Returns the words for a file with an assertion.
pub fn of_assertion_file(error: AssertionFileError) -> ProblemWords {
    match error {
        AssertionFileError::File(error) => of_file(error),
        AssertionFileError::NotToken => ProblemWords::with_advice(
            "is the path of a file that does not contain a signed token",
            "The file contains one JSON Web Token and nothing else: three parts, separated by dots. On Kubernetes, mount a \
             projected serviceAccountToken with the audience api://AzureADTokenExchange.",
        ),
    }
}

/// Returns the words for `azure` outside of Azure Kubernetes Service.
pub fn no_azure_token_file() -> ProblemWords {
    ProblemWords::with_advice(
        "is azure, but AZURE_FEDERATED_TOKEN_FILE is not set",
        "Azure Kubernetes Service sets it in pods with the label azure.workload.identity/use: \"true\" and a service account with \
         the annotation azure.workload.identity/client-id. Elsewhere write the path of the token.",
    )
}

/// Returns the words for a service account of another application.
pub fn other_azure_client() -> ProblemWords {
    ProblemWords::with_advice(
        "is not the application of the service account, which is in AZURE_CLIENT_ID",
        "Correct CLIENT_ID, or the annotation azure.workload.identity/client-id of the service account.",
    )
}

fn of_file(error: SecretFileError) -> ProblemWords {
    match error {
        SecretFileError::Read(kind) => {
            ProblemWords::problem(format!("is the path of a file that cannot be read: {}", reason(kind)))
        }
        SecretFileError::NoFile => ProblemWords::with_advice(
            "is the path of a folder or a device, not of a file",
            "Write the path of the file, including its name. Check it with: ls -lL <path>.",
        ),
        SecretFileError::OpenToOthers { mode } => ProblemWords::with_advice(
            format!("is the path of a file that other users may read or change (its mode is {mode:04o})"),
            "Use: chmod 600 <path>. On Kubernetes, mount the secret with defaultMode: 0440 and set fsGroup.",
        ),
        SecretFileError::TooLong => ProblemWords::problem("is the path of a file of 64 KiB or more"),
    }
}
