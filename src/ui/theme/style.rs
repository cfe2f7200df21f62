//! Every part of egui's look, set from the tokens. Whole literals on purpose: a new part of a newer egui
//! stops the build until somebody decides how it looks here.

use std::collections::BTreeMap;

use eframe::egui::{
    Color32, CornerRadius, CursorIcon, FontFamily, FontId, Margin, Shadow, Stroke, Style,
    TextStyle, Theme, Vec2, Visuals, style,
};

use super::{
    GAP, Palette, RADIUS, SMALL_SIZE, Sizes, TEXT_SIZE, TITLE_SIZE, Tone, bold_family, of, ring,
};

pub(super) fn style(theme: Theme, sizes: Sizes, light: bool) -> Style {
    let colours = of(theme == Theme::Dark);
    let mut visuals = visuals(theme, colours);
    if light {
        visuals.window_shadow = Shadow::NONE;
        visuals.popup_shadow = Shadow::NONE;
    }
    Style {
        text_styles: text_styles(),
        spacing: spacing(sizes),
        interaction: interaction(),
        visuals,
        animation_time: if light { 0.0 } else { 0.08 },
        explanation_tooltips: false,
        url_in_tooltip: false,
        ..Style::default()
    }
}

fn spacing(sizes: Sizes) -> style::Spacing {
    style::Spacing {
        item_spacing: Vec2::new(GAP, sizes.line),
        window_margin: Margin::same(18),
        button_padding: Vec2::new(12.0, sizes.pad),
        menu_margin: Margin::same(6),
        indent: 22.0,
        interact_size: Vec2::new(40.0, sizes.control),
        slider_width: 160.0,
        slider_rail_height: 4.0,
        combo_width: 160.0,
        text_edit_width: 320.0,
        extra_text_line_spacing: 0.0,
        icon_width: 18.0,
        icon_width_inner: 11.0,
        icon_spacing: 8.0,
        default_area_size: Vec2::new(600.0, 400.0),
        tooltip_width: 420.0,
        menu_width: 420.0,
        menu_spacing: 2.0,
        indent_ends_with_horizontal_line: false,
        combo_height: 320.0,
        scroll: scroll(),
    }
}

fn interaction() -> style::Interaction {
    style::Interaction {
        interact_radius: 3.0,
        resize_grab_radius_side: 4.0,
        resize_grab_radius_corner: 10.0,
        show_tooltips_only_when_still: true,
        tooltip_delay: 0.35,
        tooltip_grace_time: 0.2,
        selectable_labels: false,
        multi_widget_text_select: false,
    }
}

/// A quiet bar that is always there: people must see that a list goes on.
fn scroll() -> style::ScrollStyle {
    style::ScrollStyle {
        floating: true,
        content_margin: Margin::ZERO,
        bar_width: 10.0,
        handle_min_length: 28.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 1.0,
        floating_width: 8.0,
        floating_allocated_width: 12.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.22,
        active_handle_opacity: 0.32,
        interact_handle_opacity: 0.5,
        fade: style::ScrollFadeStyle {
            strength: 0.0,
            size: 0.0,
        },
        // a mouse list stops where the hand stops
        kinetic: style::KineticScrollStyle {
            decay_time: 0.0,
            ..style::KineticScrollStyle::default()
        },
    }
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
        (TextStyle::Heading, FontId::new(TITLE_SIZE, bold_family())),
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
    let accent = colours.tone(Tone::Accent).fg;
    visuals.override_text_color = None;
    visuals.weak_text_alpha = 1.0;
    visuals.weak_text_color = Some(colours.weak);
    visuals.widgets = widget_states(colours);
    visuals.selection = style::Selection {
        bg_fill: colours.selected,
        stroke: Stroke::new(1.5, accent),
    };
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, accent);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, colours.weak);
    visuals.hyperlink_color = colours.tone(Tone::Info).fg;
    visuals.faint_bg_color = colours.hover;
    visuals.extreme_bg_color = colours.field;
    visuals.text_edit_bg_color = Some(colours.field);
    visuals.code_bg_color = colours.hover;
    visuals.warn_fg_color = colours.tone(Tone::Caution).fg;
    visuals.error_fg_color = colours.tone(Tone::Bad).fg;
    let shadow = shadow(theme);
    visuals.window_corner_radius = CornerRadius::same(RADIUS + 3);
    visuals.window_shadow = shadow;
    visuals.window_fill = colours.surface;
    visuals.window_stroke = Stroke::new(1.0, colours.outline);
    visuals.window_highlight_topmost = false;
    visuals.menu_corner_radius = CornerRadius::same(RADIUS + 1);
    visuals.panel_fill = colours.canvas;
    visuals.popup_shadow = shadow;
    visuals.text_cursor = style::TextCursorStyle {
        stroke: Stroke::new(2.0, accent),
        preview: false,
        // a still caret costs no frames: an idle window stays idle
        blink: false,
        on_duration: 0.5,
        off_duration: 0.5,
    };
    visuals.button_frame = true;
    visuals.collapsing_header_frame = false;
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = style::HandleShape::Circle;
    visuals.interact_cursor = Some(CursorIcon::PointingHand);
    visuals.image_loading_spinners = false;
    visuals.disabled_alpha = 0.55;
    visuals
}

