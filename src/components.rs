//! What several pages share.
