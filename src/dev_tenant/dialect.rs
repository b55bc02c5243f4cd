//! The numbers of errors: `AADSTS…` at Entra ID, `AADB2C…` at Azure AD B2C.

/// Whose errors are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Entra,
    B2c,
}

/// What Azure AD B2C says in the place of Entra ID's number.
const IN_B2C: [(u32, u32); 13] = [
    (50011, 90006),
    (54005, 90080),
    (70000, 90080),
    (70008, 90080),
    (700_082, 90080),
    (50173, 90129),
    (500_112, 90088),
    (501_481, 90183),
    (9_002_325, 99059),
    (700_016, 90068),
    (700_038, 90068),
    (7_000_215, 90081),
    (7_000_218, 90079),
];
/// Numbers that are Azure AD B2C's own.
const OF_B2C: [u32; 6] = [90077, 90088, 90091, 90117, 90118, 90146];

impl Dialect {
    /// Returns the code that stands for a number.
    pub fn code(self, aadsts: u32) -> String {
        let in_b2c = IN_B2C.iter().find(|(entra, _)| *entra == aadsts).map(|(_, own)| *own);
        match (self, in_b2c.or_else(|| OF_B2C.contains(&aadsts).then_some(aadsts))) {
            (Self::B2c, Some(own)) => format!("AADB2C{own}"),
            // Azure AD B2C lets some of Entra ID's through.
            _ => format!("AADSTS{aadsts}"),
        }
    }
}
