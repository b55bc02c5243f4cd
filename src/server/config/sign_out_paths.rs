//! `FRONT_CHANNEL_LOGOUT_PATH` and `BACK_CHANNEL_LOGOUT_PATH`: where the provider says that somebody has signed out there.

use super::{
    address::{self, NOT_PLAIN},
    reader::{Reader, Reported},
    variable::{BACK_CHANNEL_LOGOUT_PATH, FRONT_CHANNEL_LOGOUT_PATH, Variable},
};
use crate::paths;

/// Longer paths fit into no registration.
const LONGEST: usize = 200;

/// The paths at which the provider ends sessions, below the base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOutPaths {
    pub front_channel: String,
    pub back_channel: String,
}

impl Default for SignOutPaths {
    fn default() -> Self {
        Self {
            front_channel: paths::FRONT_CHANNEL_LOGOUT.to_owned(),
            back_channel: paths::BACK_CHANNEL_LOGOUT.to_owned(),
        }
    }
}

impl SignOutPaths {
    /// Reads both. `callback` is the path of the redirect URI: no two of the three may be the same.
    pub(super) fn read(reader: &mut Reader<'_>, callback: Option<&str>) -> Result<Self, Reported> {
        let defaults = Self::default();
        let front_channel = path(reader, &FRONT_CHANNEL_LOGOUT_PATH, defaults.front_channel, callback);
        let back_channel = path(reader, &BACK_CHANNEL_LOGOUT_PATH, defaults.back_channel, callback);
        let (front_channel, back_channel) = (front_channel?, back_channel?);
        if front_channel == back_channel {
            return Err(reader.report(&BACK_CHANNEL_LOGOUT_PATH, "is the same as FRONT_CHANNEL_LOGOUT_PATH"));
        }
        Ok(Self { front_channel, back_channel })
    }
}

fn path(
    reader: &mut Reader<'_>,
    variable: &Variable,
    default: String,
    callback: Option<&str>,
) -> Result<String, Reported> {
    let path = reader.setting(variable)?.unwrap_or(default);
    let problem = if !path.starts_with('/') {
        "does not begin with a slash: it is a path, not an address"
    } else if path.len() > LONGEST || !address::is_plain_path(&path) {
        NOT_PLAIN
    } else if address::is_taken(&path) {
        "is a path that this app uses itself"
    } else if callback == Some(path.as_str()) {
        "is the path of REDIRECT_URI"
    } else {
        return Ok(path);
    };
    Err(reader.report(variable, problem))
}
