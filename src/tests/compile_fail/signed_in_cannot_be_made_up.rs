//! `SignedIn` is a proof: nobody but `Caller::signed_in` makes one.

use leptos_entra::server::SignedIn;

fn main() {
    let _ = SignedIn { user: todo!(), session: todo!(), session_id: todo!(), services: todo!() };
}
