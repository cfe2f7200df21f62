//! Times in a table: how long, how even, and how far from the bare database.
#![allow(dead_code, reason = "each bench uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot run has nothing to say"
)]

use std::time::Instant;

/// Seconds of each run, after one that does not count.
pub fn times(runs: usize, mut work: impl FnMut(usize)) -> Vec<f64> {
    work(0);
    (0..runs)
        .map(|n| {
            let start = Instant::now();
            work(n);
            start.elapsed().as_secs_f64()
        })
        .collect()
}

/// Highest memory of this process so far, in MB; 0 where the system does not tell.
pub fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// Value below which that share of the times lies, in milliseconds.
fn quantile(times: &[f64], share: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * share).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or(0.0) * 1000.0
}

/// The head of the table.
pub fn head() {
    println!(
        "{:<48} {:>5} {:>9} {:>9} {:>9} {:>7}",
        "", "runs", "p50 ms", "p95 ms", "bare p50", "ratio"
    );
}

/// One line of the table, printed at once; `bare` are the times of the same SQL without the program around it.
pub fn line(name: &str, times: &[f64], bare: Option<&[f64]>) {
    let middle = quantile(times, 50);
    let bare = bare.map_or(String::new(), |bare| {
        let bare = quantile(bare, 50);
        format!("{bare:>9.2} {:>6.2}×", middle / bare)
    });
    println!(
        "{name:<48} {:>5} {middle:>9.2} {:>9.2} {bare}",
        times.len(),
        quantile(times, 95)
    );
}
