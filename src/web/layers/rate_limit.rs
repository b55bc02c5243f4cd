//! No more than so many requests a minute from one client: 429 (RFC 6585 §4) beyond that.
//!
//! What is remembered has a fixed size, however many clients there are: each is counted in one of so many slots, picked
//! by a hash that nobody outside can predict. Two clients in one slot share its limit, which is therefore a generous one.

use std::{
    hash::{BuildHasher as _, RandomState},
    net::IpAddr,
    num::NonZeroU32,
    sync::Arc,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    nanos::Nanos,
    state::{InMemoryState, NotKeyed, StateStore},
};
use ipnet::IpNet;

use crate::{
    error::AppError,
    web::{client_address::client_address, failure},
};

/// 64 KiB for each limit.
const SLOTS: usize = 8 * 1024;

/// A limit of requests a minute for each client.
#[derive(Clone)]
pub struct RateLimit {
    limiter: Option<Arc<RateLimiter<usize, Slots, DefaultClock>>>,
    hash: RandomState,
    trusted_proxies: Arc<[IpNet]>,
}

impl RateLimit {
    /// Makes a limit; none lets everything pass.
    pub fn new(per_minute: Option<NonZeroU32>, trusted_proxies: Arc<[IpNet]>) -> Self {
        let limiter = per_minute.map(|number| {
            Arc::new(RateLimiter::new(Quota::per_minute(number), Slots::default(), DefaultClock::default()))
        });
        Self { limiter, hash: RandomState::new(), trusted_proxies }
    }

    /// Counts a request. Refuses it with the seconds after which the next one is let through.
    fn count(&self, client: Option<IpAddr>) -> Result<(), u32> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        let [a, b, ..] = self.hash.hash_one(client.map(network_of)).to_ne_bytes();
        limiter.check_key(&(usize::from(u16::from_ne_bytes([a, b])) % SLOTS)).map_err(|refused| {
            let wait = refused.wait_time_from(DefaultClock::default().now());
            u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
        })
    }
}

/// A client of IPv6 has a whole network of addresses, usually a /64.
fn network_of(client: IpAddr) -> [u8; 8] {
    match client {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            [0, 0, 0, 0, a, b, c, d]
        }
        IpAddr::V6(address) => address.octets().first_chunk().copied().unwrap_or_default(),
    }
}

/// The states of a limiter.
struct Slots(Box<[InMemoryState]>);

impl Default for Slots {
    fn default() -> Self {
        Self((0..SLOTS).map(|_| InMemoryState::default()).collect())
    }
}

impl StateStore for Slots {
    type Key = usize;

    fn measure_and_replace<T, F, E>(&self, slot: &usize, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        match self.0.get(*slot) {
            Some(state) => state.measure_and_replace(&NotKeyed::NonKey, decide),
            None => decide(None).map(|(decision, _)| decision),
        }
    }
}

/// Refuses a request of a client that has made too many.
pub async fn limit_rate(State(limit): State<RateLimit>, request: Request, next: Next) -> Response {
    match limit.count(client_address(&request, &limit.trusted_proxies)) {
        Ok(()) => next.run(request).await,
        Err(retry_after) => {
            // No address: it would be personal data.
            tracing::warn!(event = "excess_rate_limit_exceeded", "a client made too many requests");
            failure::response(request.headers(), AppError::TooManyRequests { retry_after })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, NonZeroU32, RateLimit, network_of};

    fn limit(per_minute: u32) -> RateLimit {
        RateLimit::new(NonZeroU32::new(per_minute), Arc::from([]))
    }

    fn count(limit: &RateLimit, client: &str) -> Result<(), u32> {
        limit.count(client.parse().ok())
    }

    #[test]
    fn a_client_beyond_its_limit_is_refused_and_told_when_to_come_back() {
        let limit = limit(2);
        assert_eq!([(); 2].map(|()| count(&limit, "192.0.2.1")), [Ok(()), Ok(())]);
        let seconds = count(&limit, "192.0.2.1").unwrap_err();
        assert!((1..=31).contains(&seconds), "{seconds}");
    }

    #[test]
    fn other_clients_are_not_affected() {
        let limit = limit(1);
        count(&limit, "192.0.2.1").unwrap();
        // Two of them may share a slot by chance, but not many.
        let affected = (2..=200).filter(|last| count(&limit, &format!("192.0.2.{last}")).is_err()).count();
        assert!(affected < 10, "{affected}");
    }

    #[test]
    fn an_ipv6_client_is_its_network() {
        assert_eq!(network_of("2001:db8:1:2::1".parse().unwrap()), network_of("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_ne!(network_of("2001:db8:1:2::1".parse().unwrap()), network_of("2001:db8:1:3::1".parse().unwrap()));
        assert_ne!(network_of("192.0.2.1".parse().unwrap()), network_of("192.0.2.2".parse().unwrap()));
    }

    #[test]
    fn zero_switches_a_limit_off() {
        let limit = limit(0);
        assert!((0..10_000).all(|_| count(&limit, "192.0.2.1").is_ok()));
    }
}
