//! `SESSION_IDLE_MINUTES` and `SESSION_HOURS`: how long a session lasts.

use std::{ops::RangeInclusive, time::Duration};

use super::{
    finding::ValueProblem,
    reader::{Reader, Reported},
    variable::Variable,
    whole_number::whole_number,
};

/// The lifetimes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLifetimes {
    /// `SESSION_IDLE_MINUTES`: an idle session expires after this time (ASVS 7.3.1).
    pub idle: Duration,
    /// `SESSION_HOURS`: the maximum lifetime of a session (ASVS 7.3.2). A session expires earlier if the provider reports
    /// that the refresh token expires earlier.
    pub absolute: Duration,
}

impl SessionLifetimes {
    /// The longest lifetimes that the settings accept: 30 days, the limit of NIST SP 800-63B.
    pub const LONGEST: Self = Self {
        idle: Duration::from_mins(*Self::IDLE_MINUTES.end() as u64),
        absolute: Duration::from_hours(*Self::HOURS.end() as u64),
    };

    /// The time of the last use is stored once a minute, so that an idle lifetime of few minutes would be inexact.
    const IDLE_MINUTES: RangeInclusive<u32> = 5..=30 * 24 * 60;
    const HOURS: RangeInclusive<u32> = 1..=30 * 24;

    /// Reads the lifetimes. A session must not be idle for longer than it lasts.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let idle = whole_number(reader, Variable::SessionIdleMinutes, Self::IDLE_MINUTES, 60);
        let absolute = whole_number(reader, Variable::SessionHours, Self::HOURS, 12);
        let lifetimes =
            Self { idle: Duration::from_mins(idle?.into()), absolute: Duration::from_hours(absolute?.into()) };
        if lifetimes.idle > lifetimes.absolute {
            let problem = ValueProblem::LongerThan(Variable::SessionHours);
            return Err(reader.report(Variable::SessionIdleMinutes, problem));
        }
        Ok(lifetimes)
    }
}

impl Default for SessionLifetimes {
    fn default() -> Self {
        Self { idle: Duration::from_hours(1), absolute: Duration::from_hours(12) }
    }
}