fn shadow(theme: Theme) -> Shadow {
    Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if theme == Theme::Dark { 120 } else { 36 }),
    }
}

fn widget_states(colours: &Palette) -> style::Widgets {
    let state = |fill: Color32, line: Stroke, text: Color32| style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: line,
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.4, text),
        expansion: 0.0,
    };
    let thin = |colour| Stroke::new(1.0, colour);
    style::Widgets {
        noninteractive: state(colours.surface, thin(colours.line), colours.text),
        inactive: state(colours.surface, thin(colours.outline), colours.text),
        hovered: state(colours.hover, thin(colours.weak), colours.text),
        // egui shows the focus as `active`: this is the focus ring of buttons, fields and boxes
        active: state(colours.selected, ring(colours), colours.text),
        open: state(
            colours.hover,
            thin(colours.tone(Tone::Accent).fg),
            colours.text,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Density, RING};

    #[test]
    fn nothing_keeps_the_look_of_a_default_program() {
        for theme in [Theme::Light, Theme::Dark] {
            for density in [Density::Comfortable, Density::Compact] {
                let ours = style(theme, density.sizes(), false);
                let theirs = theme.default_style();
                assert_ne!(ours.text_styles, theirs.text_styles);
                let (a, b) = (&ours.visuals, &theirs.visuals);
                let widgets = |v: &Visuals| v.widgets.clone();
                assert_ne!(widgets(a).noninteractive, widgets(b).noninteractive);
                assert_ne!(widgets(a).inactive, widgets(b).inactive);
                assert_ne!(widgets(a).hovered, widgets(b).hovered);
                assert_ne!(widgets(a).active, widgets(b).active);
                assert_ne!(widgets(a).open, widgets(b).open);
                assert_ne!(a.selection, b.selection);
                assert_ne!(a.hyperlink_color, b.hyperlink_color);
                assert_ne!(a.window_fill, b.window_fill);
                assert_ne!(a.window_stroke, b.window_stroke);
                assert_ne!(a.window_shadow, b.window_shadow);
                assert_ne!(a.popup_shadow, b.popup_shadow);
                assert_ne!(a.panel_fill, b.panel_fill);
                assert_ne!(a.text_cursor, b.text_cursor);
                assert_ne!(ours.spacing.scroll, theirs.spacing.scroll);
                assert_ne!(ours.spacing.item_spacing, theirs.spacing.item_spacing);
                assert_ne!(ours.spacing.button_padding, theirs.spacing.button_padding);
                assert!(a.widgets.active.bg_stroke.width >= RING);
                assert!(!a.text_cursor.blink);
            }
        }
    }

    #[test]
    fn compact_rows_are_smaller_and_still_legible() {
        let (wide, tight) = (Density::Comfortable.sizes(), Density::Compact.sizes());
        assert!(tight.row < wide.row && tight.control < wide.control);
        assert!(tight.row >= 24.0 && tight.control >= 24.0);
    }
}
