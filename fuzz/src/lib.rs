//! One function for each way in which bytes of others come in. Each takes any bytes at all, and fails only where the
//! program would: a panic, a file that is no longer sound, something kept of what was refused. The fuzzer calls them
//! (`fuzz_targets`), and an ordinary test replays the seeds (`tests/all/fuzzed.rs` holds this file as a module).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a target that fails is what the fuzzer looks for"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qcdc::documents::profile::Profile;
use qcdc::documents::{GridFormat, Paper};
use qcdc::domain::figures::eval::{Scope, holds, told, value};
use qcdc::domain::figures::expr::Expr;
use qcdc::domain::figures::{Amount, Book, Exact, FigurePeriod, Values};
use qcdc::domain::{AttachmentKind, ClockTime, DeadlineRule, RatingValue, text, typing as keys};
use qcdc::read::{VisitFilter, figures::FigureFile};
use qcdc::register::{Clock, NewVisit, Register, RegisterError};
use qcdc::store::{Conn, StoreError};

/// One way in, given bytes of strangers.
pub type Target = fn(&[u8]);

/// Every target by its name; the folder of its seeds is called the same.
pub const TARGETS: &[(&str, Target)] = &[
    ("attachment", attachment),
    ("book", book),
    ("catalogue", catalogue),
    ("catalogue_xlsx", catalogue_xlsx),
    ("district", district),
    ("figures", figures),
    ("grid_csv", grid_csv),
    ("grid_xlsx", grid_xlsx),
    ("package", package),
    ("profile", profile),
    ("rules", rules),
    ("search", search),
    ("sql", sql),
    ("stranger", stranger),
    ("texts", texts),
    ("typing", typing),
    ("visit", visit),
];

const TODAY: &str = "2024-05-15";

fn clock() -> Clock {
    let at = chrono::DateTime::parse_from_rfc3339(&format!("{TODAY}T10:00:00+07:00")).unwrap();
    Box::new(move || at)
}

