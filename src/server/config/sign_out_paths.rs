//! `FRONT_CHANNEL_LOGOUT_PATH` and `BACK_CHANNEL_LOGOUT_PATH`: the paths at which the provider reports a sign-out.

use super::{
    address,
    finding::PathProblem,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::paths;

/// Upper bound of a path in bytes. The registration of an app rejects longer paths.
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
    /// Reads the paths of front-channel logout and of back-channel logout. They and the path of the redirect URI
    /// (`callback`) must all differ.
    pub(super) fn read(reader: &mut Reader<'_>, callback: Option<&str>) -> Result<Self, Reported> {
        let defaults = Self::default();
        let front_channel = path(reader, Variable::FrontChannelPath, defaults.front_channel, callback);
        let back_channel = path(reader, Variable::BackChannelPath, defaults.back_channel, callback);
        let (front_channel, back_channel) = (front_channel?, back_channel?);
        if front_channel == back_channel {
            return Err(reader.report(Variable::BackChannelPath, PathProblem::SameAs(Variable::FrontChannelPath)));
        }
        Ok(Self { front_channel, back_channel })
    }
}

fn path(
    reader: &mut Reader<'_>,
    variable: Variable,
    default: String,
    callback: Option<&str>,
) -> Result<String, Reported> {
    let path = reader.setting(variable)?.unwrap_or(default);
    let problem = if !path.starts_with('/') {
        PathProblem::NoSlash
    } else if path.len() > LONGEST || !address::is_plain_path(&path) {
        PathProblem::NotPlain
    } else if address::is_reserved(reader, &path) {
        PathProblem::Taken
    } else if callback == Some(path.as_str()) {
        PathProblem::SameAs(Variable::RedirectUri)
    } else {
        return Ok(path);
    };
    Err(reader.report(variable, problem))
}
