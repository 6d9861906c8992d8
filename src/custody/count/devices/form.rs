//! A tablet's name.

use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Enrolling this tablet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EnrolForm {
    pub name: String,
}

impl EnrolForm {
    /// The name, or what is wrong with it.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let name = clean(&self.name);
        let mut errors = Errors::new();
        if !(2..=60).contains(&name.chars().count()) || name.contains('\n') {
            errors.add("name", t.msg_device_bad_name());
        }
        errors.into_result(Some(name))
    }
}
