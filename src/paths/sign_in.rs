//! The paths that start a sign-in, with their parameters. [`to`](super::to) makes a link of them.

use super::names::SIGN_IN;

/// Starts a sign-in that leads back to `return_to`, a path of this app.
pub fn sign_in(return_to: &str) -> String {
    path("?return_to=", return_to)
}

/// Starts a sign-in in which the user chooses the account.
pub fn sign_in_with_another_account(return_to: &str) -> String {
    path("?account=another&return_to=", return_to)
}

/// Starts a sign-in although the sign-ins before it formed a loop.
pub fn sign_in_after_loop(return_to: &str) -> String {
    path("?afresh=yes&return_to=", return_to)
}

/// Starts a sign-in with these parameters, which are passed on to the provider.
pub fn sign_in_with_hints<'a>(
    return_to: &str,
    parameters: impl IntoIterator<Item = (&'static str, &'a str)>,
) -> String {
    let mut path = sign_in(return_to);
    for (name, value) in parameters {
        path.extend(["&", name, "="]);
        push_encoded(&mut path, value);
    }
    path
}

/// Starts a step-up at the provider. The server stores the request of the step-up under the reference.
pub fn step_up(return_to: &str, reference: &str) -> String {
    let mut path = sign_in(return_to);
    path.push_str("&step_up=");
    push_encoded(&mut path, reference);
    path
}

fn path(query: &str, return_to: &str) -> String {
    let mut path = [SIGN_IN, query].concat();
    push_encoded(&mut path, return_to);
    path
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
    use super::{sign_in, sign_in_with_hints, step_up};

    #[test]
    fn return_to_is_encoded_as_one_query_value() {
        assert_eq!(sign_in("/a?b=c&account=another#d+e"), "/sign-in?return_to=/a%3Fb%3Dc%26account%3Danother%23d%2Be");
        let hints = [("prompt", "login"), ("login_hint", "a+b@c.example&x=é")];
        let encoded = "/sign-in?return_to=/&prompt=login&login_hint=a%2Bb%40c.example%26x%3D%C3%A9";
        assert_eq!(sign_in_with_hints("/", hints), encoded);
        assert_eq!(step_up("/a&b", "r-1_"), "/sign-in?return_to=/a%26b&step_up=r-1_");
    }
}
