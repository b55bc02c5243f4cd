//! The documents: how to connect, operate and extend the app, and how it works. Pages for reviewers list attacks and requirements,
//! each with the code that handles it and the tests that prove it.
//!
//! They are beside the code, so that they change with it. `make check` fails if one of them names a test, module, file, command or
//! variable that does not exist.
//!
//! The links between the documents are references. On GitHub, each document defines their targets as paths. Here the definitions of
//! `docs/links.txt` come first, so rustdoc uses them. They also name the copies of the pictures that `make doc` makes.

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/architecture.md")]
pub mod architecture {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/accounts.md")]
pub mod accounts {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/add_a_page.md")]
pub mod add_a_page {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/rights.md")]
pub mod rights {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/protect_an_api.md")]
pub mod protect_an_api {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/call_an_api.md")]
pub mod call_an_api {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/add_a_card.md")]
pub mod add_a_card {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/add_a_language.md")]
pub mod add_a_language {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/features.md")]
pub mod features {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/differences.md")]
pub mod differences {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/tutorial.md")]
pub mod tutorial {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/connect.md")]
pub mod connect {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/operate.md")]
pub mod operate {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/deploy.md")]
pub mod deploy {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/dev_tenant.md")]
pub mod dev_tenant {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/measurements.md")]
pub mod measurements {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/security.md")]
pub mod security {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/attacks.md")]
pub mod attacks {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/asvs.md")]
pub mod asvs {}

#[doc = include_str!("docs/links.txt")]
#[doc = include_str!("docs/bcp.md")]
pub mod bcp {}

/// All settings: the file `.env.sample`.
///
#[doc = concat!("```text\n", include_str!("../.env.sample"), "\n```")]
pub mod settings {}
