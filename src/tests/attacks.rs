//! Attacks that other apps fell for, each as a test with its number. The table of all of them, with where each is stopped and
//! which test proves it, is `src/docs/attacks.md`; those that a journey's own tests prove already are only there.

mod answers;
mod grants;
mod logs;
mod people;
mod requests;
mod return_addresses;
mod sources;
mod strangers;
mod tokens;
