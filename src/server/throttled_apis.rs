//! A memory of APIs that have told a user to wait, so that they are not called before that time.
//!
//! It is in memory and each process has its own. A restart forgets it, and the next request learns it again.

use std::time::Duration;

use moka::{policy::EvictionPolicy, sync::Cache};

use super::session::Person;

/// The longest wait that is remembered. A longer wait of an API would block the user for up to a year.
const LONGEST: Duration = Duration::from_mins(15);
/// Upper bound of the remembered waits.
const CAPACITY: u64 = 100_000;

/// A user, and an API by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThrottledApi {
    pub user: Person,
    pub name: &'static str,
}

/// The status with which an API throttles, and the seconds to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttling {
    pub status: u16,
    pub seconds: u32,
}

/// The waits of users for APIs, each with the status and the end in seconds since 1970.
pub struct ThrottledApis(Cache<ThrottledApi, (u16, i64)>);

impl Default for ThrottledApis {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(CAPACITY).time_to_live(LONGEST);
        Self(cache.eviction_policy(EvictionPolicy::lru()).build())
    }
}

impl ThrottledApis {
    /// Returns the throttling of an API for a user. `None` if the API may be called.
    pub fn get(&self, api: &ThrottledApi, now: i64) -> Option<Throttling> {
        let (status, until) = self.0.get(api)?;
        let seconds = u32::try_from(until - now).ok().filter(|seconds| *seconds > 0)?;
        Some(Throttling { status, seconds })
    }

    /// Remembers that an API throttles a user from now on.
    pub fn insert(&self, api: ThrottledApi, throttling: Throttling, now: i64) {
        let longest = i64::try_from(LONGEST.as_secs()).unwrap_or(i64::MAX);
        self.0.insert(api, (throttling.status, now + i64::from(throttling.seconds).min(longest)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Person, ThrottledApi, ThrottledApis, Throttling};

    #[test]
    fn each_user_waits_for_each_api_until_its_time() {
        let (apis, throttling) = (ThrottledApis::default(), Throttling { status: 503, seconds: 20 });
        let of = |user: &str, name| ThrottledApi { user: Person::of_issuer("https://op.example", user), name };
        apis.insert(of("maya", "ORDERS"), throttling, 1000);
        assert_eq!(apis.get(&of("maya", "ORDERS"), 1000), Some(throttling));
        assert_eq!(apis.get(&of("maya", "ORDERS"), 1019), Some(Throttling { seconds: 1, ..throttling }));
        assert_eq!(apis.get(&of("maya", "ORDERS"), 1020), None);
        assert_eq!(apis.get(&of("tom", "ORDERS"), 1000), None);
        assert_eq!(apis.get(&of("maya", "STOCK"), 1000), None);
    }

    #[test]
    fn no_user_waits_longer_than_fifteen_minutes() {
        let apis = ThrottledApis::default();
        let api = ThrottledApi { user: Person::of_issuer("https://op.example", "maya"), name: "ORDERS" };
        apis.insert(api, Throttling { status: 429, seconds: 31_622_400 }, 0);
        assert_eq!(apis.get(&api, 0).map(|throttling| throttling.seconds), Some(900));
    }
}
