//! A value for each language, made in that language.

use super::{Language, while_in};

/// A value for each language. Its parts are in the order of [`Language::ALL`].
pub struct ByLanguage<T>([T; Language::ALL.len()]);

impl<T> ByLanguage<T> {
    /// Makes the value of each language. The function runs once in each language.
    pub fn new(make: impl Fn() -> T) -> Self {
        Self(Language::ALL.map(|language| while_in(language, &make)))
    }

    /// Returns the value of a language.
    pub const fn get(&self, language: Language) -> &T {
        &self.0[language as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{super::language, *};

    #[test]
    fn each_value_is_made_in_its_language() {
        let values = ByLanguage::new(language);
        for each in Language::ALL {
            assert_eq!(*values.get(each), each);
        }
    }
}
