//! What lies on the disk after the power went: everything that was synced, and any part of what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::Step;

/// Bytes that a disk writes whole or not at all.
const SECTOR: usize = 512;

/// Files by name, as they are found when the power is back.
pub type Image = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same each time.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        (self.number() >> 33) % 100 < percent
    }
}

/// What reached the disk, in order.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    /// How it was when recording began: all of it is lasting.
    pub(crate) files: Image,
    pub(crate) steps: Vec<(String, Step)>,
}

/// A file between two syncs.
#[derive(Debug, Clone, Default)]
struct Content {
    lasting: Vec<u8>,
    waiting: Vec<Step>,
}

impl Recording {
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// What is found when the power went after so many steps. `lies`: the disk says that it has synced and has not.
    pub fn cut(&self, after: usize, lies: bool, chance: &mut Chance) -> Image {
        let mut files: BTreeMap<&str, Content> = BTreeMap::new();
        for (name, bytes) in &self.files {
            let content = Content {
                lasting: bytes.clone(),
                waiting: Vec::new(),
            };
            files.insert(name, content);
        }
        // names that the folder may not have got, and files that it may still have
        let mut unsure: BTreeSet<&str> = BTreeSet::new();
        let mut ghosts: BTreeMap<&str, Content> = BTreeMap::new();
        for (name, step) in self.steps.iter().take(after) {
            match step {
                Step::Create => {
                    if !files.contains_key(name.as_str()) {
                        files.insert(name, Content::default());
                        unsure.insert(name);
                    }
                }
                Step::Delete(at_once) => {
                    let gone = files.remove(name.as_str());
                    if let (Some(content), false) = (gone, *at_once && !lies) {
                        ghosts.insert(name, content);
                    }
                    unsure.remove(name.as_str());
                }
                Step::Sync if lies => {}
                Step::Sync => {
                    if let Some(content) = files.get_mut(name.as_str()) {
                        for step in std::mem::take(&mut content.waiting) {
                            apply(&mut content.lasting, &step);
                        }
                    }
                    unsure.remove(name.as_str());
                    ghosts.remove(name.as_str());
                }
                Step::Write(..) | Step::Truncate(_) => {
                    if let Some(content) = files.get_mut(name.as_str()) {
                        content.waiting.push(step.clone());
                    }
                }
            }
        }
        let mut image = Image::new();
        for (name, content) in ghosts {
            if chance.percent(50) {
                image.insert(name.to_owned(), left_of(content, chance));
            }
        }
        for (name, content) in files {
            if unsure.contains(name) && chance.percent(50) {
                continue;
            }
            image.insert(name.to_owned(), left_of(content, chance));
        }
        image
    }
}

/// What was synced, and of each later step nothing, all or some sectors.
fn left_of(content: Content, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = content.lasting;
    // sometimes nearly all of it was written already, sometimes nearly none
    let share = [5, 30, 50, 70, 95][usize::try_from(chance.number() % 5).unwrap_or(0)];
    for step in content.waiting {
        match step {
            Step::Write(at, data) if chance.percent(25) => {
                for (sector, part) in data.chunks(SECTOR).enumerate() {
                    if chance.percent(share) {
                        let from = at + u64::try_from(sector * SECTOR).unwrap_or(0);
                        // the last sector may have been cut off within
                        let length = if chance.percent(10) {
                            usize::try_from(chance.number()).unwrap_or(0) % part.len()
                        } else {
                            part.len()
                        };
                        apply(&mut bytes, &Step::Write(from, part[..length].to_vec()));
                    }
                }
            }
            step => {
                if chance.percent(share) {
                    apply(&mut bytes, &step);
                }
            }
        }
    }
    bytes
}

fn apply(bytes: &mut Vec<u8>, step: &Step) {
    match step {
        Step::Write(at, data) => {
            let at = usize::try_from(*at).expect("files of tests fit into memory");
            if bytes.len() < at + data.len() {
                bytes.resize(at + data.len(), 0);
            }
            bytes[at..at + data.len()].copy_from_slice(data);
        }
        Step::Truncate(length) => {
            let length = usize::try_from(*length).expect("files of tests fit into memory");
            bytes.resize(length, 0);
        }
        Step::Sync | Step::Create | Step::Delete(_) => {}
    }
}
