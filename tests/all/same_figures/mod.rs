//! One file, asked in every way: what the screens show, the command line prints, the papers say and the workbooks hold
//! are the same figures, and the central ones are counted once more from the bare records.

mod chase;
mod earlier;
mod forgotten;
mod office;
mod quarter;
mod table;
mod visits;
mod wards;
mod window;
mod works;

use office::Office;
use table::{ALL, Figures};

/// Asks the office, and writes down who says what.
type Story = fn(&Office, &mut Figures);

#[test]
fn the_demo_file_says_the_same_everywhere() {
    let office = Office::demo();
    let mut all = Figures::default();
    let stories: [(&str, Story); 19] = [
        ("shortcomings by everything", chase::by_everything),
        ("shortcomings over all", chase::over_all),
        ("shortcomings by their history", chase::by_the_history),
        ("late units", chase::late_units),
        ("the rest of the review", chase::rest_of_the_review),
        ("days gone by", earlier::days_gone_by),
        ("visits", visits::visits),
        ("the year", visits::the_year),
        ("the overview's map", visits::heat_map),
        ("units", visits::units),
        ("issued papers", visits::papers),
        ("monthly reports", wards::monthly_reports),
        ("archives", wards::archives),
        ("guiding documents", wards::guiding_documents),
        ("figures of a quarter", quarter::figures),
        ("models", works::models),
        ("programmes", works::programmes),
        ("inspections", works::inspections),
        ("dialogues", works::dialogues),
    ];
    for (name, story) in stories {
        let before = all.len();
        story(&office, &mut all);
        println!("{name}: {} figures more", all.len() - before);
    }
    forgotten::nothing_is_forgotten(&office);
    window::the_window(office, &mut all);
    for by in ALL {
        println!("{by:?} says {} of {}", all.count(by), all.len());
    }
    let complaints = all.complaints();
    assert!(
        complaints.is_empty(),
        "{} of {} figures:\n{}",
        complaints.len(),
        all.len(),
        complaints.join("\n")
    );
    // a story that finds nothing to ask would agree with everything
    let least = [2300, 2500, 1500, 2600, 110];
    for (by, least) in ALL.into_iter().zip(least) {
        assert!(all.count(by) >= least, "{by:?} says {}", all.count(by));
    }
}
