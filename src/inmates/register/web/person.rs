//! Who somebody is, in full.

use axum::response::Response;

use super::Desk;
use crate::inmates::InmateCtx;
use crate::inmates::register::form::{AddressSheet, ChildSheet, CitizenshipSheet, ContactSheet, CoreSheet, MarkSheet, NameSheet, NumberSheet, TongueSheet};
use crate::inmates::register::store::{Editable, Listed};
use crate::inmates::register::view::{PersonView, Record};
use crate::web::Error;

/// The page.
pub async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (desk, inmate, deep) = (Desk::of(&ctx)?, ctx.inmate.id, ctx.reach().deep);
    let conn = ctx.conn();
    let record = Record {
        core: CoreSheet::find(conn, inmate, inmate.0).await?.ok_or(Error::NotFound)?,
        names: NameSheet::list(conn, inmate).await?,
        numbers: NumberSheet::list(conn, inmate).await?,
        citizenships: CitizenshipSheet::list(conn, inmate).await?,
        languages: TongueSheet::list(conn, inmate).await?,
        addresses: AddressSheet::list(conn, inmate).await?,
        // Family belongs to the file itself: not asked for where only identity is in scope.
        contacts: if deep { ContactSheet::list(conn, inmate).await? } else { Vec::new() },
        children: if deep { ChildSheet::list(conn, inmate).await? } else { Vec::new() },
        marks: MarkSheet::list(conn, inmate).await?,
    };
    let merged = ctx.query("merged").is_some();
    let page = PersonView::new(&ctx, &desk.words(), &record, merged);
    ctx.into_ctx().page(page).await
}
