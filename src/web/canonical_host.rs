//! Redirects between the names of this machine: a browser that opened 127.0.0.1 goes to localhost, or the other way round.
//!
//! Browsers keep cookies by host name, so a sign-in that starts under one name and returns under the other finds no cookie. The
//! target comes from the settings; the `Host` header only decides whether to redirect.

use axum::{
    http::{HeaderMap, Uri, header, uri::Authority},
    response::Redirect,
};

use crate::server::Services;

/// Returns a redirect to the same page under the app's own host name; `None` unless the request used another name of
/// this machine.
pub fn redirect(services: &Services, headers: &HeaderMap, uri: &Uri) -> Option<Redirect> {
    // Only an app on this machine redirects: in front of other hosts, a proxy may send another `Host` than the public
    // one.
    let own = services.auth.relying_party.host_on_this_machine()?;
    let requested: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
    // A `Host` with another port may belong to another program.
    let port = requested.port_u16();
    let has_same_port = port.is_some() && own.parse::<Authority>().is_ok_and(|own| own.port_u16() == port);
    let is_this_machine = has_same_port && ["127.0.0.1", "localhost", "[::1]"].contains(&requested.host());
    if requested.as_str().eq_ignore_ascii_case(&own) || !is_this_machine {
        return None;
    }
    let mut address = services.auth.relying_party.own_address(uri.path());
    address.set_query(uri.query());
    Some(Redirect::to(address.as_str()))
}
