//! Which picture is it? The three forms, drawn by `icons/render.sh` from one source, in light ink for
//! dark panels and dark ink for light ones. One picture of 48 pixels goes to the panel, which scales it
//! to its own size; its silhouettes were checked at 16.

use super::view::Form;
use tauri::Theme;
use tauri::image::Image;

/// What the panel looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// A dark panel: light ink.
    Dark,
    /// A light panel: dark ink.
    Light,
}

/// The likely ground of the panel. GNOME's top bar is dark whatever the theme is; elsewhere panels
/// follow the theme. `desktop` is `XDG_CURRENT_DESKTOP`, a list with colons.
pub(crate) fn ground(desktop: &str, theme: Theme) -> Ground {
    let is_gnome = desktop.split(':').any(|name| name.eq_ignore_ascii_case("gnome"));
    match theme {
        _ if is_gnome => Ground::Dark,
        Theme::Light => Ground::Light,
        _ => Ground::Dark,
    }
}

/// The picture of a form.
pub(crate) fn image(form: Form, ground: Ground) -> tauri::Result<Image<'static>> {
    Image::from_bytes(png(form, ground))
}

fn png(form: Form, ground: Ground) -> &'static [u8] {
    macro_rules! drawn {
        ($name:literal) => {
            include_bytes!(concat!("../../../icons/tray/", $name, "-48.png"))
        };
    }
    match (form, ground) {
        (Form::Steady, Ground::Dark) => drawn!("steady-on-dark"),
        (Form::Steady, Ground::Light) => drawn!("steady-on-light"),
        (Form::Alert, Ground::Dark) => drawn!("alert-on-dark"),
        (Form::Alert, Ground::Light) => drawn!("alert-on-light"),
        (Form::Paused, Ground::Dark) => drawn!("paused-on-dark"),
        (Form::Paused, Ground::Light) => drawn!("paused-on-light"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("GNOME", Theme::Light, Ground::Dark)]
    #[case("ubuntu:GNOME", Theme::Light, Ground::Dark)]
    #[case("KDE", Theme::Light, Ground::Light)]
    #[case("KDE", Theme::Dark, Ground::Dark)]
    #[case("", Theme::Dark, Ground::Dark)]
    fn the_ink_fits_the_panel(#[case] desktop: &str, #[case] theme: Theme, #[case] fit: Ground) {
        assert_eq!(ground(desktop, theme), fit);
    }

    /// How many pixels of two pictures differ by more than half of their opacity.
    fn differing(one: &Image<'_>, other: &Image<'_>) -> usize {
        let opacity = |image: &Image<'_>| -> Vec<u8> {
            image.rgba().chunks_exact(4).map(|pixel| pixel[3]).collect()
        };
        opacity(one).iter().zip(opacity(other)).filter(|(a, b)| a.abs_diff(*b) > 127).count()
    }

    #[test]
    fn the_forms_are_told_apart_by_silhouette_alone() {
        let forms = [Form::Steady, Form::Alert, Form::Paused];
        for ground in [Ground::Dark, Ground::Light] {
            for (place, one) in forms.iter().enumerate() {
                for other in &forms[place + 1..] {
                    let (a, b) = (image(*one, ground).unwrap(), image(*other, ground).unwrap());
                    assert_eq!((a.width(), a.height()), (48, 48));
                    // A sixth of the whole picture.
                    assert!(differing(&a, &b) > 48 * 48 / 6, "{one:?} and {other:?}");
                }
            }
        }
    }
}
