//! A row of the register as a form holds it: named texts. What differs between two sheets is what history records; three sheets
//! (as it was, as it is, as it should be) tell whether two people changed the same thing.

/// A row as named texts, in one written form for each value (days as `2026-11-23`, yes as `yes`, nothing as the empty text).
pub trait Sheet: Default + Clone + Send + Sync + 'static {
    /// The names, which are also those of the form's fields.
    const FIELDS: &'static [&'static str];

    /// The texts, in the order of the names.
    fn values(&self) -> Vec<&str>;

    /// From texts in that order; missing ones are empty.
    fn from_values(values: Vec<String>) -> Self;

    /// As it travels in a form: what the writer saw when they began.
    fn pack(&self) -> String {
        serde_json::Value::from(self.values()).to_string()
    }

    /// Back from there; none when it is not a sheet of this kind.
    fn unpack(packed: &str) -> Option<Self> {
        let values: Vec<String> = serde_json::from_str(packed).ok()?;
        (values.len() == Self::FIELDS.len()).then(|| Self::from_values(values))
    }
}

/// Declares the form of a row: a struct of texts that is a [`Sheet`].
macro_rules! sheet {
    ($(#[$doc:meta])* $name:ident { $($field:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $(pub $field: String,)+ }

        impl $crate::inmates::register::sheet::Sheet for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)+];
            fn values(&self) -> Vec<&str> {
                vec![$(self.$field.as_str(),)+]
            }
            fn from_values(values: Vec<String>) -> Self {
                let mut values = values.into_iter();
                Self { $($field: values.next().unwrap_or_default(),)+ }
            }
        }
    };
}
pub(crate) use sheet;

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its name.
    pub field: &'static str,
    /// Before; none when it was empty.
    pub old: Option<String>,
    /// After; none when it is empty.
    pub new: Option<String>,
}

/// The fields that differ.
pub fn differences<S: Sheet>(before: &S, after: &S) -> Vec<Changed> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let pairs = before.values().into_iter().zip(after.values());
    S::FIELDS.iter().zip(pairs).filter(|(_, (old, new))| old != new).map(|(field, (old, new))| Changed { field, old: some(old), new: some(new) }).collect()
}

/// A field that two people changed to different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Its name.
    pub field: &'static str,
    /// What both saw.
    pub before: String,
    /// What the other made of it.
    pub theirs: String,
    /// What this one makes of it.
    pub mine: String,
}

/// What comes of a change made on the ground of `base` while the row may have become `theirs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge<S> {
    /// Nobody else changed anything that is not the same here: this is the row to write.
    Clean(S),
    /// Somebody changed other fields; both changes stand. With the fields that came from the other.
    Both(S, Vec<&'static str>),
    /// The same field was changed to different things; somebody must choose. The row holds everything that needs no choice.
    Clash(S, Vec<Clash>),
}

/// Merges field by field.
pub fn merge<S: Sheet>(base: &S, theirs: &S, mine: &S) -> Merge<S> {
    let (mut clashes, mut taken, mut merged) = (Vec::new(), Vec::new(), Vec::new());
    let sheets = base.values().into_iter().zip(theirs.values()).zip(mine.values());
    for (field, ((before, theirs), mine)) in S::FIELDS.iter().zip(sheets) {
        let value = if mine == before {
            if theirs != before {
                taken.push(*field);
            }
            theirs
        } else {
            if theirs != before && theirs != mine {
                clashes.push(Clash { field, before: before.to_owned(), theirs: theirs.to_owned(), mine: mine.to_owned() });
            }
            mine
        };
        merged.push(value.to_owned());
    }
    let merged = S::from_values(merged);
    match (clashes.is_empty(), taken.is_empty()) {
        (false, _) => Merge::Clash(merged, clashes),
        (true, false) => Merge::Both(merged, taken),
        (true, true) => Merge::Clean(merged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    sheet!(Two { name, town });

    fn two(name: &str, town: &str) -> Two {
        Two { name: name.into(), town: town.into() }
    }

    #[test]
    fn what_differs_is_named_with_both_texts() {
        let changed = differences(&two("Per", ""), &two("Pål", "Moss"));
        assert_eq!(
            changed,
            [Changed { field: "name", old: Some("Per".into()), new: Some("Pål".into()) }, Changed { field: "town", old: None, new: Some("Moss".into()) },]
        );
        assert!(differences(&two("Per", "Moss"), &two("Per", "Moss")).is_empty());
    }

    #[test]
    fn three_sheets() {
        let base = two("Per", "Moss");
        let clash = |b: &str, t: &str, m: &str| Clash { field: "name", before: b.into(), theirs: t.into(), mine: m.into() };
        let cases = [
            ("nobody else", base.clone(), two("Pål", "Moss"), Merge::Clean(two("Pål", "Moss"))),
            ("other fields", two("Per", "Oslo"), two("Pål", "Moss"), Merge::Both(two("Pål", "Oslo"), vec!["town"])),
            ("the same change", two("Pål", "Moss"), two("Pål", "Moss"), Merge::Clean(two("Pål", "Moss"))),
            ("the same field", two("Pia", "Moss"), two("Pål", "Moss"), Merge::Clash(two("Pål", "Moss"), vec![clash("Per", "Pia", "Pål")])),
            ("a clash beside a merge", two("Pia", "Oslo"), two("Pål", "Moss"), Merge::Clash(two("Pål", "Oslo"), vec![clash("Per", "Pia", "Pål")])),
            ("emptied here, kept there", base.clone(), two("", "Moss"), Merge::Clean(two("", "Moss"))),
        ];
        for (case, theirs, mine, expected) in cases {
            assert_eq!(merge(&base, &theirs, &mine), expected, "{case}");
        }
    }

    #[test]
    fn what_was_seen_travels_in_the_form() {
        let sheet = two("O'Brien \"<b>\"", "line\nbreak");
        assert_eq!(Two::unpack(&sheet.pack()), Some(sheet));
        for bad in ["", "[]", "[\"one\"]", "{\"a\":1}", "[1,2]"] {
            assert_eq!(Two::unpack(bad), None, "{bad}");
        }
    }
}
