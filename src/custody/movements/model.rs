//! What a movement consists of.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::custody::coded::coded;

coded! {
    /// What somebody is held by on the way (Mandela rules 47 to 49: recorded each time, with the reason).
    Restraint {
        /// Nothing.
        None = "none" => msg_move_restraint_none;
        /// Handcuffs.
        Handcuffs = "handcuffs" => msg_move_restraint_handcuffs;
        /// A chain to the escorting officer.
        EscortChain = "escort_chain" => msg_move_restraint_escort_chain;
        /// Transport irons.
        TransportIrons = "transport_irons" => msg_move_restraint_transport_irons;
        /// An escort belt.
        EscortBelt = "escort_belt" => msg_move_restraint_escort_belt;
        /// Strips.
        Strips = "strips" => msg_move_restraint_strips;
        /// Something else, told in the reason.
        Other = "other" => msg_move_restraint_other;
    }
}

coded! {
    /// How somebody travels.
    Transport {
        /// The prison's own car.
        PrisonCar = "prison_car" => msg_move_transport_prison_car;
        /// The police, or its transport service.
        Police = "police" => msg_move_transport_police;
        /// Ambulance.
        Ambulance = "ambulance" => msg_move_transport_ambulance;
        /// Taxi.
        Taxi = "taxi" => msg_move_transport_taxi;
        /// Bus, train, boat.
        Public = "public" => msg_move_transport_public;
        /// A private car.
        PrivateCar = "private_car" => msg_move_transport_private_car;
        /// On foot or by bicycle.
        OnFoot = "on_foot" => msg_move_transport_on_foot;
        /// Plane.
        Plane = "plane" => msg_move_transport_plane;
        /// Something else.
        Other = "other" => msg_move_transport_other;
    }
}

coded! {
    /// Why somebody goes from one place of the prison to another.
    InternalKind {
        /// Work.
        Work = "work" => msg_move_inside_work;
        /// School.
        School = "school" => msg_move_inside_school;
        /// A programme.
        Programme = "programme" => msg_move_inside_programme;
        /// An appointment.
        Appointment = "appointment" => msg_move_inside_appointment;
        /// A visit.
        Visit = "visit" => msg_move_inside_visit;
        /// The health department.
        Health = "health" => msg_move_inside_health;
        /// Exercise, gym, fresh air.
        Exercise = "exercise" => msg_move_inside_exercise;
        /// Chaplain, service.
        Faith = "faith" => msg_move_inside_faith;
        /// Something else.
        Other = "other" => msg_move_inside_other;
    }
}

/// Who goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Escort {
    /// How many.
    pub number: Option<i16>,
    /// Members of staff.
    pub staff: Vec<Uuid>,
    /// The others: police, the transport service.
    pub others: String,
}

impl Escort {
    /// Whether nobody is named and no number given.
    pub fn is_unknown(&self) -> bool {
        self.number.is_none() && self.staff.is_empty() && self.others.is_empty()
    }
}

/// A way out of the prison and back.
#[derive(Clone, Debug)]
pub struct Movement {
    /// The row.
    pub id: Uuid,
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// `planned`, `out`, `back`, `cancelled`.
    pub state: String,
    /// Where to.
    pub destination: String,
    /// When it was planned for.
    pub planned_out: DateTime<Utc>,
    /// When the person left.
    pub out_at: Option<DateTime<Utc>>,
    /// When the person should be back.
    pub expected_back: Option<DateTime<Utc>>,
    /// When the person came back.
    pub back_at: Option<DateTime<Utc>>,
    /// Who goes along, in words.
    pub escort: String,
    /// How many.
    pub escort_number: Option<i16>,
    /// Which members of staff.
    pub escort_staff: Vec<Uuid>,
    /// Who else.
    pub escort_others: String,
    /// A [`Restraint`].
    pub restraint: String,
    /// Why.
    pub restraint_reason: Option<String>,
    /// A [`Transport`], or nothing.
    pub transport: String,
    /// Who planned it.
    pub recorded_by: Option<String>,
    /// Who recorded the way out.
    pub out_by: Option<String>,
    /// When that was recorded.
    pub out_recorded_at: Option<DateTime<Utc>>,
    /// Why so late.
    pub out_late_reason: Option<String>,
    /// Who recorded the way back.
    pub back_by: Option<String>,
    /// When that was recorded.
    pub back_recorded_at: Option<DateTime<Utc>>,
    /// Why so late.
    pub back_late_reason: Option<String>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
    /// When.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancel_reason: Option<String>,
    /// The prison it leads to, when it is a transfer.
    pub to_prison: Option<Uuid>,
    /// Ended not by coming back but by `release`, `death`, `escape` or `transfer`.
    pub ended_as: Option<String>,
    /// Who must be kept apart and goes there all the same: what was accepted.
    pub apart_accepted: Vec<Uuid>,
    /// Why, in the same order.
    pub apart_why: Vec<String>,
    /// For editing: the version read.
    pub version: i32,
}

impl Movement {
    /// Still out after the expected return.
    pub fn overdue(&self, now: DateTime<Utc>) -> bool {
        self.state == "out" && self.expected_back.is_some_and(|at| at < now)
    }

    /// Who goes along. What older rows say in words alone counts as the others.
    pub fn escort(&self) -> Escort {
        let others = if self.escort_staff.is_empty() { &self.escort } else { &self.escort_others };
        Escort { number: self.escort_number, staff: self.escort_staff.clone(), others: others.clone() }
    }
}

/// A way within the prison.
#[derive(Clone, Debug)]
pub struct Internal {
    /// The row.
    pub id: Uuid,
    /// An [`InternalKind`].
    pub kind: String,
    /// `planned`, `left`, `arrived`, `back`, `cancelled`.
    pub state: String,
    /// From.
    pub from_place: String,
    /// To.
    pub to_place: String,
    /// When it was planned for.
    pub planned_at: DateTime<Utc>,
    /// Until when.
    pub planned_until: Option<DateTime<Utc>>,
    /// When the person left.
    pub left_at: Option<DateTime<Utc>>,
    /// When the person arrived.
    pub arrived_at: Option<DateTime<Utc>>,
    /// When the person came back.
    pub back_at: Option<DateTime<Utc>>,
    /// Who recorded it last.
    pub by: Option<String>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// Ended not by coming back but by `out`, `release`, `death`, `escape` or `transfer`.
    pub ended_as: Option<String>,
    /// The place of the prison, when it is one of them.
    pub to_place_id: Option<Uuid>,
    /// Who must be kept apart and goes there all the same: what was accepted.
    pub apart_accepted: Vec<Uuid>,
    /// Why, in the same order.
    pub apart_why: Vec<String>,
}

/// A change of what was planned.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of which movement.
    pub movement: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<String>,
    /// Of what.
    pub field: String,
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A time when somebody was somewhere else already, as far as it lies after an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The movement.
    pub id: Uuid,
    /// Out of the prison, or within it.
    pub out: bool,
    /// Reason or kind.
    pub reason: String,
    /// Where.
    pub place: String,
    /// From.
    pub from: DateTime<Utc>,
    /// To; none while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// Who recorded it.
    pub by: Option<String>,
}

/// What the rules must know of somebody before a step is recorded, read under the person's lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Since when the person is held; none when not held.
    pub held_since: Option<DateTime<Utc>>,
    /// Everything that lasts beyond the step's instant.
    pub elsewhere: Vec<Elsewhere>,
}
