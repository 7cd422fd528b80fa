//! What does a name or a domain look like to somebody who reads it quickly? Letters of other alphabets
//! become the Latin ones that they are drawn like (Unicode TS 39 calls that a skeleton; of its table
//! only what can write 'x.com' and the words beside it is needed here).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a text looks like: plain small letters, where it has any.
pub(crate) fn skeleton(text: &str) -> String {
    text.nfkd()
        .filter(|&c| !is_combining_mark(c) && !is_unseen(c))
        .flat_map(char::to_lowercase)
        .map(latin)
        .collect()
}

/// Letters without a shape.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn latin(c: char) -> char {
    match c {
        'х' | 'ҳ' | 'ӽ' | 'ӿ' | 'χ' | '×' | '╳' | '✕' | '✖' | '⨯' | '⨉' | 'ⲭ' | 'ꭓ' | '᙭' | 'ᕁ'
        | 'ⅹ' | '✗' | '✘' => 'x',
        'с' | 'ϲ' | 'ᴄ' | 'ⲥ' => 'c',
        'о' | 'ο' | 'օ' | 'ᴏ' | 'ⲟ' | '0' => 'o',
        'м' | 'ᴍ' | 'ⲙ' => 'm',
        'е' | 'ε' | 'ҽ' => 'e',
        'т' | 'τ' | 'ᴛ' => 't',
        'ѕ' | 'ꜱ' => 's',
        'р' | 'ρ' => 'p',
        'а' | 'α' => 'a',
        'у' => 'y',
        'і' | 'ι' | 'ı' | '1' => 'i',
        'ԝ' | 'ᴡ' | 'ш' => 'w',
        'г' => 'r',
        'υ' | 'ս' => 'u',
        'ո' | 'п' => 'n',
        '․' | '。' | '·' | '‧' => '.',
        '‐'..='―' | '−' => '-',
        '＠' | '﹫' => '@',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("X.com", "x.com")]
    #[case("х.соm", "x.com")]
    #[case("ｘ．ｃｏｍ", "x.com")]
    #[case("𝕏 Support", "x support")]
    #[case("Ⅹ", "x")]
    #[case("x\u{200B}.c0m", "x.com")]
    #[case("ẋ.com", "x.com")]
    #[case("tᴡitter", "twitter")]
    fn what_looks_alike_has_one_skeleton(#[case] text: &str, #[case] like: &str) {
        assert_eq!(skeleton(text), like);
    }
}