/// An office with its file, a package that it gave out, and the bytes of both.
struct Office {
    folder: tempfile::TempDir,
    register: Register,
    file: Vec<u8>,
    package: Vec<u8>,
    uses: u32,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("co-quan.qcdc");
        let mut register = Register::create(&path, "long-bien", "thu".into(), clock()).unwrap();
        let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
        let new = NewVisit {
            unit_id: unit.id,
            kind: qcdc::domain::VisitKind::Periodic,
            date: "2024-05-06".parse().unwrap(),
            topic: "hồ sơ niêm yết".into(),
            rechecks: None,
        };
        let id = register.create_visit(&new).unwrap().value;
        let base = register.visit_page(id).unwrap().regulations[0].items[0]
            .rating
            .clone();
        let mut rated = base.clone();
        rated.value = RatingValue::PartlyMet;
        rated.comment = "thiếu biên bản kết thúc niêm yết".into();
        register.rate(&base, &rated).unwrap();
        let pack = folder.path().join("goi.qcdcpack");
        register.take_out(&pack, "máy 1", &[]).unwrap();
        let file = std::fs::read(&path).unwrap();
        let package = std::fs::read(&pack).unwrap();
        Self {
            folder,
            register,
            file,
            package,
            uses: 0,
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What must not change when something is refused.
    fn content(&self) -> (usize, usize, Option<String>) {
        (
            self.register.visits(&VisitFilter::default()).unwrap().len(),
            self.register.units(TODAY.parse().unwrap()).unwrap().len(),
            self.register.undo_label().map(str::to_owned),
        )
    }

    /// Something came in: it is taken back, so that the next one meets the same office.
    fn back(&mut self) {
        self.uses += 1;
        if self.register.undo().is_err() || self.uses > 200 {
            *self = Self::new();
        }
    }
}

fn office<T>(work: impl FnOnce(&mut Office) -> T) -> T {
    thread_local! {
        static OFFICE: RefCell<Option<Office>> = const { RefCell::new(None) };
    }
    OFFICE.with(|office| {
        let mut office = office.borrow_mut();
        work(office.get_or_insert_with(Office::new))
    })
}

/// Whether it was done; what was refused has left nothing behind and says why in words.
fn nothing_is_kept<T>(
    office: &mut Office,
    work: impl FnOnce(&mut Register) -> Result<T, RegisterError>,
) -> Option<T> {
    let before = office.content();
    match work(&mut office.register) {
        Ok(done) => Some(done),
        Err(refused) => {
            assert!(!refused.to_string().trim().is_empty());
            assert!(
                !matches!(refused, RegisterError::Store(StoreError::Damaged)),
                "the office's file is damaged"
            );
            assert_eq!(office.content(), before, "{refused}");
            None
        }
    }
}

/// The JSON form of a visit.
pub fn visit(data: &[u8]) {
    office(|office| {
        let came = nothing_is_kept(office, |register| register.import_visit_json(data));
        if let Some(done) = came {
            let page = office.register.visit_page(done.value).unwrap();
            // what came in can be shown, printed and given out again
            let paper = qcdc::documents::conclusion_or_draft(&page);
            if let Err(refused) = paper.and_then(|paper| qcdc::documents::lay_out(&paper)) {
                assert!(!refused.to_string().trim().is_empty());
            }
            let json = office.register.export_visit_json(done.value).unwrap();
            office.back();
            let again = nothing_is_kept(office, |register| {
                register.import_visit_json(json.as_bytes())
            });
            assert!(again.is_some(), "what was given out does not come in again");
            office.back();
        }
    });
}

/// A district's file.
pub fn district(data: &[u8]) {
    let Ok(file) = qcdc::register::district_from_json(data) else {
        return;
    };
    let Ok(_) = file.records() else {
        return;
    };
    let json = qcdc::register::district_to_json(&file).unwrap();
    assert_eq!(
        qcdc::register::district_from_json(json.as_bytes()).unwrap(),
        file
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("moi.qcdc");
    match Register::create_for(&path, &file, "thu".into(), clock()) {
        Ok(register) => {
            register.units(TODAY.parse().unwrap()).unwrap();
            register.district_file().unwrap();
        }
        Err(refused) => assert!(!path.exists(), "half a file was left: {refused}"),
    }
}

/// Figures with the units and indicators that they need.
pub fn figures(data: &[u8]) {
    let Ok(file) = serde_json::from_slice::<FigureFile>(data) else {
        return;
    };
    office(|office| {
        if nothing_is_kept(office, |register| register.take_figure_file(&file)).is_some() {
            office.register.figure_questions().unwrap();
            office.back();
        }
    });
}

/// The catalogue of indicators with its rules.
pub fn book(data: &[u8]) {
    if let Ok(json) = std::str::from_utf8(data) {
        Book::read(json).ok();
    }
}

/// How papers look.
pub fn profile(data: &[u8]) {
    let Ok(json) = std::str::from_utf8(data) else {
        return;
    };
    match Profile::from_json(json) {
        Err(wrong) => assert!(!wrong.to_string().trim().is_empty()),
        Ok(profile) => {
            let mut paper = paper();
            paper.profile = profile;
            let pages = qcdc::documents::lay_out(&paper);
            assert!(pages.is_err() || pages.is_ok_and(|pages| !pages.is_empty()));
        }
    }
}

fn paper() -> Paper {
    office(|office| {
        let id = office.register.visits(&VisitFilter::default()).unwrap()[0].id;
        qcdc::documents::conclusion_or_draft(&office.register.visit_page(id).unwrap()).unwrap()
    })
}

fn grid(data: &[u8], format: GridFormat) {
    let mut rows = 0;
    let read = qcdc::documents::read_grid(data, format, None, &mut |_| {
        rows += 1;
        rows < 100_000
    });
    let Ok(grid) = read else {
        return;
    };
    office(|office| {
        let before = office.content();
        let grid = Arc::new(grid);
        let looked = office.register.preview_grid(grid.clone(), &mut |_| true);
        assert_eq!(
            office.content(),
            before,
            "looking at it has changed something"
        );
        if looked.is_ok()
            && nothing_is_kept(office, |register| register.take_grid(&grid, &mut |_| true))
                .is_some()
        {
            // nothing new makes no step to take back
            if office.content() != before {
                office.back();
            }
        }
    });
}

/// Any sheet, comma or semicolon between.
pub fn grid_csv(data: &[u8]) {
    grid(data, GridFormat::Csv);
}

/// Any sheet of Excel.
pub fn grid_xlsx(data: &[u8]) {
    grid(data, GridFormat::Xlsx);
}

/// The JSON form of a checklist.
pub fn catalogue(data: &[u8]) {
    let Ok(file) = qcdc::register::catalogue_from_json(data) else {
        return;
    };
    take_catalogue(&file);
}

/// A checklist as a sheet of Excel.
pub fn catalogue_xlsx(data: &[u8]) {
    let base = office(|office| office.register.catalogue_file().unwrap());
    if let Ok(file) = qcdc::documents::catalogue_from_xlsx(data, &base) {
        take_catalogue(&file);
    }
}

fn take_catalogue(file: &qcdc::read::catalogue_file::CatalogueFile) {
    let file = file.clone().cleaned();
    if file.check().is_err() {
        return;
    }
    let json = qcdc::register::catalogue_to_json(&file).unwrap();
    let again = qcdc::register::catalogue_from_json(json.as_bytes()).unwrap();
    assert_eq!(again, file);
    office(|office| {
        office.register.catalogue_diff(&file).ok();
    });
}

/// An attached file: its kind by its content, its small picture, its name.
pub fn attachment(data: &[u8]) {
    if let Ok(kind) = AttachmentKind::sniff(data) {
        let small = qcdc::documents::thumbnail(kind, data);
        if !small.is_empty() {
            let picture = qcdc::documents::picture(&small).unwrap();
            assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
            assert!(picture.width <= 256 && picture.height <= 256);
        }
    }
    let name = String::from_utf8_lossy(data);
    for kind in [AttachmentKind::Pdf, AttachmentKind::Jpeg] {
        let name = qcdc::domain::attachment::file_name(&name, kind);
        is_harmless(&name);
        assert_eq!(
            qcdc::domain::attachment::file_name(&name, kind),
            name,
            "a name that was made fit is changed again"
        );
    }
}

/// What every system takes as the name of a file in the folder where it is put.
fn is_harmless(name: &str) {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap().trim().to_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| "0123456789¹²³".contains(c))
        });
    assert!(
        !DEVICES.contains(&stem.as_str()) && !numbered,
        "{name:?} is a device of Windows"
    );
    assert!(!stem.is_empty() && name.len() <= 255, "{name:?}");
    assert!(!name.ends_with(['.', ' ']), "{name:?}");
    assert!(
        !name.chars().any(|c| c.is_control()
            || "/\\:*?\"<>|".contains(c)
            || ('\u{202A}'..='\u{202E}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')),
        "{name:?}"
    );
}

