//! The published JSON Schema says what the program reads, and the sample visit fits it.
//!
//! To renew `data/visit.schema.json` after a change of the form:

//! `QCDC_RENEW_SCHEMA=1 cargo test --test all schema`

use std::path::{Path, PathBuf};

use qcdc::read::visit_file::VisitFile;
use serde_json::Value;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn json(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap()
}

fn generated() -> String {
    let schema = schemars::schema_for!(VisitFile);
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    text
}

#[test]
fn the_published_schema_is_the_generated_one() {
    let file = path("data/visit.schema.json");
    let now = generated();
    if std::env::var_os("QCDC_RENEW_SCHEMA").is_some() {
        qcdc::store::files::write_atomic(&file, now.as_bytes()).unwrap();
    }
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        published == now,
        "data/visit.schema.json is out of date; renew it with QCDC_RENEW_SCHEMA=1 cargo test --test all schema"
    );
}

#[test]
fn the_sample_visit_fits_and_a_broken_one_does_not() {
    let validator = jsonschema::validator_for(&json("data/visit.schema.json")).unwrap();
    let sample = json("tests/fixtures/phuc-dong-2022-12-12.json");
    let faults: Vec<String> = validator
        .iter_errors(&sample)
        .map(|error| error.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");

    let mut unknown_field = sample.clone();
    unknown_field["plaice"] = "x".into();
    let mut wrong_rating = sample.clone();
    wrong_rating["ratings"][0]["rating"] = "good".into();
    let mut no_date = sample;
    no_date.as_object_mut().unwrap().remove("date");
    for broken in [unknown_field, wrong_rating, no_date] {
        assert!(!validator.is_valid(&broken));
    }
}

#[test]
fn the_sample_names_no_person() {
    let sample = json("tests/fixtures/phuc-dong-2022-12-12.json");
    let people = sample["participants"].as_array().expect("participants");
    assert!(people.iter().all(|person| person.get("name").is_none()));
    assert!(sample["conclusion"].get("signer_name").is_none());
}
