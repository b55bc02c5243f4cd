//! Pages for developers: how to add a page, and what differs from plain Leptos. Pages for reviewers: which attacks were tried,
//! which requirements are met, and which test proves it.
//!
//! They are beside the code, so that they change with it. `make check` fails when one of them names a test that does not
//! exist.

pub mod add_a_page {
    #![doc = include_str!("docs/add_a_page.md")]
}

pub mod differences {
    #![doc = include_str!("docs/differences.md")]
}

pub mod attacks {
    #![doc = include_str!("docs/attacks.md")]
}

pub mod asvs {
    #![doc = include_str!("docs/asvs.md")]
}

pub mod bcp {
    #![doc = include_str!("docs/bcp.md")]
}
