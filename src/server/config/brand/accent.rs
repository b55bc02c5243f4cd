//! The colours that the app computes from `APP_ACCENT`, so that texts keep the contrast of WCAG 2.2 AA.

use std::fmt;

/// An opaque colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The colours of buttons and links in both colour schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    pub light: Shades,
    pub dark: Shades,
}

/// The colours of buttons and links in one colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// The ground of the main button.
    pub fill: Colour,
    /// The ground of the main button under the pointer.
    pub fill_strong: Colour,
    /// The text on both grounds.
    pub on_fill: Colour,
    /// Links, and outlines of the focus.
    pub link: Colour,
    /// Links under the pointer.
    pub link_strong: Colour,
}

/// The contrast that WCAG 2.2 AA requires of text (success criterion 1.4.3).
const TEXT: f64 = 4.5;
const WHITE: Colour = Colour([0xff, 0xff, 0xff]);
/// The text on a light accent, in both colour schemes.
const DARK: Colour = Colour([0x0d, 0x14, 0x20]);
/// The ground of the style sheet on which a link has the least contrast: `--sunken` in the light colour scheme.
const DARKEST_LIGHT_GROUND: Colour = Colour([0xee, 0xf1, 0xf6]);
/// The same in the dark colour scheme: `--surface`.
const LIGHTEST_DARK_GROUND: Colour = Colour([0x18, 0x20, 0x2c]);
/// The number of steps from a colour to black or white in which a readable shade is searched.
const STEPS: u32 = 64;
/// The number of steps between a colour and its shade under the pointer.
const STRONGER: u32 = 10;

impl Accent {
    /// Returns the colours for an accent. The error is the nearest darker colour that is readable: neither white nor dark text
    /// has enough contrast on some medium colours.
    pub fn of(accent: Colour) -> Result<Self, Colour> {
        let light = accent.light_shades().ok_or_else(|| accent.darkened_for(WHITE))?;
        let link = accent.lightened_for(LIGHTEST_DARK_GROUND);
        let strong = link.lighter(STRONGER);
        let dark = Shades { fill: link, fill_strong: strong, on_fill: DARK, link, link_strong: strong };
        Ok(Self { light, dark })
    }
}

impl Colour {
    /// Parses a colour of CSS as `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        match digits.len() {
            6 => Some(Self([red, green, blue])),
            3 => Some(Self([green & 0xf, blue >> 4, blue & 0xf].map(|digit| digit * 0x11))),
            _ => None,
        }
    }

    fn light_shades(self) -> Option<Shades> {
        let on_fill = [WHITE, DARK].into_iter().find(|text| text.contrast(self) >= TEXT)?;
        let fill_strong = if on_fill == WHITE { self.darker(STRONGER) } else { self.lighter(STRONGER) };
        let link = self.darkened_for(DARKEST_LIGHT_GROUND);
        Some(Shades { fill: self, fill_strong, on_fill, link, link_strong: link.darker(STRONGER) })
    }

    /// Returns the colour or the first darker shade that is readable with this light colour.
    fn darkened_for(self, light: Self) -> Self {
        let shades = (0..=STEPS).map(|step| self.darker(step));
        shades.into_iter().find(|shade| shade.contrast(light) >= TEXT).unwrap_or(Self([0; 3]))
    }

    /// Returns the colour or the first lighter shade that is readable with this dark colour.
    fn lightened_for(self, dark: Self) -> Self {
        let shades = (0..=STEPS).map(|step| self.lighter(step));
        shades.into_iter().find(|shade| shade.contrast(dark) >= TEXT).unwrap_or(WHITE)
    }

    fn darker(self, steps: u32) -> Self {
        Self(self.0.map(|channel| mixed(channel, 0, steps)))
    }

    fn lighter(self, steps: u32) -> Self {
        Self(self.0.map(|channel| mixed(channel, 0xff, steps)))
    }

    /// Returns the contrast ratio of two colours (WCAG 2.2, "contrast ratio").
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Returns the relative luminance (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Returns the channel after this number of the [`STEPS`] to another value.
fn mixed(from: u8, to: u8, steps: u32) -> u8 {
    let mixed = (u32::from(from) * (STEPS - steps) + u32::from(to) * steps) / STEPS;
    u8::try_from(mixed).unwrap_or(to)
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Accent, Colour, DARK, DARKEST_LIGHT_GROUND, LIGHTEST_DARK_GROUND, TEXT, WHITE};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn given_pairs_of_wcag_then_the_contrast_ratio_is_theirs() {
        for (one, other, expected) in
            [("#000", "#fff", 21.0), ("#777777", "#fff", 4.478), ("#767676", "#fff", 4.542), ("#ff0000", "#fff", 3.998)]
        {
            let ratio = colour(one).contrast(colour(other));
            assert!((ratio - expected).abs() < 0.001, "{one} {other}: {ratio}");
        }
    }

    #[test]
    fn given_another_notation_than_hex_then_it_is_no_colour() {
        assert_eq!(colour("#1a2").to_string(), "#11aa22");
        assert_eq!(colour("#C0FFEE").to_string(), "#c0ffee");
        for text in ["", "#", "1a2b3c", "#12", "#1234", "#12345", "#12345678", "#+12345", "#ggg", "red", "#é"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn given_a_light_accent_then_its_button_has_dark_text() {
        let accent = Accent::of(colour("#ffcc00")).unwrap();
        assert_eq!((accent.light.fill, accent.light.on_fill), (colour("#ffcc00"), DARK));
        assert_ne!(accent.light.link, accent.light.fill, "a yellow link would be invisible");
        assert_eq!(Accent::of(colour("#1f5fbf")).unwrap().light.on_fill, WHITE);
    }

    #[test]
    fn given_a_medium_accent_then_the_error_is_a_readable_colour() {
        let readable = Accent::of(colour("#777777")).unwrap_err();
        assert_eq!(readable.to_string(), "#757575");
        assert!(Accent::of(readable).is_ok());
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        let (light, dark) = tokens.split_once("prefers-color-scheme: dark").unwrap();
        assert!(light.contains(&format!("--sunken: {DARKEST_LIGHT_GROUND};")));
        assert!(dark.contains(&format!("--surface: {LIGHTEST_DARK_GROUND};")));
    }

    proptest::proptest! {
        #[test]
        fn every_text_of_an_accepted_accent_has_the_contrast_of_aa(channels: [u8; 3]) {
            let accent = Accent::of(Colour(channels)).unwrap_or_else(|readable| Accent::of(readable).unwrap());
            for (shades, ground) in [(accent.light, DARKEST_LIGHT_GROUND), (accent.dark, LIGHTEST_DARK_GROUND)] {
                for (text, ground) in [
                    (shades.on_fill, shades.fill),
                    (shades.on_fill, shades.fill_strong),
                    (shades.link, ground),
                    (shades.link_strong, ground),
                ] {
                    proptest::prop_assert!(text.contrast(ground) >= TEXT, "{text} on {ground} of {accent:?}");
                }
            }
        }
    }
}
