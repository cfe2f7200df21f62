//! What the program says about itself: version, licence, and the licences of what it is made of.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

pub const NAME: &str = "Giám sát 6 QCDC";
pub const PURPOSE: &str = "Theo dõi việc thực hiện 06 quy chế dân chủ ở cơ sở, từ cuộc giám sát đến khi khắc phục xong. Không cần mạng; mọi dữ liệu nằm trong một tệp.";
/// Of the program itself.
pub const LICENCE: &str = include_str!("../../LICENSE");

/// Made by `scripts/licences.py` from Cargo.lock.
const LICENCES: &[u8] = include_bytes!("../../assets/licences.zz");
const FONTS: [(&str, &str); 2] = [
    (
        "Noto Sans (chữ trên màn hình)",
        include_str!("../../assets/fonts/OFL-NotoSans.txt"),
    ),
    (
        "Liberation Serif (chữ trong văn bản)",
        include_str!("../../assets/fonts/OFL-LiberationSerif.txt"),
    ),
];

/// Version and, where the build was told them, commit and day: the same source and settings give the same program.
pub fn build() -> Vec<(&'static str, String)> {
    let mut out = vec![("Phiên bản", env!("CARGO_PKG_VERSION").to_owned())];
    if let Some(day) = option_env!("QCDC_BUILD_DATE") {
        out.push(("Ngày dựng", day.to_owned()));
    }
    if let Some(commit) = option_env!("QCDC_COMMIT") {
        out.push(("Bản mã nguồn", commit.to_owned()));
    }
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    out.push(("Hệ điều hành", system));
    out
}

/// Fonts and crates with their licences, first a list, then each text once.
pub fn licences() -> String {
    let mut out = String::from("PHÔNG CHỮ\n\n");
    for (name, text) in FONTS {
        out.push_str(&[name, text, ""].join("\n\n"));
    }
    out.push_str("CÁC THÀNH PHẦN\n\n");
    out.push_str(&crates());
    out
}

fn crates() -> String {
    let mut text = String::new();
    // the file is part of the program and a test reads it
    ZlibDecoder::new(LICENCES)
        .read_to_string(&mut text)
        .unwrap_or_default();
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Name and version of every crate of a lock file, but for our own.
    fn locked(lock: &str) -> BTreeSet<String> {
        lock.split("[[package]]")
            .skip(1)
            .filter_map(|package| {
                let value = |key: &str| {
                    let line = package.lines().find_map(|line| line.strip_prefix(key))?;
                    Some(line.trim_matches('"').to_owned())
                };
                // what has no source is our own
                value("source = ")?;
                let (name, version) = (value("name = ")?, value("version = ")?);
                Some(format!("{name} {version}"))
            })
            .collect()
    }

    #[test]
    fn every_crate_of_the_lock_file_has_an_entry_with_a_licence() {
        let text = crates();
        let (list, texts) = text.split_once("\n\n").unwrap();
        let entries: Vec<(&str, &str)> = list
            .lines()
            .map(|line| line.split_once(" · ").unwrap())
            .collect();
        let listed: BTreeSet<String> = entries.iter().map(|(name, _)| (*name).to_owned()).collect();
        let locked = locked(include_str!("../../Cargo.lock"));
        assert!(locked.len() > 300);
        let lacking: Vec<&String> = locked.difference(&listed).collect();
        let surplus: Vec<&String> = listed.difference(&locked).collect();
        assert!(
            lacking.is_empty() && surplus.is_empty(),
            "run scripts/licences.py; without an entry: {lacking:?}; gone: {surplus:?}"
        );
        for (name, licence) in entries {
            assert!(licence.len() > 2, "{name} has no licence");
        }
        assert!(texts.contains("Apache License") && texts.contains("Permission is hereby granted"));
        assert!(licences().contains("SIL OPEN FONT LICENSE"));
        assert!(LICENCE.contains("MIT"));
    }

    #[test]
    fn the_version_is_told() {
        assert_eq!(build()[0].1, env!("CARGO_PKG_VERSION"));
    }
}
