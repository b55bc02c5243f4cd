//! The sentences about the exact reason why a sign-in failed, for developers and operators.

use crate::server::sign_in_problem::{
    CredentialFileFailure, IdTokenRule, IdentityFailure, IssuerMismatch, IssuerRule, ResponseOf, SignInReason as Reason,
};

/// Returns sentences that say for which exact reason a sign-in failed, such as the status of the token endpoint.
pub fn reason_in_words(reason: &Reason) -> String {
    match reason {
        Reason::Status { from, status } => {
            format!("{} responded with status {status}, but not with an OAuth error.", name(*from))
        }
        Reason::NotUnderstood { from } => {
            format!("{} did not respond with the expected JSON.", name(*from))
        }
        Reason::Member { from, member } => {
            format!("In the response of {}, the member `{member}` is wrong or missing.", lower(name(*from)))
        }
        Reason::TooLarge { from } => format!("The response of {} is larger than this app accepts.", lower(name(*from))),
        Reason::Moved { from, to } => {
            format!("{} moved to {to}. This app does not follow to another origin: change the authority.", name(*from))
        }
        Reason::Endpoint { .. } | Reason::MetadataIssuer { .. } => of_metadata(reason),
        Reason::NoUsableKey => {
            "None of the provider's keys can verify a signature: RS256 needs RSA keys of 2048 bits or more.".to_owned()
        }
        Reason::NoDeviceCode => {
            "The provider's metadata has no `device_authorization_endpoint`: set REDIRECT_URI to sign in by redirect."
                .to_owned()
        }
        Reason::ResponseIssuer { is_missing: true } => {
            "The authorization response names no issuer (`iss`), although the metadata promises one (RFC 9207)."
                .to_owned()
        }
        Reason::ResponseIssuer { is_missing: false } => {
            "The authorization response comes from another issuer (`iss`, RFC 9207).".to_owned()
        }
        Reason::Identity(failure) => identity_failure(*failure),
        Reason::CredentialFile(failure) => credential_file_failure(*failure).to_owned(),
        Reason::IdToken(rule) => id_token_rule(rule),
        Reason::Issuer { rule, authority, issuer } => {
            format!("{} For {authority} an ID token is accepted from {issuer}.", issuer_rule(*rule))
        }
        Reason::TenantNotAllowed { .. } | Reason::Clock { .. } => of_account_or_clock(reason),
    }
}

fn of_metadata(reason: &Reason) -> String {
    match reason {
        Reason::Endpoint { member, is_foreign_host: true } => {
            format!("The metadata document names `{member}` at a host that does not belong to the authority.")
        }
        Reason::Endpoint { member, is_foreign_host: false } => {
            format!("The metadata document names `{member}` at an address that is neither https nor on this machine.")
        }
        Reason::MetadataIssuer { authority, issuer, mismatch } => {
            let why = issuer_mismatch(*mismatch);
            format!(
                "The metadata document of {authority} names the issuer {issuer}, which does not belong to it: {why}."
            )
        }
        _ => String::new(),
    }
}

fn of_account_or_clock(reason: &Reason) -> String {
    match reason {
        Reason::TenantNotAllowed { tenant } if tenant.is_empty() => {
            "ALLOWED_TENANTS is set, but only Microsoft's providers have tenants: leave it empty.".to_owned()
        }
        Reason::TenantNotAllowed { tenant } => {
            format!("The tenant ID of the account is {tenant}. ALLOWED_TENANTS does not list it.")
        }
        Reason::Clock { seconds, is_expired: true } => {
            format!("By the clock of this machine, the ID token expired {seconds} seconds ago.")
        }
        Reason::Clock { seconds, is_expired: false } => {
            format!("By the clock of this machine, the ID token begins to be valid in {seconds} seconds.")
        }
        _ => String::new(),
    }
}

const fn name(from: ResponseOf) -> &'static str {
    match from {
        ResponseOf::Metadata => "The address of the provider's metadata",
        ResponseOf::Keys => "The address of the provider's keys",
        ResponseOf::TokenEndpoint => "The token endpoint",
    }
}

fn lower(name: &str) -> String {
    format!("t{}", name.trim_start_matches('T'))
}

fn identity_failure(failure: IdentityFailure) -> String {
    let endpoint = "The identity endpoint of Azure";
    match failure {
        IdentityFailure::Unreachable => {
            format!("{endpoint} cannot be reached. It exists only in Azure, on a resource with an identity.")
        }
        IdentityFailure::Timeout => format!("{endpoint} did not respond in time."),
        IdentityFailure::Redirected => {
            format!(
                "{endpoint} responded with a redirect, which this app does not follow. Another server may respond in its place."
            )
        }
        IdentityFailure::NotAssigned => {
            "The identity of MANAGED_IDENTITY_CLIENT_ID is not assigned to the resource on which this app runs."
                .to_owned()
        }
        IdentityFailure::NoToken => {
            format!("{endpoint} did not respond with a token. A proxy or another server may respond in its place.")
        }
        IdentityFailure::Status(status) => format!("{endpoint} responded with status {status}."),
    }
}

const fn credential_file_failure(failure: CredentialFileFailure) -> &'static str {
    match failure {
        CredentialFileFailure::AssertionNotRead => {
            "The file of CLIENT_ASSERTION_FILE cannot be read. The log of this app names the cause."
        }
        CredentialFileFailure::AssertionNotToken => {
            "The file of CLIENT_ASSERTION_FILE does not contain a signed token. Check the program that renews it."
        }
        CredentialFileFailure::CertificateExpired => {
            "The certificate in CLIENT_CERTIFICATE_FILE has expired. Add a certificate that the app registration contains."
        }
        CredentialFileFailure::CertificateNotYetValid => {
            "The certificate in CLIENT_CERTIFICATE_FILE is not valid yet. Check the clock of this machine."
        }
    }
}

