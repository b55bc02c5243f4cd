//! The benchmark's yardstick: a raw axum handler.

fn main() {}
