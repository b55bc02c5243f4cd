//! Attacks that succeeded against other apps, each as a test with its number. `src/docs/attacks.md` lists all attacks, with the
//! code that stops each attack and the test that proves it. Some of these tests are in other modules.

mod answers;
mod grants;
mod logs;
mod people;
mod requests;
mod return_addresses;
mod sources;
mod strangers;
mod tokens;
