//! How much the server bears from one client, and which proxies it believes who that is.

use std::{net::IpAddr, num::NonZeroU32};

use ipnet::IpNet;

use super::{
    reader::{Reader, Reported},
    variable::{RATE_LIMIT_API, RATE_LIMIT_CALLBACK, RATE_LIMIT_SIGN_IN, TRUSTED_PROXIES, Variable},
};

/// Limits for each client, in requests a minute; none of a kind means no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// `TRUSTED_PROXIES`: who may say for whom it speaks.
    pub trusted_proxies: Vec<IpNet>,
    /// `RATE_LIMIT_SIGN_IN`: sign-ins begun.
    pub sign_in: Option<NonZeroU32>,
    /// `RATE_LIMIT_CALLBACK`: authorization responses.
    pub callback: Option<NonZeroU32>,
    /// `RATE_LIMIT_API`: calls of each server function.
    pub api: Option<NonZeroU32>,
}

impl Traffic {
    /// Whole offices share an address: these limits stop a flood, and nobody else.
    const SIGN_IN: u32 = 300;
    const CALLBACK: u32 = 300;
    const API: u32 = 1200;

    /// Reads the limits. What is wrong is reported and replaced by its default, so that the findings can be served.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            trusted_proxies: trusted_proxies(reader).unwrap_or_default(),
            sign_in: per_minute(reader, &RATE_LIMIT_SIGN_IN, Self::SIGN_IN),
            callback: per_minute(reader, &RATE_LIMIT_CALLBACK, Self::CALLBACK),
            api: per_minute(reader, &RATE_LIMIT_API, Self::API),
        }
    }

    /// Believes nobody and bears everything.
    pub fn unlimited() -> Self {
        Self { trusted_proxies: Vec::new(), sign_in: None, callback: None, api: None }
    }
}

fn per_minute(reader: &mut Reader<'_>, variable: &Variable, default: u32) -> Option<NonZeroU32> {
    let number = match reader.setting(variable) {
        Ok(Some(text)) => text.parse().unwrap_or_else(|_| {
            let problem = format!("is not a whole number {}", reader.quote(&text));
            reader.report(variable, &problem);
            default
        }),
        Ok(None) | Err(Reported) => default,
    };
    NonZeroU32::new(number)
}

/// Reads addresses and networks, such as `10.0.0.0/8`; an address alone is a network of one.
fn trusted_proxies(reader: &mut Reader<'_>) -> Result<Vec<IpNet>, Reported> {
    let Some(text) = reader.setting(&TRUSTED_PROXIES)? else { return Ok(Vec::new()) };
    let mut networks = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        match part.parse::<IpNet>().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)) {
            Ok(network) if network.prefix_len() > 0 => networks.push(network),
            Ok(_) => return Err(reader.report(&TRUSTED_PROXIES, "contains a network of everybody")),
            Err(_) => {
                let problem = format!("contains something that is no address or network {}", reader.quote(part));
                return Err(reader.report(&TRUSTED_PROXIES, &problem));
            }
        }
    }
    Ok(networks)
}
