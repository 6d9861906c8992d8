//! What the address of the list asks for: whose items, in which region, prison and unit. What lies outside the reader's prisons is asked of nobody.

use uuid::Uuid;

use super::store::{self, Filter, House, Owner, Place};
use crate::access::Role;
use crate::platform::id::{AccountId, PrisonId};
use crate::web::{Choice, Ctx, Error, Field};

/// The word in the address for what is nobody's by name.
const NOBODY: &str = "nobody";

/// The acting person's own items, for those whose items there are.
pub fn own(ctx: &Ctx) -> Option<(AccountId, Role)> {
    ctx.actor.role().filter(|r| matches!(r, Role::CaseManager | Role::DutyOfficer | Role::Governor)).map(|r| (ctx.actor.account, r))
}

/// What is asked for, and what could be.
pub struct Asked {
    /// As the store takes it.
    pub filter: Filter,
    /// The reader's prisons of the region.
    houses: Vec<House>,
    /// The regions of the reader's prisons.
    regions: Vec<String>,
    /// The units of the prison.
    units: Vec<Place>,
    /// Whose items there are.
    owners: Vec<Place>,
}

impl Asked {
    /// Reads the address. A case manager begins with their own; whoever answers for a house, or for a region, with all of it.
    ///
    /// # Errors
    /// When it names a prison or a region that is not the reader's, or no account at all.
    pub async fn of(ctx: &mut Ctx) -> Result<Self, Error> {
        let ids = ctx.actor.prisons.clone();
        let mut houses = store::prisons(ctx.conn(), &ids).await?;
        let mut regions: Vec<String> = houses.iter().map(|h| h.region.clone()).collect();
        regions.sort_unstable();
        regions.dedup();
        let region = ctx.query("region");
        if let Some(region) = &region {
            if !regions.contains(region) {
                return Err(Error::NotFound);
            }
            houses.retain(|h| h.region == *region);
        }
        let prison = match ctx.query("prison") {
            Some(wanted) => Some(wanted.parse().ok().filter(|p| ids.contains(p)).ok_or(Error::NotFound)?),
            None if ids.len() == 1 => ids.first().copied(),
            None => None,
        };
        // Another region was chosen beside the prison of the last one: the region is what was meant.
        let prison: Option<PrisonId> = prison.filter(|p| houses.iter().any(|h| h.id == p.0));
        let owner = match ctx.query("owner").as_deref() {
            None => None,
            Some(NOBODY) => Some(Owner::Nobody),
            Some(id) => Some(Owner::Account(id.parse().map_err(|_| Error::NotFound)?)),
        };
        let mine = match ctx.query("whose").as_deref() {
            Some("all") => None,
            Some(_) => own(ctx),
            None => own(ctx).filter(|o| o.1 == Role::CaseManager),
        }
        .filter(|_| owner.is_none());
        let unit = ctx.query("unit").and_then(|u| u.parse().ok());
        let mut filter = Filter { region, prison, unit, owner, mine };
        let units = match prison {
            Some(prison) => store::units(ctx.conn(), prison).await?,
            None => Vec::new(),
        };
        filter.unit = filter.unit.filter(|u| units.iter().any(|p| p.id == *u));
        let owners = store::owners(ctx.conn(), &filter).await?;
        // Whoever has nothing here, or is nobody the reader may know of, is no choice: then everybody's are shown, as the form says.
        filter.owner = filter.owner.filter(|o| !matches!(o, Owner::Account(id) if owners.iter().all(|p| p.id != *id)));
        Ok(Self { filter, houses, regions, units, owners })
    }

    /// The word for whose.
    pub fn whose(&self) -> &'static str {
        if self.filter.mine.is_some() { "mine" } else { "all" }
    }

    fn owner(&self) -> String {
        match self.filter.owner {
            None => String::new(),
            Some(Owner::Nobody) => NOBODY.to_owned(),
            Some(Owner::Account(id)) => id.to_string(),
        }
    }

    /// Everything but whose and which list, as it stands in links.
    pub fn tail(&self) -> String {
        self.said(self.owner())
    }

    /// The same without the colleague: one's own are no colleague's.
    pub fn places(&self) -> String {
        self.said(String::new())
    }

    fn said(&self, owner: String) -> String {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let region = self.filter.region.clone().unwrap_or_default();
        let said = [("region", region), ("prison", text(self.filter.prison.map(|p| p.0))), ("unit", text(self.filter.unit)), ("owner", owner)];
        let mut tail = form_urlencoded::Serializer::new(String::new());
        tail.extend_pairs(said.iter().filter(|(_, value)| !value.is_empty()));
        match tail.finish() {
            empty if empty.is_empty() => empty,
            said => format!("&{said}"),
        }
    }

    /// Where the items are, in words.
    pub fn place(&self, ctx: &Ctx) -> String {
        let prison = self.filter.prison.and_then(|p| self.houses.iter().find(|h| h.id == p.0)).map(|h| h.name.clone());
        let region = || self.filter.region.as_deref().map(|r| ctx.t.msg_deadline_in_region(r));
        prison.or_else(region).unwrap_or_else(|| ctx.actor.prison_name.clone())
    }

    /// Whether several prisons stand in one list.
    pub fn is_everywhere(&self) -> bool {
        self.filter.prison.is_none() && self.houses.len() > 1
    }

    /// The prison that the look is recorded at.
    pub fn at(&self, ctx: &Ctx) -> Option<PrisonId> {
        self.filter.prison.or_else(|| self.houses.first().map(|h| PrisonId(h.id))).or_else(|| ctx.actor.prisons.first().copied())
    }

    /// The form: only what there is a choice of.
    pub fn fields(&self, ctx: &Ctx) -> Vec<Field> {
        let t = ctx.t;
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let choices = |list: &[Place]| list.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect::<Vec<_>>();
        let mut fields = Vec::new();
        if self.regions.len() > 1 {
            let regions = self.regions.iter().map(|r| Choice::new(r.clone(), r.clone())).collect();
            fields.push(
                Field::select("region", t.msg_deadline_region(), self.filter.region.as_deref().unwrap_or_default(), regions).or_none(t.msg_control_all()),
            );
        }
        if self.houses.len() > 1 {
            let houses = self.houses.iter().map(|h| Choice::new(h.id.to_string(), h.name.clone())).collect();
            let chosen = text(self.filter.prison.map(|p| p.0));
            fields.push(Field::select("prison", t.msg_deadline_prison(), &chosen, houses).or_none(t.msg_control_all()));
        }
        if !self.units.is_empty() {
            fields.push(Field::select("unit", t.msg_control_unit(), &text(self.filter.unit), choices(&self.units)).or_none(t.msg_control_all()));
        }
        if !self.owners.is_empty() {
            let mut owners = vec![Choice::new(NOBODY, t.msg_deadline_of_nobody())];
            owners.extend(choices(&self.owners));
            fields.push(Field::select("owner", t.msg_deadline_owner(), &self.owner(), owners).or_none(t.msg_control_all()));
        }
        fields
    }
}
