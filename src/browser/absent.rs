//! What stands in for the browser while the server renders: every wish is refused.
