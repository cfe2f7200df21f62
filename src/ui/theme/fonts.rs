//! The fonts of the window: Noto Sans first, so that every Vietnamese letter has its glyph.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontTweak};

use super::bold_family;

pub(super) fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let regular = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
    let bold = include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf");
    fonts.font_data.insert(
        "noto".into(),
        Arc::new(FontData::from_static(regular).tweak(hinted())),
    );
    fonts.font_data.insert(
        "noto-bold".into(),
        Arc::new(FontData::from_static(bold).tweak(hinted())),
    );
    let fallbacks = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let with = |first: &str| -> Vec<String> {
        std::iter::once(first.to_owned())
            .chain(fallbacks.iter().cloned())
            .collect()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, with("noto"));
    fonts.families.insert(bold_family(), with("noto-bold"));
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.push("noto".into());
    }
    fonts
}

fn hinted() -> FontTweak {
    FontTweak {
        hinting: Some(true),
        ..FontTweak::default()
    }
}
