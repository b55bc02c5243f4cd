//! Pages for developers: how to add a page, and what differs from plain Leptos. Pages for reviewers: attacks and
//! requirements, each with the code that handles it and the tests that prove it.
//!
//! They are beside the code, so that they change with it. `make check` fails if one of them names a test, module or file that
//! does not exist.

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
