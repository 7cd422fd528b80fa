//! How does the owner want the window to look and speak? The words of the settings and what holds
//! before anything is set.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[$of:meta])+ $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$of])+ #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every one, the first being what holds before anything is set.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word, as in JSON and in the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// Light or dark.
    Theme {
        /// As the system says.
        #[default]
        System = "system",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

words! {
    /// How strong contrasts are.
    Contrast {
        /// As the system says.
        #[default]
        System = "system",
        /// Stronger.
        More = "more",
    }
}

words! {
    /// In which language Roost speaks.
    Language {
        /// As the system says.
        #[default]
        System = "system",
        /// English.
        English = "en",
        /// German.
        German = "de",
    }
}

words! {
    /// On which day a week begins.
    WeekStart {
        /// On Monday (ISO 8601).
        #[default]
        Monday = "monday",
        /// On Sunday.
        Sunday = "sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_found_by_its_own_word() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), Some(*theme));
        }
        for language in Language::ALL {
            assert_eq!(Language::from_word(language.word()), Some(*language));
        }
        assert_eq!(WeekStart::from_word("friday"), None);
    }
}
