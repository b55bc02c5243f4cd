//! The two dialects of errors: `AADSTS…` of Entra ID and `AADB2C…` of Azure AD B2C.

use std::collections::BTreeSet;

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::settings::Flavour;

/// The dialect in which an error is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Entra,
    B2c,
}

/// The numbers that Azure AD B2C uses for errors of Entra ID.
const IN_B2C: [(Aadsts, u32); 13] = [
    (Aadsts::REDIRECT_URI_NOT_REGISTERED, 90006),
    (Aadsts::CODE_REDEEMED, 90080),
    (Aadsts::INVALID_GRANT, 90080),
    (Aadsts::CODE_EXPIRED, 90080),
    (Aadsts::REFRESH_TOKEN_EXPIRED, 90080),
    (Aadsts::GRANT_REVOKED, 90129),
    (Aadsts::REDIRECT_URI_DIFFERS, 90088),
    (Aadsts::VERIFIER_MISMATCH, 90183),
    (Aadsts::PKCE_REQUIRED, 99059),
    (Aadsts::UNKNOWN_APPLICATION, 90068),
    (Aadsts::NO_APPLICATION, 90068),
    (Aadsts::WRONG_SECRET, 90081),
    (Aadsts::MISSING_SECRET, 90079),
];
/// The errors that only Azure AD B2C has.
const ONLY_B2C: [Aadsts; 6] = [
    Aadsts::B2C_NO_SESSION,
    Aadsts::B2C_OTHER_POLICY,
    Aadsts::B2C_CANCELLED,
    Aadsts::B2C_UNKNOWN_SCOPE,
    Aadsts::B2C_PASSWORD_FORGOTTEN,
    Aadsts::B2C_SEVERAL_RESOURCES,
];

impl Dialect {
    pub fn of(flavour: Flavour) -> Self {
        if flavour.is_b2c() { Self::B2c } else { Self::Entra }
    }

    /// Returns the code of an error in this dialect. Azure AD B2C sends some of Entra ID's codes unchanged.
    pub fn code(self, number: Aadsts) -> String {
        match self {
            Self::B2c => in_b2c(number).map(|own| format!("AADB2C{own}")),
            Self::Entra => None,
        }
        .unwrap_or_else(|| format!("AADSTS{}", number.number()))
    }
}

fn in_b2c(number: Aadsts) -> Option<u32> {
    let translated = IN_B2C.iter().find(|(entra, _)| *entra == number).map(|(_, own)| *own);
    translated.or_else(|| ONLY_B2C.contains(&number).then_some(number.number()))
}

/// Returns the codes of all errors that the dev tenant sends without an armed fault, such as `AADSTS50011`.
pub fn error_codes() -> BTreeSet<String> {
    let (only_b2c, of_entra): (Vec<Aadsts>, Vec<Aadsts>) =
        Aadsts::ALL.iter().copied().partition(|number| ONLY_B2C.contains(number));
    let translated = IN_B2C.iter().map(|(entra, _)| *entra).chain(only_b2c).map(|number| Dialect::B2c.code(number));
    of_entra.into_iter().map(|number| Dialect::Entra.code(number)).chain(translated).collect()
}
