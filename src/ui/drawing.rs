//! How much the window draws. Where the processor draws every picture (no graphics chip, remote desktop, virtual
//! machine) shadows, soft edges and movement cost more than they give.

use std::time::{Duration, Instant};

use eframe::egui::{Context, Event, Id, RawInput};
use serde::{Deserialize, Serialize};

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawing {
    /// Light where the processor draws or the screen is far away.
    #[default]
    Auto,
    Light,
    Full,
}

impl Drawing {
    /// Whether to draw little here.
    pub const fn is_light(self, machine: &Machine) -> bool {
        match self {
            Self::Auto => machine.software || machine.remote,
            Self::Light => true,
            Self::Full => false,
        }
    }
}

/// What puts the picture on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Machine {
    /// As the driver calls itself.
    pub name: String,
    /// The processor draws.
    pub software: bool,
    /// The screen is another computer's.
    pub remote: bool,
}

/// Parts of the names of those that draw on the processor.
const SOFTWARE: &[&str] = &[
    "llvmpipe",
    "softpipe",
    "swrast",
    "software rasterizer",
    "swiftshader",
    "gdi generic",
    "basic render",
    "warp",
];

impl Machine {
    /// From the name of the driver and what else is known of it.
    pub fn of(name: String, processor: bool, remote: bool) -> Self {
        let lower = name.to_lowercase();
        let software = processor || SOFTWARE.iter().any(|part| lower.contains(part));
        Self {
            name,
            software,
            remote,
        }
    }

    /// Why little is drawn here, as a half sentence; `None` where there is no reason.
    pub fn reason(&self) -> Option<String> {
        if self.software {
            Some(format!(
                "máy này vẽ màn hình bằng bộ xử lý ({})",
                self.name.split('(').next().unwrap_or_default().trim()
            ))
        } else {
            self.remote
                .then(|| "đang dùng qua màn hình từ xa".to_owned())
        }
    }
}

/// Whether the session that Windows names is shown on another computer.
pub fn is_remote_session(name: &str) -> bool {
    let begin = name.get(..4).unwrap_or_default();
    ["rdp-", "ica-"]
        .iter()
        .any(|far| begin.eq_ignore_ascii_case(far))
}

fn place() -> Id {
    Id::unique("machine")
}

/// What draws this window.
pub fn machine(ctx: &Context) -> Machine {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

/// Told once, when the window is made.
pub fn set_machine(ctx: &Context, machine: Machine) {
    ctx.data_mut(|data| data.insert_temp(place(), machine));
}

/// While only the mouse moves, so many pictures a second are enough.
const MOVING: Duration = Duration::from_millis(50);

/// Lets the steps of a moving mouse gather, so that one picture shows several of them.
#[derive(Debug)]
pub struct Pace {
    last: Instant,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            last: Instant::now(),
        }
    }
}

impl Pace {
    /// How long this picture may wait; nothing that was typed, pressed or turned ever waits.
    pub fn wait(&mut self, input: &RawInput, held: bool, now: Instant) -> Duration {
        let only_moved = !held
            && !input.events.is_empty()
            && input
                .events
                .iter()
                .all(|event| matches!(event, Event::PointerMoved(_) | Event::MouseMoved(_)));
        let wait = if only_moved {
            MOVING.saturating_sub(now.saturating_duration_since(self.last))
        } else {
            Duration::ZERO
        };
        self.last = now + wait;
        wait
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn what_the_processor_draws_is_told_by_its_name() {
        let of = |name: &str| Machine::of(name.to_owned(), false, false).software;
        for name in [
            "llvmpipe (LLVM 15.0.6, 256 bits)",
            "GDI Generic",
            "Microsoft Basic Render Driver",
            "SwiftShader Device (Subzero)",
        ] {
            assert!(of(name), "{name}");
        }
        for name in [
            "Intel(R) HD Graphics 4600",
            "NVIDIA GeForce GT 710/PCIe/SSE2",
            "AMD Radeon(TM) Vega 8 Graphics",
            "",
        ] {
            assert!(!of(name), "{name}");
        }
        assert!(Machine::of("Máy nào đó".into(), true, false).software);
    }

    #[test]
    fn little_is_drawn_where_it_helps_unless_the_person_says_otherwise() {
        let quick = Machine::default();
        let slow = Machine::of("llvmpipe (LLVM 15)".into(), false, false);
        let far = Machine::of("Intel".into(), false, true);
        assert!(!Drawing::Auto.is_light(&quick) && Drawing::Auto.is_light(&slow));
        assert!(Drawing::Auto.is_light(&far) && !Drawing::Full.is_light(&far));
        assert!(Drawing::Light.is_light(&quick) && !Drawing::Full.is_light(&slow));
        assert_eq!(quick.reason(), None);
        assert_eq!(
            slow.reason().as_deref(),
            Some("máy này vẽ màn hình bằng bộ xử lý (llvmpipe)")
        );
        assert!(far.reason().is_some_and(|words| words.contains("từ xa")));
    }

    #[test]
    fn a_session_from_afar_is_told_by_its_name() {
        assert!(is_remote_session("RDP-Tcp#3") && is_remote_session("ICA-tcp#1"));
        assert!(
            !is_remote_session("Console") && !is_remote_session("") && !is_remote_session("Đề")
        );
    }

    #[test]
    fn only_a_moving_mouse_waits() {
        let begin = Instant::now();
        let mut pace = Pace { last: begin };
        let moved = || RawInput {
            events: vec![Event::PointerMoved(pos2(1.0, 1.0)); 3],
            ..RawInput::default()
        };
        let soon = begin + Duration::from_millis(10);
        assert_eq!(
            pace.wait(&moved(), false, soon),
            MOVING.saturating_sub(Duration::from_millis(10))
        );
        // the hand that draws something along, a key, a picture that was asked for
        assert_eq!(pace.wait(&moved(), true, soon), Duration::ZERO);
        let mut typed = moved();
        typed.events.push(Event::Text("ấ".into()));
        assert_eq!(pace.wait(&typed, false, soon), Duration::ZERO);
        assert_eq!(pace.wait(&RawInput::default(), false, soon), Duration::ZERO);
        let late = soon + Duration::from_secs(1);
        assert_eq!(pace.wait(&moved(), false, late), Duration::ZERO);
    }
}
