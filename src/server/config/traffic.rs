//! The rate limits of each client, and the proxies that are trusted to report a client's address.

use std::{net::IpAddr, num::NonZeroU32};

use ipnet::IpNet;

use super::{
    finding::ValueProblem,
    reader::{Reader, Reported},
    variable::Variable,
};

/// Limits for each client, in requests per minute; `None` means no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// `TRUSTED_PROXIES`: the proxies whose forwarding headers are used.
    pub trusted_proxies: Vec<IpNet>,
    /// `RATE_LIMIT_SIGN_IN`: the limit of started sign-ins.
    pub sign_in: Option<NonZeroU32>,
    /// `RATE_LIMIT_CALLBACK`: the limit of authorization responses.
    pub callback: Option<NonZeroU32>,
    /// `RATE_LIMIT_API`: the limit of calls of each server function.
    pub api: Option<NonZeroU32>,
}

impl Traffic {
    /// The default limits stop only a flood of requests, because a whole office may share one address.
    const SIGN_IN: u32 = 300;
    const CALLBACK: u32 = 300;
    const API: u32 = 1200;

    /// Reads the limits. An invalid value is reported and replaced by its default, so that the findings can be served.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            trusted_proxies: trusted_proxies(reader).unwrap_or_default(),
            sign_in: per_minute(reader, Variable::RateLimitSignIn, Self::SIGN_IN),
            callback: per_minute(reader, Variable::RateLimitCallback, Self::CALLBACK),
            api: per_minute(reader, Variable::RateLimitApi, Self::API),
        }
    }

    /// Returns settings without limits and without trusted proxies.
    pub fn unlimited() -> Self {
        Self { trusted_proxies: Vec::new(), sign_in: None, callback: None, api: None }
    }
}

fn per_minute(reader: &mut Reader<'_>, variable: Variable, default: u32) -> Option<NonZeroU32> {
    let number = match reader.setting(variable) {
        Ok(Some(text)) => text.parse().unwrap_or_else(|_| {
            let shown = reader.shown(variable, &text);
            reader.report(variable, ValueProblem::NotWholeNumber(shown));
            default
        }),
        Ok(None) | Err(Reported) => default,
    };
    NonZeroU32::new(number)
}

/// Reads addresses and networks of proxies, such as `10.0.0.0/8`; a single address is a network of one address.
fn trusted_proxies(reader: &mut Reader<'_>) -> Result<Vec<IpNet>, Reported> {
    let Some(text) = reader.setting(Variable::TrustedProxies)? else { return Ok(Vec::new()) };
    let mut networks = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        match part.parse::<IpNet>().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)) {
            Ok(network) if network.prefix_len() > 0 => networks.push(network),
            Ok(_) => return Err(reader.report(Variable::TrustedProxies, ValueProblem::EveryAddress)),
            Err(_) => {
                let shown = reader.shown(Variable::TrustedProxies, part);
                return Err(reader.report(Variable::TrustedProxies, ValueProblem::NotNetwork(shown)));
            }
        }
    }
    Ok(networks)
}
