//! Lets a number of tasks work for a second, and says how fast, at which cost and how evenly.

use std::{
    fmt, fs,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use crate::store::{Failure, RECORD, SESSIONS, Store, key};

const DURATION: Duration = Duration::from_secs(1);
/// The kernel counts CPU time in hundredths of a second on every Linux that matters here.
const MICROSECONDS_PER_TICK: f64 = 10_000.0;

/// What the tasks do.
#[derive(Clone, Copy)]
pub enum Work {
    Read,
    Update,
    Insert,
}

impl fmt::Display for Work {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Read => "read",
            Self::Update => "update",
            Self::Insert => "insert",
        })
    }
}

/// What a round came to.
#[derive(Clone, Copy)]
pub struct Figures {
    pub operations_per_second: f64,
    pub cpu_microseconds: f64,
    pub p99_microseconds: f64,
}

impl Figures {
    /// Returns the median of each figure by itself.
    pub fn median(rounds: &[Self]) -> Self {
        let median_of = |figure: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Self {
            operations_per_second: median_of(|figures| figures.operations_per_second),
            cpu_microseconds: median_of(|figures| figures.cpu_microseconds),
            p99_microseconds: median_of(|figures| figures.p99_microseconds),
        }
    }
}

/// Sessions that are inserted have numbers of their own, over all rounds.
static NEXT_INSERTED: AtomicU64 = AtomicU64::new(SESSIONS);

/// Lets `tasks` tasks work at once for a second.
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub async fn measure<S: Store>(store: &S, work: Work, tasks: usize) -> Result<Figures, Failure> {
    let record: Arc<[u8]> = vec![9; RECORD].into();
    let cpu_before = cpu_ticks()?;
    let start = Instant::now();
    let handles: Vec<_> = (0..tasks)
        .map(|task| tokio::spawn(work_until(start + DURATION, store.clone(), work, task as u64, Arc::clone(&record))))
        .collect();
    let mut latencies = Vec::new();
    for handle in handles {
        latencies.extend(handle.await??);
    }
    let elapsed = start.elapsed();
    let cpu = (cpu_ticks()? - cpu_before) as f64 * MICROSECONDS_PER_TICK;
    latencies.sort_unstable();
    let p99 = latencies[(latencies.len() - 1) * 99 / 100];
    let operations = latencies.len() as f64;
    Ok(Figures {
        operations_per_second: operations / elapsed.as_secs_f64(),
        cpu_microseconds: cpu / operations,
        p99_microseconds: p99.as_secs_f64() * 1e6,
    })
}

async fn work_until<S: Store>(
    end: Instant,
    store: S,
    work: Work,
    task: u64,
    record: Arc<[u8]>,
) -> Result<Vec<Duration>, Failure> {
    let mut latencies = Vec::new();
    let mut number = task;
    loop {
        let start = Instant::now();
        if start >= end {
            return Ok(latencies);
        }
        // The wait for a thread counts: a task that calls SQLite inline makes the others wait for theirs.
        tokio::task::yield_now().await;
        // 7919 is a prime, so that each task visits all sessions.
        number = (number + 7919) % SESSIONS;
        match work {
            Work::Read => assert_eq!(store.read(key(number)).await?.len(), RECORD, "a record is incomplete"),
            Work::Update => store.update(key(number), Arc::clone(&record)).await?,
            Work::Insert => {
                store.insert(key(NEXT_INSERTED.fetch_add(1, Ordering::Relaxed)), Arc::clone(&record)).await?;
            }
        }
        latencies.push(start.elapsed());
    }
}

/// Returns the CPU time of this process, in user and kernel mode, in ticks (proc(5), `/proc/self/stat`).
fn cpu_ticks() -> Result<u64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = after_name.split_ascii_whitespace().skip(11);
    let (Some(user), Some(system)) = (fields.next(), fields.next()) else { return Err("no CPU time in /proc".into()) };
    Ok(user.parse::<u64>()? + system.parse::<u64>()?)
}
