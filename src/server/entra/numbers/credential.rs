//! The explanations of Entra ID error numbers about certificates, client assertions and federated credentials.

const OTHER_CERTIFICATE: &str = "The registration does not have the certificate of CLIENT_CERTIFICATE_FILE. Upload it under \"Certificates & secrets\"; the log of this app names its thumbprint as the portal shows it.";
const REVOKED: &str = "The certificate is revoked: create a new one, upload it, and replace the file.";
const MALFORMED: &str =
    "The client assertion is malformed. If another system writes it, check the file of CLIENT_ASSERTION_FILE.";

/// Each number with its sentence.
pub const ROWS: &[(&str, &str)] = &[
    ("700027", OTHER_CERTIFICATE),
    (
        "700024",
        "The client assertion is not valid now: the clock of this machine is wrong, or the file of CLIENT_ASSERTION_FILE is no longer renewed.",
    ),
    (
        "700030",
        "The registration does not trust the subject name and the issuer of the certificate: both must be registered.",
    ),
    ("50027", MALFORMED),
    ("50048", MALFORMED),
    ("1000502", "The certificate has expired or is not valid yet: upload a current one, and replace the file."),
    ("7000214", REVOKED),
    ("7000277", REVOKED),
    (
        "7000274",
        "The signature of the client assertion is wrong: the key does not belong to the registered certificate.",
    ),
    (
        "70021",
        "The registration has no federated credential for this token. A new one takes some minutes to become active.",
    ),
    (
        "700211",
        "No federated credential has the issuer of the token in CLIENT_ASSERTION_FILE, or of the managed identity. A trailing slash counts.",
    ),
    (
        "700212",
        "The audience of the token differs from that of the federated credential, which is usually api://AzureADTokenExchange.",
    ),
    (
        "700213",
        "No federated credential has the subject of the token: compare it character by character. For a managed identity it is the object (principal) ID, not the client ID.",
    ),
    ("7002137", "The token of a managed identity has its subject in another form than the federated credential."),
    (
        "7002138",
        "The federated credential and the token differ only in upper and lower case. Write both in the same way.",
    ),
];
