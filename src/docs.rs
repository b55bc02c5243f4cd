//! Pages for reviewers: which attacks were tried, which requirements are met, and which test proves it.
//!
//! They stand beside the code, so that they change with it. `make check` fails when one of them names a test that does not
//! exist.

pub mod attacks {
    #![doc = include_str!("docs/attacks.md")]
}

pub mod asvs {
    #![doc = include_str!("docs/asvs.md")]
}

pub mod bcp {
    #![doc = include_str!("docs/bcp.md")]
}
