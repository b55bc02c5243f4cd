//! Documents for developers and reviewers of the app.
//!
//! Developers learn how to add a page, and what differs from plain Leptos. Reviewers find the attacks and the
//! requirements, each with the code that handles it and the tests that prove it.
//!
//! The documents are beside the code, so that they change with it. `make check` fails if a document names a test,
//! module or file that does not exist.

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
