//! How does a line of a message file take up its values? A line names its gaps in braces, as in
//! `{account}`. Terminal and window have files of their own, and fill them alike.

/// Fills the gaps in one pass, so that braces in a value are left alone. A gap without a
/// value stays as it is.
pub fn fill(template: &str, params: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, left)| {
            let (_, value) = params.iter().find(|(param, _)| *param == name)?;
            Some((*value, left))
        });
        if let Some((value, left)) = value {
            filled.push_str(value);
            rest = left;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_braces_is_left_alone() {
        let filled = fill("{a} and {b}, {c}", &[("a", "{b}"), ("b", "two")]);
        assert_eq!(filled, "{b} and two, {c}");
    }
}
