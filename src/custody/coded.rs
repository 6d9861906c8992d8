//! Closed sets: a Rust enum, its word in the database, and its name in both languages, in one list.

/// Declares one.
macro_rules! coded {
    ($($(#[$doc:meta])* $set:ident { $($(#[$each:meta])* $name:ident = $word:literal => $message:ident;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $set { $($(#[$each])* $name,)+ }

        impl $set {
            /// All of them, in the order of a form.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// From the word; none for any other.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.as_str() == word)
            }

            /// In words.
            pub fn label(self, t: crate::web::lang::Text) -> String {
                match self { $(Self::$name => t.$message(),)+ }
            }

            /// What a form offers.
            pub fn choices(t: crate::web::lang::Text) -> Vec<crate::web::Choice> {
                Self::ALL.iter().map(|x| crate::web::Choice::new(x.as_str(), x.label(t))).collect()
            }

            /// The word's name; the word itself when a newer version wrote it.
            pub fn name_of(t: crate::web::lang::Text, word: &str) -> String {
                Self::from_word(word).map_or_else(|| word.to_owned(), |x| x.label(t))
            }
        }
    )+};
}
pub(crate) use coded;
