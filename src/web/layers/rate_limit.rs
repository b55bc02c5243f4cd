//! A limit of requests per minute for each client: 429 (RFC 6585 §4) beyond it.
//!
//! The memory has a fixed size, however many clients there are: a keyed hash, which clients cannot predict, picks one of
//! [`SLOTS`] slots. Two clients in one slot share its limit, which is therefore generous. An IPv6 client is a /64. A site with
//! a /48 has 65,536 of these and could fill the slots of others, so the /48 has a limit as well, of [`CLIENTS_OF_SITE`] clients.
//! Its requests beyond that are counted in no slot of a client.

use std::{
    hash::{BuildHasher as _, RandomState},
    net::IpAddr,
    num::NonZeroU32,
    sync::Arc,
};

use axum::{
    extract::{MatchedPath, Request, State},
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
    server::{metrics::Metrics, security_event::SecurityEvent},
    web::{client_address::client_address, failure},
};

/// The number of slots in each limiter, which take 64 KiB of memory.
const SLOTS: usize = 8 * 1024;

/// The limit of an IPv6 site, as a multiple of the limit of a client.
const CLIENTS_OF_SITE: u32 = 16;

type Limiter = RateLimiter<usize, Slots, DefaultClock>;

/// A limit of requests per minute for each client.
#[derive(Clone)]
pub struct RateLimit {
    limiters: Option<Arc<Limiters>>,
    hash: RandomState,
    trusted_proxies: Arc<[IpNet]>,
}

struct Limiters {
    clients: Limiter,
    sites: Limiter,
}

impl RateLimit {
    /// Creates a limit of requests per minute for each client. `None` lets every request pass.
    pub fn new(per_minute: Option<NonZeroU32>, trusted_proxies: Arc<[IpNet]>) -> Self {
        let limiter = |number| RateLimiter::new(Quota::per_minute(number), Slots::default(), DefaultClock::default());
        let limiters = per_minute.map(|number| {
            let of_site = number.saturating_mul(NonZeroU32::MIN.saturating_add(CLIENTS_OF_SITE - 1));
            Arc::new(Limiters { clients: limiter(number), sites: limiter(of_site) })
        });
        Self { limiters, hash: RandomState::new(), trusted_proxies }
    }

    /// Counts a request of a client. Beyond the limit, returns the seconds after which the next request is accepted.
    fn count(&self, client: Option<IpAddr>) -> Result<(), u32> {
        let Some(limiters) = &self.limiters else { return Ok(()) };
        if let Some(site) = client.and_then(site_of) {
            check(&limiters.sites, self.hash.hash_one(site))?;
        }
        check(&limiters.clients, self.hash.hash_one(client.map(network_of)))
    }
}

fn check(limiter: &Limiter, hash: u64) -> Result<(), u32> {
    let [a, b, ..] = hash.to_ne_bytes();
    limiter.check_key(&(usize::from(u16::from_ne_bytes([a, b])) % SLOTS)).map_err(|refused| {
        let wait = refused.wait_time_from(DefaultClock::default().now());
        u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
    })
}

/// Returns the site of an IPv6 client, a /48. `None` for IPv4, where one address is one client.
fn site_of(client: IpAddr) -> Option<[u8; 6]> {
    match client {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => address.octets().first_chunk().copied(),
    }
}

/// Returns the network by which a client is counted: an IPv6 client has many addresses, usually those of a /64.
fn network_of(client: IpAddr) -> [u8; 8] {
    match client {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            [0, 0, 0, 0, a, b, c, d]
        }
        IpAddr::V6(address) => address.octets().first_chunk().copied().unwrap_or_default(),
    }
}

/// The slots of a limiter, each with the state of the clients that are hashed to it.
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

/// Rejects a request if its client has made too many requests in the last minute.
pub async fn limit_rate(State(limit): State<RateLimit>, request: Request, next: Next) -> Response {
    match limit.count(client_address(&request, &limit.trusted_proxies)) {
        Ok(()) => next.run(request).await,
        Err(retry_after) => {
            // The address is not logged, because it is personal data.
            tracing::warn!(
                event = SecurityEvent::RateLimitExceeded.name(),
                "a request was rejected, because the client made too many requests"
            );
            if let Some(metrics) = request.extensions().get::<Metrics>() {
                metrics.rate_limited(request.extensions().get().map(MatchedPath::as_str));
            }
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
    fn a_client_beyond_its_limit_gets_a_retry_time() {
        let limit = limit(2);
        assert_eq!([(); 2].map(|()| count(&limit, "192.0.2.1")), [Ok(()), Ok(())]);
        let seconds = count(&limit, "192.0.2.1").unwrap_err();
        assert!((1..=31).contains(&seconds), "{seconds}");
    }

    #[test]
    fn other_clients_are_not_affected() {
        let limit = limit(1);
        count(&limit, "192.0.2.1").unwrap();
        // Two clients may share a slot by chance, but not many.
        let affected = (2..=200).filter(|last| count(&limit, &format!("192.0.2.{last}")).is_err()).count();
        assert!(affected < 10, "{affected}");
    }

    #[test]
    fn ipv6_clients_are_counted_by_network() {
        assert_eq!(network_of("2001:db8:1:2::1".parse().unwrap()), network_of("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_ne!(network_of("2001:db8:1:2::1".parse().unwrap()), network_of("2001:db8:1:3::1".parse().unwrap()));
        assert_ne!(network_of("192.0.2.1".parse().unwrap()), network_of("192.0.2.2".parse().unwrap()));
    }

    #[test]
    fn a_64_a_site_with_many_networks_does_not_throttle_others() {
        let limit = limit(1);
        let site = |network: u32| count(&limit, &format!("2001:db8:1:{network:x}::1"));
        let accepted = (0..0x1_0000).filter(|network| site(*network).is_ok()).count();
        assert!((1..=17).contains(&accepted), "{accepted}");
        let affected = (0..200).filter(|site| count(&limit, &format!("2001:db9:{site:x}::1")).is_err()).count();
        assert!(affected < 20, "{affected}");
    }

    #[test]
    fn zero_switches_a_limit_off() {
        let limit = limit(0);
        assert!((0..10_000).all(|_| count(&limit, "192.0.2.1").is_ok()));
    }
}