/// The language of rules and formulas.
pub fn rules(data: &[u8]) {
    let Ok(words) = std::str::from_utf8(data) else {
        return;
    };
    for read in [Expr::rule(words), Expr::formula(words)] {
        match read {
            Err(wrong) => assert!(!wrong.is_empty()),
            Ok(expr) => {
                let amounts = [0, 1, 7, 9_999, 100_000_000];
                let values: Values = expr
                    .names()
                    .into_iter()
                    .zip(amounts.into_iter().cycle())
                    .map(|(name, n)| (name.to_owned(), Amount::whole(n).unwrap()))
                    .collect();
                for values in [values, BTreeMap::new()] {
                    let scope = Scope {
                        before: Some(&values),
                        months: Some(3),
                        regulations: Some(7),
                        ..Scope::of(&values)
                    };
                    value(&expr, &scope).ok();
                    holds(&expr, &scope).ok();
                    told(&expr, &scope, &str::to_owned);
                }
            }
        }
    }
}

/// Days, times, deadlines, periods, amounts and words as they are typed.
pub fn texts(data: &[u8]) {
    use qcdc::domain::{date, number};
    let Ok(typed) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(day) = date::parse(typed) {
        assert_eq!(date::parse(&date::show(day)), Some(day));
        date::long(day);
        date::after_weekend(day);
        date::working_days_before(day, 30);
    }
    if let Some(time) = ClockTime::parse(typed) {
        assert!(time.hour() < 24 && time.minute() < 60);
    }
    if let Some(rule) = DeadlineRule::from_code(typed) {
        assert_eq!(DeadlineRule::from_code(&rule.code()), Some(rule));
        if rule.check().is_ok() {
            rule.due(
                "2024-05-15".parse().unwrap(),
                &qcdc::domain::Calendar::default(),
            );
        }
    }
    if let Some(period) = FigurePeriod::parse(typed) {
        assert_eq!(FigurePeriod::parse(&period.code()), Some(period));
        period.name();
        period.short();
        for near in [period.previous(), period.next(), period.year_ago()] {
            near.map(FigurePeriod::name);
        }
    }
    if let Some(amount) = Amount::parse(typed) {
        assert_eq!(
            Amount::parse(&amount.typed()),
            Some(amount),
            "{}",
            amount.typed()
        );
        amount.show();
    }
    Exact::plain(typed).map(Exact::show);
    number::parse_count(typed).map(number::show_count);
    number::parse_decimal(typed).map(|value| number::show_decimal(value, 2));
    let clean = text::clean(typed);
    assert_eq!(text::clean(&clean), clean);
    let folded = text::fold(typed);
    assert_eq!(text::fold(&folded), folded);
    text::sort_key(typed);
    text::given_name_first(typed);
    text::lower_first(typed);
    text::upper_first(typed);
    let wanted = qcdc::domain::find::Wanted::new(typed);
    wanted.closeness("Phường Phúc Đồng");
    for range in wanted.marks(typed) {
        assert!(typed.get(range).is_some(), "a mark within a letter");
    }
}

