//! Compares three ways to reach SQLite from an async server, and prints one markdown table.
//!
//! The work is that of a session store: records of 1 kB by a key of 32 bytes, 10,000 of them, WAL, `synchronous=NORMAL`.
//! All variants take turns in one run; each figure is the median of three rounds.

mod measure;
mod rusqlite_store;
mod sqlx_store;
mod store;

use measure::{Figures, Work, measure};
use rusqlite_store::{Blocking, Inline, RusqliteStore};
use sqlx_store::SqlxStore;
use store::fill;

const ROUNDS: usize = 3;
const TASKS: [usize; 3] = [1, 16, 64];
const DRIVERS: [&str; 3] = ["rusqlite, called inline", "rusqlite, spawn_blocking", "sqlx pool"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("sessions.db");
    fill(&file)?;
    let inline = RusqliteStore::<Inline>::open(&file)?;
    let blocking = RusqliteStore::<Blocking>::open(&file)?;
    let sqlx = SqlxStore::open(&file).await?;
    println!("| work | tasks | driver | operations/s | CPU per operation | p99 |");
    println!("| --- | ---: | --- | ---: | ---: | ---: |");
    for work in [Work::Read, Work::Update, Work::Insert] {
        for tasks in TASKS {
            let mut rounds: [Vec<Figures>; 3] = Default::default();
            for _ in 0..ROUNDS {
                rounds[0].push(measure(&inline, work, tasks).await?);
                rounds[1].push(measure(&blocking, work, tasks).await?);
                rounds[2].push(measure(&sqlx, work, tasks).await?);
            }
            for (driver, rounds) in DRIVERS.iter().zip(&rounds) {
                let figures = Figures::median(rounds);
                println!(
                    "| {work} | {tasks} | {driver} | {:.0} | {:.1} µs | {:.0} µs |",
                    figures.operations_per_second, figures.cpu_microseconds, figures.p99_microseconds
                );
            }
        }
    }
    Ok(())
}
