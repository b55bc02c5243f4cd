//! The addresses that start a sign-in.

use crate::{error::AppError, paths};

/// Returns the address that starts a sign-in and leads back to `return_to`, a path of this app.
pub fn sign_in_address(return_to: &str) -> String {
    address("?return_to=", return_to)
}

/// Returns the address of a sign-in in which the user chooses the account.
pub fn sign_in_with_another_account_address(return_to: &str) -> String {
    address("?account=another&return_to=", return_to)
}

/// Returns the address of a sign-in that starts although the sign-ins before it formed a loop.
pub fn sign_in_afresh_address(return_to: &str) -> String {
    address("?afresh=yes&return_to=", return_to)
}

/// Returns the address of the next step after an error that asks for one: the step-up at the provider, or a sign-in.
pub fn next_step_address(error: &AppError, return_to: &str) -> String {
    let AppError::StepUp { reference: Some(reference) } = error else { return sign_in_address(return_to) };
    let mut address = sign_in_address(return_to);
    address.push_str("&step_up=");
    push_encoded(&mut address, reference);
    address
}

fn address(query: &str, return_to: &str) -> String {
    let mut address = paths::to(paths::SIGN_IN);
    address.push_str(query);
    push_encoded(&mut address, return_to);
    address
}

/// Appends the value of a query parameter (RFC 3986 §3.4): all but unreserved characters and slashes is percent-encoded.
fn push_encoded(address: &mut String, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            address.push(char::from(DIGITS[usize::from(byte >> 4)]));
            address.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sign_in_address;

    #[test]
    fn a_return_address_is_one_value_of_the_query() {
        assert_eq!(
            sign_in_address("/a?b=c&account=another#d+e"),
            "/sign-in?return_to=/a%3Fb%3Dc%26account%3Danother%23d%2Be"
        );
    }
}
