//! Fills a SQLite session store with copies of one user's session, for `make bench-sessions`.
//!
//! Arguments: the SQLite file, the key file, the value of the session cookie, the number of sessions to add, and the number of
//! their cookies to print (one per line, evenly spread).

use std::{
    error::Error,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use leptos_entra::server::{
    config::{SessionLifetimes, SessionStoreSetting},
    session::{KeyRing, Store},
};
use tower_sessions::{
    SessionStore as _,
    session::{Id, Record},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |what: &str| arguments.next().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, what));
    let setting = SessionStoreSetting::Sqlite(PathBuf::from(argument("the SQLite file is missing")?));
    let keys = KeyRing::open(Some(Path::new(&argument("the file of keys is missing")?)), &setting)?;
    let store = Store::open(&setting, keys, SessionLifetimes::default())?;
    let id: Id = argument("the value of the session cookie is missing")?.parse()?;
    let sessions: usize = argument("how many sessions to add is missing")?.parse()?;
    let cookies: usize = argument("how many cookies to print is missing")?.parse()?;
    let gone = || io::Error::new(ErrorKind::NotFound, "the store has no such session");
    let original = store.load(&id).await?.ok_or_else(gone)?;
    let (tokens, _) = store.tokens(id).await?.ok_or_else(gone)?;
    let every = sessions.div_ceil(cookies.max(1));
    let mut printed = String::new();
    for number in 0..sessions {
        let mut copy = Record { id: Id::default(), ..original.clone() };
        store.create(&mut copy).await?;
        store.insert_tokens(copy.id, &tokens).await?;
        if number % every == 0 {
            printed.push_str(&copy.id.to_string());
            printed.push('\n');
        }
    }
    io::Write::write_all(&mut io::stdout(), printed.as_bytes())?;
    Ok(())
}
