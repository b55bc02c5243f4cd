//! The axum side: which request goes where, in which layers.
