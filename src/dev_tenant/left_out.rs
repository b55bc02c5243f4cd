//! What stands in for the dev tenant in a build without it: nothing that could be started.

/// Says whether this build contains the dev tenant.
pub const INCLUDED: bool = false;
