//! The documents: how to connect, operate and extend the app, and how it works. Pages for reviewers list attacks and requirements,
//! each with the code that handles it and the tests that prove it.
//!
//! They are beside the code, so that they change with it. `make check` fails if one of them names a test, module, file, command or
//! variable that does not exist.

/// The links between the documents. On GitHub, each document defines them as paths of files. Here these definitions come first,
/// so they win.
macro_rules! links {
    () => {
        "[settings]: crate::docs::settings
[add_a_page]: crate::docs::add_a_page
[architecture]: crate::docs::architecture
[asvs]: crate::docs::asvs
[attacks]: crate::docs::attacks
[bcp]: crate::docs::bcp
[connect]: crate::docs::connect
[dev_tenant]: crate::docs::dev_tenant
[differences]: crate::docs::differences
[measurements]: crate::docs::measurements
[operate]: crate::docs::operate
[security]: crate::docs::security

"
    };
}

#[doc = links!()]
#[doc = include_str!("docs/architecture.md")]
pub mod architecture {}

#[doc = links!()]
#[doc = include_str!("docs/add_a_page.md")]
pub mod add_a_page {}

#[doc = links!()]
#[doc = include_str!("docs/differences.md")]
pub mod differences {}

#[doc = links!()]
#[doc = include_str!("docs/connect.md")]
pub mod connect {}

#[doc = links!()]
#[doc = include_str!("docs/operate.md")]
pub mod operate {}

#[doc = links!()]
#[doc = include_str!("docs/dev_tenant.md")]
pub mod dev_tenant {}

#[doc = links!()]
#[doc = include_str!("docs/measurements.md")]
pub mod measurements {}

#[doc = links!()]
#[doc = include_str!("docs/security.md")]
pub mod security {}

#[doc = links!()]
#[doc = include_str!("docs/attacks.md")]
pub mod attacks {}

#[doc = links!()]
#[doc = include_str!("docs/asvs.md")]
pub mod asvs {}

#[doc = links!()]
#[doc = include_str!("docs/bcp.md")]
pub mod bcp {}

/// All settings: the file `.env.sample`.
///
#[doc = concat!("```text\n", include_str!("../.env.sample"), "\n```")]
pub mod settings {}
