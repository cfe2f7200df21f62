//! Design tokens: colours, type scale and spacing. Screens use these names and never a colour of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Frame, Margin,
    RichText, Shadow, Stroke, TextStyle, Theme, ThemePreference, Vec2, Visuals, style,
};

/// Text size of the whole window, in points. Noto Sans needs 15 for Vietnamese marks to stay legible.
pub const TEXT_SIZE: f32 = 15.0;
/// Size of hints and captions.
pub const SMALL_SIZE: f32 = 13.0;
/// Height of one row of a table or list.
pub const ROW_HEIGHT: f32 = 30.0;
/// Height of a button, a field, a segment.
pub const CONTROL_HEIGHT: f32 = 30.0;
/// Corner radius of fields, buttons and cards.
pub const RADIUS: u8 = 5;
/// Distances: within a group, between groups, between sections.
pub const GAP_SMALL: f32 = 4.0;
/// Between two fields.
pub const GAP: f32 = 8.0;
/// Between two sections, and the margin of a screen.
pub const GAP_LARGE: f32 = 16.0;
/// Width of the label column of a form.
pub const LABEL_WIDTH: f32 = 176.0;

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
}

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
}

/// The palette in force in this part of the window.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    of(ui.visuals().dark_mode)
}

/// The palette in force, where there is no `Ui` at hand.
pub fn palette_of(ctx: &egui::Context) -> &'static Palette {
    of(ctx.theme() == Theme::Dark)
}

const fn of(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Appearance {
    /// Light, the default: offices are bright and paper is white.
    #[default]
    Light,
    /// Dark.
    Dark,
    /// Follow the system.
    System,
}

/// The bold family.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold text at the size of text.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(TEXT_SIZE, bold_family()))
}

/// Heading of a section.
pub fn section_text(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(17.0, bold_family()))
}

/// Title of a screen.
pub fn title_text(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(21.0, bold_family()))
}

/// Caption or hint.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL_SIZE)
}

/// The white sheet on which a screen lays a group of things.
pub fn sheet(ui: &egui::Ui) -> Frame {
    let colours = palette(ui);
    Frame::new()
        .fill(colours.surface)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(CornerRadius::same(RADIUS + 2))
        .inner_margin(Margin::symmetric(14, 12))
}

/// Installs fonts and both styles. Call once, before the first frame.
pub fn apply(ctx: &egui::Context, appearance: Appearance) {
    ctx.set_fonts(fonts());
    ctx.set_style_of(Theme::Light, style_for(Theme::Light));
    ctx.set_style_of(Theme::Dark, style_for(Theme::Dark));
    set_appearance(ctx, appearance);
}

/// Changes between light and dark.
pub fn set_appearance(ctx: &egui::Context, appearance: Appearance) {
    ctx.set_theme(match appearance {
        Appearance::Light => ThemePreference::Light,
        Appearance::Dark => ThemePreference::Dark,
        Appearance::System => ThemePreference::System,
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let regular = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
    let bold = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");
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

fn hinted() -> egui::FontTweak {
    egui::FontTweak {
        hinting: Some(true),
        ..egui::FontTweak::default()
    }
}

fn style_for(theme: Theme) -> egui::Style {
    let colours = of(theme == Theme::Dark);
    let mut style = egui::Style {
        text_styles: text_styles(),
        visuals: visuals(theme, colours),
        animation_time: 0.08,
        ..egui::Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(GAP, GAP);
    spacing.button_padding = Vec2::new(12.0, 4.0);
    spacing.interact_size = Vec2::new(40.0, CONTROL_HEIGHT);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(18);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 11.0;
    spacing.icon_spacing = 8.0;
    spacing.combo_width = 160.0;
    spacing.text_edit_width = 320.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = scroll_style();
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style
}

/// A quiet bar that is always there: people must see that a list goes on.
fn scroll_style() -> style::ScrollStyle {
    let mut scroll = style::ScrollStyle::thin();
    scroll.bar_width = 10.0;
    scroll.floating_width = 8.0;
    scroll.floating_allocated_width = 12.0;
    scroll.bar_inner_margin = 2.0;
    scroll.bar_outer_margin = 1.0;
    scroll.handle_min_length = 28.0;
    scroll.foreground_color = true;
    scroll.dormant_background_opacity = 0.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.0;
    scroll.dormant_handle_opacity = 0.22;
    scroll.active_handle_opacity = 0.32;
    scroll.interact_handle_opacity = 0.5;
    scroll.fade.strength = 0.0;
    scroll
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    let proportional = FontFamily::Proportional;
    [
        (
            TextStyle::Small,
            FontId::new(SMALL_SIZE, proportional.clone()),
        ),
        (
            TextStyle::Body,
            FontId::new(TEXT_SIZE, proportional.clone()),
        ),
        (TextStyle::Button, FontId::new(TEXT_SIZE, proportional)),
        (TextStyle::Heading, FontId::new(21.0, bold_family())),
        (
            TextStyle::Monospace,
            FontId::new(14.0, FontFamily::Monospace),
        ),
    ]
    .into()
}

fn visuals(theme: Theme, colours: &Palette) -> Visuals {
    let mut visuals = match theme {
        Theme::Dark => Visuals::dark(),
        Theme::Light => Visuals::light(),
    };
    let accent_text = colours.tone(Tone::Accent).fg;
    visuals.widgets = widget_states(colours);
    visuals.selection.bg_fill = colours.selected;
    visuals.selection.stroke = Stroke::new(1.5, accent_text);
    visuals.hyperlink_color = colours.tone(Tone::Info).fg;
    visuals.weak_text_color = Some(colours.weak);
    visuals.faint_bg_color = colours.hover;
    visuals.extreme_bg_color = colours.field;
    visuals.text_edit_bg_color = Some(colours.field);
    visuals.code_bg_color = colours.hover;
    visuals.warn_fg_color = colours.tone(Tone::Caution).fg;
    visuals.error_fg_color = colours.tone(Tone::Bad).fg;
    visuals.window_corner_radius = CornerRadius::same(RADIUS + 3);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS + 1);
    visuals.window_fill = colours.surface;
    visuals.window_stroke = Stroke::new(1.0, colours.line);
    visuals.panel_fill = colours.canvas;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if theme == Theme::Dark { 120 } else { 36 }),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(2.0, accent_text);
    // a still caret costs no frames: an idle window stays idle
    visuals.text_cursor.blink = false;
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, accent_text);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, colours.weak);
    visuals.indent_has_left_vline = false;
    visuals.disabled_alpha = 0.55;
    visuals
}

fn widget_states(colours: &Palette) -> style::Widgets {
    let state = |fill: Color32, stroke: Color32, text: Color32| style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.4, text),
        expansion: 0.0,
    };
    let accent = colours.tone(Tone::Accent).fg;
    style::Widgets {
        noninteractive: state(colours.surface, colours.line, colours.text),
        inactive: state(colours.surface, colours.outline, colours.text),
        hovered: state(colours.hover, colours.weak, colours.text),
        active: state(colours.selected, accent, colours.text),
        open: state(colours.hover, accent, colours.text),
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
            for (text, background) in pairs {
                let ratio = contrast(text, background);
                assert!(ratio >= 4.5, "{text:?} on {background:?}: {ratio:.2}");
            }
        }
    }
}
