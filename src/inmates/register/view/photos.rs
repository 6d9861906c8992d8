//! Photographs.

use askama::Template;

use crate::access::{Act, Class, Feature};
use crate::inmates::register::form::Check;
use crate::inmates::register::store::InGallery;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::{Field, Frame};

/// What a browser offers to choose from.
const TYPES: &str = "image/jpeg,image/png,image/webp";

/// One photograph.
pub struct Picture {
    pub href: String,
    pub alt: String,
    pub taken: String,
    pub added: String,
    pub current: bool,
    pub end: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "inmates/photos.html")]
pub struct PhotosView {
    pub frame: Frame,
    pub banner: BannerView,
    pub faulty: bool,
    pub summary: Summary,
    pub pictures: Vec<Picture>,
    pub action: String,
    pub upload: Option<(Field, Field)>,
}

impl PhotosView {
    /// The gallery, with the form for whoever may add; `taken_on` as typed.
    pub fn new(ctx: &InmateCtx, check: &Check<'_>, photos: Vec<InGallery>, taken_on: &str) -> Self {
        let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}", ctx.inmate.id));
        let may = ctx.may_here(Class::Photo, Act::Write);
        let today = ctx.today.to_string();
        let taken_on = if taken_on.is_empty() && check.errors.is_empty() { &today } else { taken_on };
        Self {
            frame: ctx.frame("inmates", t.msg_reg_photos()),
            banner: BannerView::of(ctx, "person"),
            faulty: !check.errors.is_empty(),
            summary: Summary::of(t, &check.errors),
            pictures: photos
                .into_iter()
                .enumerate()
                .map(|(n, p)| Picture {
                    href: format!("{base}/photo/{}", p.id),
                    alt: t.msg_reg_photo_alt(fmt.day(p.taken_on).as_str()),
                    taken: t.msg_reg_photo_taken(fmt.day(p.taken_on).as_str()),
                    added: t.msg_reg_photo_added(p.by.as_str(), fmt.at(p.recorded_at).as_str()),
                    current: n == 0,
                    end: may.then(|| format!("{base}/photo/{}/end", p.id)),
                })
                .collect(),
            action: format!("{base}/photos"),
            upload: (may && ctx.in_use(Feature::Photographs, ctx.inmate.prison_id).is_ok()).then(|| {
                (
                    Field::file("photo", t.msg_reg_photo_file(), TYPES).hint(t.msg_reg_photo_file_hint()).required(t).errors(&check.errors),
                    Field::day("taken_on", t.msg_reg_taken_on(), taken_on).required(t).errors(&check.errors),
                )
            }),
        }
    }
}