/// What somebody looks for.
pub fn search(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else {
        return;
    };
    office(|office| {
        office.register.search(typed).unwrap();
        office.register.find(typed).unwrap();
    });
}

/// Keys of Telex and VNI, one after the other, in a text that already says something.
pub fn typing(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let method = keys::Method::ALL[usize::from(*first) % keys::Method::ALL.len()];
    let mut state = keys::Typing::default();
    let mut before = String::new();
    for key in String::from_utf8_lossy(rest).chars().take(400) {
        match state.key(method, &before, key) {
            None => before.push(key),
            Some(edit) => {
                for _ in 0..edit.delete {
                    assert!(
                        before.pop().is_some(),
                        "more is taken away than stands there"
                    );
                }
                before.push_str(&edit.insert);
            }
        }
    }
}

/// A file of ours with bytes changed: at each three bytes a place, at the fourth what is put there.
fn patched(base: &[u8], data: &[u8]) -> Vec<u8> {
    let mut bytes = base.to_vec();
    for patch in data.chunks_exact(4).take(64) {
        let place =
            usize::from(patch[0]) << 16 | usize::from(patch[1]) << 8 | usize::from(patch[2]);
        let length = bytes.len();
        bytes[place % length] = patch[3];
    }
    if let [cut] = data.chunks_exact(4).remainder() {
        let length = bytes.len() * usize::from(*cut) / 256;
        bytes.truncate(length);
    }
    bytes
}

/// A damaged or crafted file opened as one's own: it opens, or opens to be read, or is refused in words.
pub fn stranger(data: &[u8]) {
    let (path, bytes) = office(|office| (office.at("la.qcdc"), patched(&office.file, data)));
    put(&path, &bytes);
    look_into(&path);
    let proven = qcdc::store::backup::prove(&path, &mut |_, _, _| true);
    proven.ok();
    put(&path, b"");
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::remove_file(path.with_extension("qcdc-journal")).ok();
    std::fs::write(path, bytes).unwrap();
}

fn look_into(path: &Path) {
    let register = match Register::open_or_read(path, "thu".into(), clock()) {
        Ok(register) => register,
        Err(refused) => {
            assert!(!refused.to_string().is_empty());
            return;
        }
    };
    register.check().ok();
    register.search("niêm yết").ok();
    let day = TODAY.parse().unwrap();
    register.overview(day).ok();
    register.units(day).ok();
    for visit in register
        .visits(&VisitFilter::default())
        .into_iter()
        .flatten()
        .take(3)
    {
        register.visit_page(visit.id).ok();
    }
}

fn look_at_package(office: &mut Office, pack: &Path) {
    let bytes = |office: &Office| std::fs::read(office.register.path()).unwrap();
    let before = bytes(office);
    nothing_is_kept(office, |register| register.preview_merge(pack));
    assert_eq!(
        bytes(office),
        before,
        "looking at a package has changed the office's file"
    );
}

/// A package with bytes changed, taken back by the office.
pub fn package(data: &[u8]) {
    office(|office| {
        let pack = office.at("la.qcdcpack");
        put(&pack, &patched(&office.package, data));
        look_at_package(office, &pack);
    });
}

/// A package in which somebody ran statements of their own: triggers, views, rows.
pub fn sql(data: &[u8]) {
    let Ok(statements) = std::str::from_utf8(data) else {
        return;
    };
    // what reaches outside the file is the attacker's own business, on the attacker's own machine
    let words = statements.to_lowercase();
    if ["attach", "vacuum", "pragma", "temp"]
        .iter()
        .any(|word| words.contains(word))
    {
        return;
    }
    office(|office| {
        let pack = office.at("la.qcdcpack");
        put(&pack, &office.package);
        {
            let mut conn = Conn::open(&pack).unwrap();
            let mut steps = 0;
            conn.progress_handler(
                1_000,
                Some(move || {
                    steps += 1;
                    steps > 200
                }),
            )
            .unwrap();
            conn.execute_batch(statements).ok();
        }
        std::fs::remove_file(format!("{}-journal", pack.display())).ok();
        if std::fs::metadata(&pack).unwrap().len() > 8 << 20 {
            return;
        }
        look_at_package(office, &pack);
    });
}
