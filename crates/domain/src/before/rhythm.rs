//! How regular does an account post? Gaps between its posts, and the minutes of the hour that it
//! posts at.

use super::Posted;
use crate::Timestamp;
use crate::walltime::{day_of, wall_time};
use chrono::Timelike;
use chrono_tz::Tz;

/// Fewer gaps than these say nothing of a rhythm.
const LEAST_GAPS: usize = 3;

/// Fewer posts than these say nothing of a pattern of minutes.
const LEAST_MINUTES: usize = 10;

/// The middle gap between two posts, in minutes.
pub(super) fn gap_median(posts: &[&Posted]) -> Option<f64> {
    quantile(&gaps(posts), 0.5)
}

/// How far the middle half of the gaps lies apart (the interquartile range), in minutes.
pub(super) fn gap_spread(posts: &[&Posted]) -> Option<f64> {
    let gaps = gaps(posts);
    Some(quantile(&gaps, 0.75)? - quantile(&gaps, 0.25)?)
}

/// The coefficient of variation (standard deviation by mean) of the gaps between posts of one day
/// of the zone: 0 is a clock, 1 is chance. Nights are left out, which would make every clock that
/// sleeps look like chance.
pub(super) fn gap_variation(posts: &[&Posted], zone: Tz) -> Option<f64> {
    let gaps: Vec<f64> = posts
        .windows(2)
        .filter(|pair| day_of(zone, pair[0].at) == day_of(zone, pair[1].at))
        .map(|pair| minutes_between(pair[0].at, pair[1].at))
        .collect();
    if gaps.len() < LEAST_GAPS {
        return None;
    }
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    if mean <= 0.0 {
        return None;
    }
    let variance = gaps.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / gaps.len() as f64;
    Some(variance.sqrt() / mean)
}

/// The share of posts at minute :00 of the zone's hour, in percent; chance is 1.7.
pub(super) fn on_the_hour(posts: &[&Posted], zone: Tz) -> Option<f64> {
    let minutes = minutes(posts, zone)?;
    Some(100.0 * f64::from(minutes[0]) / posts.len() as f64)
}

/// How evenly the posts use the minutes of the hour: Shannon's entropy of the minute, in percent of
/// the most that so many posts can have. 0 is always the same minute.
pub(super) fn minute_spread(posts: &[&Posted], zone: Tz) -> Option<f64> {
    let minutes = minutes(posts, zone)?;
    let all = posts.len() as f64;
    let entropy: f64 = minutes
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / all)
        .map(|share| -share * share.log2())
        .sum();
    Some((100.0 * entropy / all.min(60.0).log2()).clamp(0.0, 100.0))
}

fn minutes(posts: &[&Posted], zone: Tz) -> Option<[u32; 60]> {
    if posts.len() < LEAST_MINUTES {
        return None;
    }
    let mut minutes = [0; 60];
    for post in posts {
        minutes[wall_time(zone, post.at).minute() as usize % 60] += 1;
    }
    Some(minutes)
}

fn gaps(posts: &[&Posted]) -> Vec<f64> {
    let mut gaps: Vec<f64> =
        posts.windows(2).map(|pair| minutes_between(pair[0].at, pair[1].at)).collect();
    gaps.sort_by(f64::total_cmp);
    gaps
}

fn minutes_between(from: Timestamp, to: Timestamp) -> f64 {
    (to - from).num_seconds() as f64 / 60.0
}

/// A quantile of sorted values, between its neighbours in proportion; none of under three.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    if sorted.len() < LEAST_GAPS {
        return None;
    }
    let place = share * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    let part = place - place.floor();
    Some(sorted.get(below)? * (1.0 - part) + sorted.get(above)? * part)
}