const fn issuer_mismatch(mismatch: IssuerMismatch) -> &'static str {
    match mismatch {
        IssuerMismatch::NoAddress => "an issuer is an https address without a query",
        IssuerMismatch::VersionOne => "it is an issuer of version 1 of the platform, so append /v2.0 to the authority",
        IssuerMismatch::OtherHost => "the issuers of this authority are at another host or in another cloud",
        IssuerMismatch::OtherTenant => "it is the issuer of another tenant",
        IssuerMismatch::NoTenant => "it does not name a tenant by its ID",
        IssuerMismatch::NoTemplate => "an authority for many tenants has an issuer with a placeholder for the tenant",
        IssuerMismatch::NoPolicy => "an issuer of Azure AD B2C ends with /v2.0/",
        IssuerMismatch::OtherPolicy => "it is the issuer of another policy of Azure AD B2C",
        IssuerMismatch::OtherProvider => {
            "an OpenID provider names its own address, so set OIDC_AUTHORITY to that issuer"
        }
    }
}

const fn issuer_rule(rule: IssuerRule) -> &'static str {
    match rule {
        IssuerRule::OtherIssuer => "The ID token comes from another issuer (`iss`).",
        IssuerRule::Tenant => "The ID token has no tenant (`tid`), or a tenant that does not match its issuer.",
        IssuerRule::PersonalAccount => {
            "The ID token is that of a personal account, and the authority is for work accounts."
        }
        IssuerRule::NoPolicy => "The ID token names no policy of Azure AD B2C (`tfp` or `acr`).",
        IssuerRule::Policy => "The ID token belongs to another policy of Azure AD B2C (`tfp` or `acr`).",
    }
}

fn id_token_rule(rule: &IdTokenRule) -> String {
    let text = match rule {
        IdTokenRule::Algorithm(name) => {
            return format!(
                "The ID token is signed by the algorithm {name}. This app accepts RS256, and from other providers than Microsoft also PS256, ES256 and ES384 if the metadata lists them."
            );
        }
        IdTokenRule::MissingClaim(name) => return format!("The ID token has no claim `{name}`."),
        IdTokenRule::Missing => {
            "The token response has no ID token. Allow the scope `openid` for this client at the provider."
        }
        IdTokenRule::TooLong => "The ID token is longer than this app accepts.",
        IdTokenRule::Malformed => "The ID token is not a signed JWT in its compact form, or a claim has another type.",
        IdTokenRule::OtherType => "The ID token's type (`typ`) is that of another kind of token.",
        IdTokenRule::CriticalHeader => {
            "The ID token's header requires extensions that this app does not support (`crit`)."
        }
        IdTokenRule::Version => "The ID token is not one of version 2.0 of the Microsoft identity platform (`ver`).",
        IdTokenRule::UnknownKey => {
            "No key of the provider has the ID token's key ID. With Entra ID, an app with its own signing key needs CUSTOM_SIGNING_KEY=on."
        }
        IdTokenRule::KeyOfOtherIssuer => "The ID token's key is for the tokens of other issuers.",
        IdTokenRule::KeyOfOtherAlgorithm => {
            "The ID token's key is of another type or curve than its algorithm (`alg`) needs."
        }
        IdTokenRule::AmbiguousKey => "Several keys could have signed the ID token, and it does not name one (`kid`).",
        IdTokenRule::Signature => "The ID token's signature does not verify.",
        IdTokenRule::Audience => "The ID token is for another client (`aud`). Compare CLIENT_ID with the registration.",
        IdTokenRule::OtherAudiences => {
            "The ID token is for other clients, too (`aud`), which this app has no reason to trust."
        }
        IdTokenRule::AuthorizedParty => "The ID token was issued to another client (`azp`).",
        IdTokenRule::Nonce => "The ID token's nonce is not the one of this sign-in.",
        IdTokenRule::UnexpectedNonce => "The ID token has a nonce, although this sign-in sent none.",
        IdTokenRule::AccessTokenHash => "The ID token belongs to another access token (`at_hash`).",
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{IdTokenRule, IssuerMismatch, IssuerRule, Reason, ResponseOf, reason_in_words};

    #[test]
    fn every_reason_is_shown_as_a_sentence() {
        let from = ResponseOf::TokenEndpoint;
        let text = || "https://op.example".to_owned();
        for (reason, part) in [
            (Reason::Status { from, status: 403 }, "The token endpoint responded with status 403"),
            (Reason::Member { from: ResponseOf::Metadata, member: "issuer".into() }, "`issuer` is wrong or missing"),
            (Reason::TooLarge { from }, "The response of the token endpoint is larger"),
            (Reason::Moved { from: ResponseOf::Metadata, to: text() }, "metadata moved to https://op.example"),
            (
                Reason::MetadataIssuer {
                    authority: text(),
                    issuer: "https://a".into(),
                    mismatch: IssuerMismatch::OtherTenant,
                },
                "The metadata document of https://op.example names the issuer https://a",
            ),
            (Reason::IdToken(IdTokenRule::Algorithm("HS256".into())), "the algorithm HS256"),
            (
                Reason::Issuer { rule: IssuerRule::Tenant, authority: text(), issuer: text() },
                "an ID token is accepted from https://op.example",
            ),
            (Reason::TenantNotAllowed { tenant: "the-tenant".into() }, "is the-tenant"),
            (Reason::Clock { seconds: 90, is_expired: false }, "clock of this machine"),
        ] {
            let words = reason_in_words(&reason);
            assert!(words.contains(part), "{words}");
            assert!(
                words.ends_with(['.', '?']) && words.starts_with(char::is_uppercase) && !words.contains("  "),
                "{words}"
            );
        }
    }
}
