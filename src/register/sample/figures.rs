//! Figures of made-up wards by quarter: most fit together, some ask to be looked at, some never came. The same for the
//! same seed.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::domain::Unit;
use crate::domain::figures::{Amount, FigurePeriod, PeriodKind};
use crate::read::figures::FigureEntry;
use crate::register::random::Random;

/// Keeps these dice apart from those of the visits.
const DICE: u64 = 0x4649_4755_5245;
/// Days after the end of a quarter in which reports come.
const SLOW: u64 = 12;

/// What wards reported of the quarters of this year and the last, oldest first.
pub(in crate::register) fn reported(
    wards: &[Unit],
    today: NaiveDate,
    seed: u64,
) -> Vec<Vec<FigureEntry>> {
    let mut random = Random::new(seed ^ DICE);
    let year = today.year();
    let quarters: Vec<FigurePeriod> = (year - 1..=year)
        .flat_map(|year| FigurePeriod::of_year(PeriodKind::Quarter, year))
        .filter(|quarter| quarter.to + Days::new(SLOW) <= today)
        .collect();
    let mut pending: BTreeMap<&str, u64> = BTreeMap::new();
    let last = quarters.len().saturating_sub(1);
    let mut all = Vec::new();
    for (place, quarter) in quarters.into_iter().enumerate() {
        let mut entries = Vec::new();
        let there = wards.iter().filter(|unit| unit.exists_on(quarter.to));
        for (ward, unit) in there.enumerate() {
            let carried = pending.get(unit.code.as_str()).copied();
            let number = quarter.from.month0() / 3 + 1;
            let mut figures = form(&mut random, ward as u64, u64::from(number), carried);
            let left = figures.get("tthc_pending").copied().unwrap_or(0);
            pending.insert(&unit.code, left);
            // one ward in seven has not reported the last quarter yet
            if place == last && ward % 7 == 1 {
                continue;
            }
            spoil(&mut figures, ward, place == last);
            let on = quarter.to + Days::new(random.between(3, SLOW));
            entries.push(FigureEntry {
                unit: unit.code.clone(),
                period: quarter,
                cut_off: None,
                reported_on: Some(on),
                source: format!("Báo cáo {} của Đảng ủy phường", quarter.name()),
                note: String::new(),
                figures: figures
                    .into_iter()
                    .filter_map(|(code, count)| Some((code.to_owned(), Amount::whole(count)?)))
                    .collect(),
            });
        }
        all.push(entries);
    }
    all
}

/// A whole form whose figures fit together.
fn form(
    random: &mut Random,
    ward: u64,
    quarter: u64,
    carried: Option<u64>,
) -> BTreeMap<&'static str, u64> {
    let received = 1_900 + ward * 137 + random.between(0, 400);
    let opening = carried.unwrap_or_else(|| random.between(20, 55));
    let (pending, returned) = (random.between(20, 55), random.between(8, 20));
    let resolved = opening + received - pending - returned;
    let early = resolved * random.between(50, 130) / 1_000;
    let late = random.between(3, 8);
    let forms = random.between(150, 400);
    let (households, opinions) = (40 + ward * 9, random.between(12, 30));
    let petitions = random.between(6, 14);
    let made = random.between(4, 9);
    BTreeMap::from([
        ("tthc_opening", opening),
        ("tthc_received", received),
        (
            "tthc_certified_copies",
            received * random.between(30, 45) / 100,
        ),
        ("tthc_online_l3", received * random.between(8, 20) / 100),
        ("tthc_online_l4", received * random.between(20, 50) / 100),
        ("tthc_resolved", resolved),
        ("tthc_early", early),
        ("tthc_on_time", resolved - early - late),
        ("tthc_late", late),
        ("tthc_returned", returned),
        ("tthc_pending", pending),
        ("satisfaction_forms", forms),
        (
            "satisfaction_satisfied",
            forms * random.between(93, 100) / 100,
        ),
        ("dvk_collective", 9 + ward % 10),
        ("dvk_individual", 1 + ward % 4),
        ("dvk_recognised", quarter * (1 + ward % 3)),
        ("gpmb_projects", 1 + ward % 4),
        ("gpmb_households_total", households),
        (
            "gpmb_households_plan_public",
            households * (quarter + 4) / 8,
        ),
        ("gpmb_households_paid", households * (quarter + 2) / 8),
        ("gpmb_households_handed", households * (quarter + 1) / 8),
        ("gpmb_petitions", random.between(2, 5)),
        ("dialogue_meetings", random.between(1, 2)),
        ("dialogue_opinions", opinions),
        ("dialogue_answered", opinions - random.between(0, 3)),
        ("qcdc_posted_required", 42),
        ("qcdc_posted_done", 42 - random.between(0, 6)),
        ("qcdc_dossiers_complete", random.between(4, 6)),
        ("mttq_supervisions", random.between(1, 3)),
        ("ttnd_supervisions", random.between(2, 4)),
        ("gsdtcd_supervisions", random.between(2, 4)),
        ("recommendations_made", made),
        ("recommendations_answered", made - random.between(0, 2)),
        ("monthly_reports_sent", 3),
        ("citizen_reception", random.between(60, 140)),
        ("petitions_opening", 2),
        ("petitions_received", petitions),
        ("petitions_resolved", petitions - random.between(0, 2)),
    ])
}

/// What a hurried clerk at the ward writes.
fn spoil(figures: &mut BTreeMap<&'static str, u64>, ward: usize, last: bool) {
    match ward % 7 {
        // a rate that nobody worked out again
        2 => drop(figures.insert("tthc_early_rate", 15)),
        // more answered than raised
        4 if last => {
            let raised = figures.get("dialogue_opinions").copied().unwrap_or(0);
            figures.insert("dialogue_answered", raised + 3);
        }
        // half a form
        5 if last => {
            figures.retain(|code, _| !code.starts_with("gpmb") && !code.starts_with("petitions"));
        }
        3 if last => drop(figures.insert("monthly_reports_sent", 2)),
        _ => {}
    }
}
