//! The small pictures of photos, handed to the graphics card once.

use std::collections::BTreeMap;

use eframe::egui::{ColorImage, TextureHandle, TextureOptions, Ui};

use crate::worker::Thumbnail;

/// By the hash of the photo.
#[derive(Default)]
pub struct Pictures {
    version: u64,
    by_hash: BTreeMap<String, TextureHandle>,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.by_hash.keys()).finish()
    }
}

impl Pictures {
    /// Takes in what was loaded; what is no longer there is let go.
    pub fn take(&mut self, ui: &Ui, thumbs: &[(String, Thumbnail)], version: u64) {
        if self.version == version {
            return;
        }
        self.version = version;
        let mut kept = BTreeMap::new();
        for (hash, picture) in thumbs {
            let texture = self.by_hash.remove(hash).unwrap_or_else(|| {
                let size = [picture.width, picture.height];
                let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
                ui.ctx().load_texture(hash, image, TextureOptions::LINEAR)
            });
            kept.insert(hash.clone(), texture);
        }
        self.by_hash = kept;
    }

    pub fn of(&self, hash: &str) -> Option<&TextureHandle> {
        self.by_hash.get(hash)
    }
}
