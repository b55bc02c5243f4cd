//! Attacks that succeeded against other apps, each as a test with its number. `src/docs/attacks.md` lists all attacks, with the
//! code that stops each attack and the test that proves it. Some of these tests are in other modules.

mod grants;
mod identities;
mod logs;
mod requests;
mod responses;
mod return_addresses;
mod signed_out;
mod sources;
mod tokens;
