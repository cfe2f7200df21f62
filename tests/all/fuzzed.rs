//! The seeds of the fuzzer, replayed: what once broke, or comes near to it, is taken or refused without a crash.

use std::path::{Path, PathBuf};

#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// All seeds together stay small enough to lie in the repository.
const MOST_BYTES: usize = 300 * 1024;

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds")
}

fn of(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(seeds().join(target))
        .unwrap_or_else(|_| panic!("no seeds of {target}"))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn every_seed_is_taken_or_refused() {
    let mut bytes = 0;
    for (name, target) in targets::TARGETS {
        let seeds = of(name);
        assert!(!seeds.is_empty(), "no seeds of {name}");
        for (path, seed) in seeds {
            bytes += seed.len();
            println!("{}", path.display());
            target(&seed);
        }
    }
    assert!(bytes <= MOST_BYTES, "{bytes} bytes of seeds");
}

#[test]
fn every_target_has_a_program_and_seeds() {
    let folder = |path: &str| {
        let mut names: Vec<String> =
            std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
        names.sort();
        names
    };
    let mut names: Vec<&str> = targets::TARGETS.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert_eq!(folder("fuzz/fuzz_targets"), names);
    assert_eq!(folder("fuzz/seeds"), names);
}

/// Seeds that are sheets, from what the program itself writes.
#[test]
#[ignore = "writes into fuzz/seeds"]
fn the_seeds_of_sheets_are_written() {
    use qcdc::documents::{GridFormat, catalogue_xlsx, write_grid};
    use qcdc::read::grid::GridKind;
    let (_folder, path) = crate::support::place();
    let mut register = crate::support::create(&path, "2024-05-15");
    let id = crate::support::visit(&mut register, "2024-05-06");
    register
        .add_shortcoming(&crate::support::shortcoming(id, "2024-06-28"))
        .unwrap();
    let put = |target: &str, name: String, bytes: Vec<u8>| {
        qcdc::store::files::write_atomic(&seeds().join(target).join(name), &bytes).unwrap();
    };
    let day = crate::support::day("2024-05-15");
    for (n, kind) in GridKind::ALL.iter().copied().enumerate() {
        let rows = register.grid_rows(kind).unwrap();
        let few = &rows[..rows.len().min(3)];
        let csv = write_grid(kind, few, GridFormat::Csv, day).unwrap();
        put("grid_csv", format!("{n:02}.csv"), csv);
        let filled = [GridKind::Units, GridKind::Visits, GridKind::Shortcomings];
        if filled.contains(&kind) {
            let xlsx = write_grid(kind, few, GridFormat::Xlsx, day).unwrap();
            put("grid_xlsx", format!("{n:02}.xlsx"), xlsx);
        }
    }
    let mut file = register.catalogue_file().unwrap();
    file.regulations.truncate(2);
    for regulation in &mut file.regulations {
        regulation.items.truncate(2);
    }
    put(
        "catalogue_xlsx",
        "small.xlsx".to_owned(),
        catalogue_xlsx(&file).unwrap(),
    );
}
