//! Colours by what they say, in light and in dark.

use eframe::egui::Color32;

/// What a colour says. Always shown with a word or a number as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say: not rated, planned, withdrawn.
    Neutral,
    /// Reached, closed, on time.
    Good,
    /// Partly reached, due soon, waiting.
    Caution,
    /// Not reached, overdue, returned.
    Bad,
    /// In hand.
    Info,
    /// The colour of the program itself.
    Accent,
}

/// Text and background of one tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Colour of text and strokes.
    pub fg: Color32,
    /// Fill behind it.
    pub bg: Color32,
}

/// Every colour of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind everything.
    pub canvas: Color32,
    /// Cards, tables, fields' surroundings.
    pub surface: Color32,
    /// The left rail.
    pub rail: Color32,
    /// Inside of a field.
    pub field: Color32,
    /// Text.
    pub text: Color32,
    /// Captions and hints.
    pub weak: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Outline of fields and buttons.
    pub outline: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Chosen row, chosen text.
    pub selected: Color32,
    /// Fill of the main button; text on it is `on_accent`.
    pub accent: Color32,
    /// The same under the pointer.
    pub accent_hover: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    neutral: Pair,
    good: Pair,
    caution: Pair,
    bad: Pair,
    info: Pair,
    accent_pair: Pair,
    heat: [Pair; HEAT_STEPS],
}

/// Shades of a score, from far below to fully reached. The number stands on each.
pub const HEAT_STEPS: usize = 5;

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn pair(fg: u32, bg: u32) -> Pair {
    Pair {
        fg: rgb(fg),
        bg: rgb(bg),
    }
}

/// Warm grey paper and a deep red.
pub const LIGHT: Palette = Palette {
    canvas: rgb(0x00F6_F3EF),
    surface: rgb(0x00FF_FFFF),
    rail: rgb(0x00EC_E6DF),
    field: rgb(0x00FF_FFFF),
    text: rgb(0x0026_211D),
    weak: rgb(0x0064_5B53),
    line: rgb(0x00E2_DBD3),
    outline: rgb(0x00BD_B2A7),
    hover: rgb(0x00F1_EBE4),
    selected: rgb(0x00F6_DFDB),
    accent: rgb(0x009B_1C1F),
    accent_hover: rgb(0x0084_1518),
    on_accent: rgb(0x00FF_FFFF),
    neutral: pair(0x0056_4E47, 0x00EB_E6E0),
    good: pair(0x001B_6236, 0x00E0_F0E4),
    caution: pair(0x007D_4A00, 0x00FB_EDD0),
    bad: pair(0x009E_1B1B, 0x00FB_E3E0),
    info: pair(0x001C_4F7C, 0x00E0_ECF6),
    accent_pair: pair(0x009B_1C1F, 0x00F6_DFDB),
    heat: [
        pair(0x00FF_FFFF, 0x00B2_4033),
        pair(0x005A_1A10, 0x00F1_BFAE),
        pair(0x0059_3A00, 0x00FA_E5BD),
        pair(0x001F_4D33, 0x00E2_EFDD),
        pair(0x0014_492B, 0x00BF_E0C3),
    ],
};

/// The same at night.
pub const DARK: Palette = Palette {
    canvas: rgb(0x001E_1B19),
    surface: rgb(0x0028_2421),
    rail: rgb(0x0017_1513),
    field: rgb(0x001A_1816),
    text: rgb(0x00EC_E6DF),
    weak: rgb(0x00B7_ADA3),
    line: rgb(0x003B_3531),
    outline: rgb(0x0061_5850),
    hover: rgb(0x0034_2F2B),
    selected: rgb(0x0055_2A28),
    accent: rgb(0x00A9_302F),
    accent_hover: rgb(0x00BC_3F3D),
    on_accent: rgb(0x00FF_FFFF),
    neutral: pair(0x00CF_C6BD, 0x003B_3531),
    good: pair(0x0093_D7A8, 0x001E_3A29),
    caution: pair(0x00F2_C46D, 0x0043_3213),
    bad: pair(0x00F5_A8A1, 0x004D_2321),
    info: pair(0x009C_C8EE, 0x001D_3549),
    accent_pair: pair(0x00F0_A29C, 0x0055_2A28),
    heat: [
        pair(0x00FF_FFFF, 0x00A3_3A2F),
        pair(0x00FF_D9CF, 0x0068_2F27),
        pair(0x00F7_DDA6, 0x0052_3F18),
        pair(0x00C9_E8CF, 0x0025_3F2D),
        pair(0x00D6_F5DC, 0x0020_5736),
    ],
};

impl Palette {
    /// The colours of a tone.
    pub const fn tone(&self, tone: Tone) -> Pair {
        match tone {
            Tone::Neutral => self.neutral,
            Tone::Good => self.good,
            Tone::Caution => self.caution,
            Tone::Bad => self.bad,
            Tone::Info => self.info,
            Tone::Accent => self.accent_pair,
        }
    }

    /// The shade of a whole percentage.
    pub const fn heat(&self, percent: u32) -> Pair {
        let [far, low, middle, near, full] = self.heat;
        match percent {
            0..50 => far,
            50..70 => low,
            70..85 => middle,
            85..95 => near,
            _ => full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn what_must_be_seen_stands_out_from_what_is_behind_it() {
        for colours in [&LIGHT, &DARK] {
            let ring = colours.tone(Tone::Accent).fg;
            for background in [colours.canvas, colours.surface, colours.field, colours.rail] {
                let ratio = contrast(ring, background);
                assert!(ratio >= 3.0, "focus ring on {background:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn every_text_is_legible() {
        for colours in [&LIGHT, &DARK] {
            let mut pairs = vec![
                (colours.on_accent, colours.accent),
                (colours.on_accent, colours.accent_hover),
            ];
            for background in [
                colours.canvas,
                colours.surface,
                colours.rail,
                colours.field,
                colours.hover,
                colours.selected,
            ] {
                pairs.push((colours.text, background));
                pairs.push((colours.weak, background));
            }
            for tone in [
                Tone::Neutral,
                Tone::Good,
                Tone::Caution,
                Tone::Bad,
                Tone::Info,
                Tone::Accent,
            ] {
                let pair = colours.tone(tone);
                pairs.push((pair.fg, pair.bg));
                pairs.push((pair.fg, colours.surface));
            }
            for percent in [0, 49, 50, 69, 70, 84, 85, 94, 95, 100] {
                let pair = colours.heat(percent);
                pairs.push((pair.fg, pair.bg));
            }
            for (text, background) in pairs {
                let ratio = contrast(text, background);
                assert!(ratio >= 4.5, "{text:?} on {background:?}: {ratio:.2}");
            }
        }
    }
}
