//! How are the small values of the command line written? Lengths of time and caps.

use chrono::TimeDelta;
use std::str::FromStr;

/// A length of time as the owner writes it: `90s`, `15m`, `2h`, `3d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) TimeDelta);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a length of time: write 90s, 15m, 2h or 3d");
        let unit = text.chars().last().ok_or_else(wrong)?;
        let number = text.strip_suffix(unit).unwrap_or_default();
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let number: i64 = number.parse().map_err(|_| wrong())?;
        let seconds = match unit {
            's' => Some(number),
            'm' => number.checked_mul(60),
            'h' => number.checked_mul(3_600),
            'd' => number.checked_mul(86_400),
            _ => return Err(wrong()),
        };
        // Ten years: beyond every rule of an account, and far from the edges of the calendar.
        let too_long = || format!("'{text}' is too long: at most 3650d");
        let seconds = seconds.filter(|seconds| *seconds <= 3_650 * 86_400).ok_or_else(too_long)?;
        TimeDelta::try_seconds(seconds).map(Self).ok_or_else(too_long)
    }
}

/// A cap of posts in a rolling day, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CapArg(pub(crate) Option<u32>);

impl FromStr for CapArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(None));
        }
        match text.parse::<u32>() {
            Ok(number) if number > 0 => Ok(Self(Some(number))),
            Ok(_) | Err(_) => {
                Err(format!("'{text}' is not a cap: write a whole number above 0, or none"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_one_number_and_one_unit() {
        let seconds = |text: &str| text.parse::<Span>().map(|span| span.0.num_seconds());
        assert_eq!(seconds("90s"), Ok(90));
        assert_eq!(seconds("15m"), Ok(900));
        assert_eq!(seconds("2h"), Ok(7_200));
        assert_eq!(seconds("3d"), Ok(259_200));
        for wrong in ["", "s", "15", "-5m", "1.5h", "2 h", "1h30m", "3w", "9999999999999d", "4é"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_cap_is_a_number_above_zero_or_none() {
        assert_eq!("none".parse(), Ok(CapArg(None)));
        assert_eq!("50".parse(), Ok(CapArg(Some(50))));
        for wrong in ["0", "-1", "", "many"] {
            assert!(wrong.parse::<CapArg>().is_err(), "{wrong}");
        }
    }
}
