//! Does a JSON body have the shape that X's specification gives it? Unknown fields are refused, as
//! on X.

use serde_json::Value;

/// What a value must look like.
pub(crate) enum Shape {
    /// Any text, at most so many characters (Unicode code points) long.
    Text(usize),
    /// 1 to 19 digits.
    Id,
    /// `true` or `false`.
    Flag,
    /// A whole number in this range, both ends included.
    Whole(u64, u64),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list of so many to so many of the same.
    List(&'static Shape, usize, usize),
    /// An object with these fields and no others.
    Object(&'static [Field]),
    /// Anything.
    Any,
}

/// A field of an object.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) need: Need,
}

/// Must a field be there?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// A field that may be left out.
pub(crate) const fn optional(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Optional }
}

/// A field that must be there.
pub(crate) const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Required }
}

/// Where a value does not fit, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Misfit {
    /// As X names it, such as `$.poll.options[2]`.
    pub(crate) path: String,
    pub(crate) value: Value,
    pub(crate) reason: String,
}

impl Shape {
    /// Checks a whole body.
    pub(crate) fn check(&self, value: &Value) -> Result<(), Misfit> {
        self.check_at("$", value)
    }

    fn check_at(&self, path: &str, value: &Value) -> Result<(), Misfit> {
        let misfit =
            |reason: String| Err(Misfit { path: path.to_owned(), value: value.clone(), reason });
        match self {
            Self::Any => Ok(()),
            Self::Flag if value.is_boolean() => Ok(()),
            Self::Flag => misfit("must be a boolean".to_owned()),
            Self::Text(longest) => match value.as_str() {
                Some(text) if text.chars().count() <= *longest => Ok(()),
                Some(_) => misfit(format!("must be at most {longest} characters long")),
                None => misfit("must be a string".to_owned()),
            },
            Self::Id => match value.as_str() {
                Some(text) if is_id(text) => Ok(()),
                _ => misfit("does not match the regex pattern ^[0-9]{1,19}$".to_owned()),
            },
            Self::Whole(least, most) => match value.as_u64() {
                Some(number) if (*least..=*most).contains(&number) => Ok(()),
                _ => misfit(format!("must be an integer between {least} and {most}")),
            },
            Self::OneOf(known) => match value.as_str() {
                Some(text) if known.contains(&text) => Ok(()),
                _ => misfit(format!("must be one of [{}]", known.join(", "))),
            },
            Self::List(shape, least, most) => match value.as_array() {
                Some(values) if (*least..=*most).contains(&values.len()) => {
                    let mut numbered = values.iter().enumerate();
                    numbered.try_for_each(|(i, one)| shape.check_at(&format!("{path}[{i}]"), one))
                }
                Some(_) if *most == 4 => {
                    misfit(format!("must have at least {least} and a maximum of 4 items"))
                }
                Some(_) => misfit(format!("must have between {least} and {most} items")),
                None => misfit("must be an array".to_owned()),
            },
            Self::Object(fields) => check_object(fields, path, value),
        }
    }
}

fn check_object(fields: &[Field], path: &str, value: &Value) -> Result<(), Misfit> {
    let Some(object) = value.as_object() else {
        let reason = "must be an object".to_owned();
        return Err(Misfit { path: path.to_owned(), value: value.clone(), reason });
    };
    for (name, inner) in object {
        let path = format!("{path}.{name}");
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            let reason = "is not defined in the schema and the schema does not allow additional \
                 properties"
                .to_owned();
            return Err(Misfit { path, value: inner.clone(), reason });
        };
        field.shape.check_at(&path, inner)?;
    }
    let is_missing =
        |field: &&Field| field.need == Need::Required && !object.contains_key(field.name);
    match fields.iter().find(is_missing) {
        None => Ok(()),
        Some(field) => Err(Misfit {
            path: format!("{path}.{}", field.name),
            value: Value::Null,
            reason: "is missing but it is required".to_owned(),
        }),
    }
}

/// 1 to 19 digits, as X's ids are.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
