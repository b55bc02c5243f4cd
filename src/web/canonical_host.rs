//! One name for an app on this machine: a browser that reached it as 127.0.0.1 is led to localhost, or the other way round.
//!
//! Cookies belong to a name. A sign-in that is begun under one and comes back under the other finds none. Where the app
//! lives is a setting; what the request says only decides whether to go there.

use axum::{
    http::{HeaderMap, Uri, header, uri::Authority},
    response::Redirect,
};

use crate::server::Services;

/// Returns the way to the same page under the app's own name, when the request came by another name of this machine.
pub fn redirect(services: &Services, headers: &HeaderMap, uri: &Uri) -> Option<Redirect> {
    // Elsewhere a proxy may call this app by a name of its own.
    let own = services.auth.relying_party.host_on_this_machine()?;
    let asked: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
    // Another port may be another program, or one that does not run.
    let port = asked.port_u16();
    let has_same_port = port.is_some() && own.parse::<Authority>().is_ok_and(|own| own.port_u16() == port);
    let is_this_machine = has_same_port && ["127.0.0.1", "localhost", "[::1]"].contains(&asked.host());
    if asked.as_str().eq_ignore_ascii_case(&own) || !is_this_machine {
        return None;
    }
    let mut address = services.auth.relying_party.own_address(uri.path());
    address.set_query(uri.query());
    Some(Redirect::to(address.as_str()))
}
