//! The error numbers that the dev tenant sends, one constant for each.

mod advice;

/// An error number of Entra ID, or one of Azure AD B2C that Entra ID does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aadsts(u32);

impl Aadsts {
    /// Returns the number of an error that a test has armed. It need not be in [`Self::ALL`].
    pub const fn armed(number: u32) -> Self {
        Self(number)
    }

    pub const fn number(self) -> u32 {
        self.0
    }
}

macro_rules! numbers {
    ($($name:ident = $number:literal,)*) => {
        impl Aadsts {
            $(pub const $name: Self = Self($number);)*

            /// All numbers that the dev tenant sends without an armed fault.
            pub const ALL: &'static [Self] = &[$(Self($number)),*];
        }
    };
}

numbers! {
    SEVERAL_ACCOUNTS = 16000,
    SEVERAL_RESOURCES = 28000,
    REDIRECT_URI_NOT_REGISTERED = 50011,
    ASSERTION_REPLAYED = 50012,
    USER_ASSERTION_SIGNATURE = 50013,
    USER_OF_ANOTHER_TENANT = 50020,
    ASSERTION_MALFORMED = 50027,
    UNKNOWN_USER = 50034,
    SUBJECT_NOT_ISSUER = 50048,
    NOT_SIGNED_IN = 50058,
    NO_TENANT = 50059,
    MORE_PROOF_REQUIRED = 50076,
    GRANT_REVOKED = 50173,
    NOT_MULTI_TENANT = 50194,
    CODE_REDEEMED = 54005,
    CONSENT_REQUIRED = 65001,
    DECLINED = 65004,
    INVALID_GRANT = 70000,
    UNSUPPORTED_GRANT_TYPE = 70003,
    CODE_EXPIRED = 70008,
    INVALID_SCOPE = 70011,
    DEVICE_PENDING = 70016,
    DEVICE_DECLINED = 70018,
    DEVICE_CODE_UNKNOWN = 70019,
    DEVICE_CODE_EXPIRED = 70020,
    NO_FEDERATED_CREDENTIAL = 70021,
    UNKNOWN_TENANT = 90002,
    UNSUPPORTED_VALUE = 90023,
    B2C_NO_SESSION = 90077,
    B2C_OTHER_POLICY = 90088,
    B2C_CANCELLED = 90091,
    ADMINISTRATOR_NEEDED = 90094,
    B2C_UNKNOWN_SCOPE = 90117,
    B2C_PASSWORD_FORGOTTEN = 90118,
    B2C_SEVERAL_RESOURCES = 90146,
    ID_TOKEN_AS_USER_ASSERTION = 240_002,
    UNKNOWN_RESOURCE = 500_011,
    REDIRECT_URI_DIFFERS = 500_112,
    USER_ASSERTION_AUDIENCE = 500_131,
    USER_ASSERTION_TIME = 500_133,
    VERIFIER_MISMATCH = 501_481,
    CHALLENGE_SIZE = 501_491,
    UNKNOWN_SCOPE = 650_053,
    OTHER_TENANT = 700_005,
    UNKNOWN_APPLICATION = 700_016,
    ASSERTION_AUDIENCE = 700_023,
    ASSERTION_TIME = 700_024,
    ASSERTION_REJECTED = 700_027,
    NO_APPLICATION = 700_038,
    RESPONSE_TYPE_DISABLED = 700_054,
    REFRESH_TOKEN_EXPIRED = 700_082,
    FEDERATED_ISSUER = 700_211,
    FEDERATED_AUDIENCE = 700_212,
    FEDERATED_SUBJECT = 700_213,
    MISSING_PARAMETER = 900_144,
    WRONG_METHOD = 900_561,
    CERTIFICATE_NOT_VALID = 1_000_502,
    NOT_DEFAULT_SCOPE = 1_002_012,
    NO_USER_IN_ASSERTION = 7_000_114,
    WRONG_SECRET = 7_000_215,
    MISSING_SECRET = 7_000_218,
    FEDERATED_CASE = 7_002_138,
    MALFORMED = 9_002_313,
    PKCE_REQUIRED = 9_002_325,
}
