//! The closed sets of incidents.

use crate::custody::coded::coded;

coded! {
    /// How far an incident has come.
    State {
        /// Being written.
        Draft = "draft" => msg_incident_state_draft;
        /// Handed in.
        Submitted = "submitted" => msg_incident_state_submitted;
        /// Sent back to the author.
        Returned = "returned" => msg_incident_state_returned;
        /// Reviewed by somebody else; follow-up goes on.
        Reviewed = "reviewed" => msg_incident_state_reviewed;
        /// Done.
        Closed = "closed" => msg_incident_state_closed;
    }
    /// What an inmate was in it.
    PersonRole {
        /// Did it.
        Aggressor = "aggressor" => msg_incident_role_aggressor;
        /// Suffered it.
        Victim = "victim" => msg_incident_role_victim;
        /// Took part.
        Involved = "involved" => msg_incident_role_involved;
        /// Saw it.
        Witness = "witness" => msg_incident_role_witness;
        /// In danger, by themselves or others.
        AtRisk = "at_risk" => msg_incident_role_at_risk;
        /// Died.
        Deceased = "deceased" => msg_incident_role_deceased;
        /// Says to have been ill-treated.
        Complainant = "complainant" => msg_incident_role_complainant;
        /// Is suspected.
        Suspected = "suspected" => msg_incident_role_suspected;
    }
    /// What a member of staff was in it.
    StaffRole {
        /// Came first.
        FirstOnScene = "first_on_scene" => msg_incident_staff_first;
        /// Stepped in.
        Intervened = "intervened" => msg_incident_staff_intervened;
        /// Used force.
        UsedForce = "used_force" => msg_incident_staff_force;
        /// Saw it.
        Witness = "witness" => msg_incident_staff_witness;
        /// Suffered it.
        Victim = "victim" => msg_incident_staff_victim;
        /// Talked.
        Negotiator = "negotiator" => msg_incident_staff_negotiator;
        /// Led.
        Leader = "leader" => msg_incident_staff_leader;
        /// Gave care.
        Health = "health" => msg_incident_staff_health;
        /// Is accused.
        Accused = "accused" => msg_incident_staff_accused;
    }
    /// How badly somebody was hurt.
    Injury {
        /// Not.
        None = "none" => msg_incident_injury_none;
        /// A little.
        Minor = "minor" => msg_incident_injury_minor;
        /// Badly.
        Serious = "serious" => msg_incident_injury_serious;
        /// To death.
        Fatal = "fatal" => msg_incident_injury_fatal;
    }
    /// What raises the duty to report.
    Duty {
        /// A death.
        Death = "death" => msg_incident_duty_death;
        /// Somebody is gone: escaped, or did not come back.
        Disappearance = "disappearance" => msg_incident_duty_disappearance;
        /// A serious injury.
        SeriousInjury = "serious_injury" => msg_incident_duty_injury;
        /// An allegation of ill-treatment.
        IllTreatment = "ill_treatment" => msg_incident_duty_ill_treatment;
    }
    /// What must be done, and who must be told.
    DutyItem {
        /// The police.
        Police = "police" => msg_incident_item_police;
        /// The place and the evidence (rule 71.2).
        Scene = "scene" => msg_incident_item_scene;
        /// Health staff.
        Health = "health" => msg_incident_item_health;
        /// Next of kin (rule 69).
        NextOfKin = "next_of_kin" => msg_incident_item_next_of_kin;
        /// The region.
        Region = "region" => msg_incident_item_region;
        /// The health trust.
        HealthTrust = "health_trust" => msg_incident_item_health_trust;
        /// The state administrator.
        StateAdministrator = "state_administrator" => msg_incident_item_state_administrator;
        /// The supervisory council (§ 9).
        SupervisoryCouncil = "supervisory_council" => msg_incident_item_supervisory;
        /// Whoever may be involved is kept away from the investigation (rule 71.3).
        KeptAway = "kept_away" => msg_incident_item_kept_away;
        /// The consulate (rule 62).
        Consulate = "consulate" => msg_incident_item_consulate;
        /// The body is given back with respect (rule 72).
        Remains = "remains" => msg_incident_item_remains;
        /// An examination by a doctor (rule 34).
        Examination = "examination" => msg_incident_item_examination;
        /// Protection against reprisals (rule 57.2).
        Protection = "protection" => msg_incident_item_protection;
        /// A lawyer is offered.
        Counsel = "counsel" => msg_incident_item_counsel;
    }
    /// Why force was used (strgjfl. § 38 first paragraph).
    ForceGround {
        /// Serious attack or injury.
        Attack = "attack" => msg_force_ground_attack;
        /// Serious threats, considerable damage.
        ThreatDamage = "threat_damage" => msg_force_ground_threat;
        /// Serious riot.
        Riot = "riot" => msg_force_ground_riot;
        /// Escape.
        Escape = "escape" => msg_force_ground_escape;
        /// Intrusion or liberation.
        Intrusion = "intrusion" => msg_force_ground_intrusion;
        /// A blocked room.
        Barricade = "barricade" => msg_force_ground_barricade;
    }
    /// With what: the approved means, and hands.
    Means {
        /// Holding, laying down.
        Hold = "hold" => msg_force_means_hold;
        /// Handcuffs.
        Handcuffs = "handcuffs" => msg_force_means_handcuffs;
        /// Irons for transport.
        TransportIrons = "transport_irons" => msg_force_means_irons;
        /// A belt for escort.
        EscortBelt = "escort_belt" => msg_force_means_belt;
        /// Strips.
        Strips = "strips" => msg_force_means_strips;
        /// A guard against spitting, under supervision.
        SpitGuard = "spit_guard" => msg_force_means_spit;
        /// A shield.
        Shield = "shield" => msg_force_means_shield;
        /// A baton.
        Baton = "baton" => msg_force_means_baton;
        /// Gas.
        Gas = "gas" => msg_force_means_gas;
        /// The security cell.
        SecurityCell = "security_cell" => msg_force_means_cell;
        /// The restraint bed.
        RestraintBed = "restraint_bed" => msg_force_means_bed;
    }
    /// A step on the way.
    Step {
        /// Handed in.
        Submit = "submit" => msg_incident_step_submit;
        /// Sent back.
        Return = "return" => msg_incident_step_return;
        /// Reviewed.
        Review = "review" => msg_incident_step_review;
        /// Closed.
        Close = "close" => msg_incident_step_close;
        /// Opened again.
        Reopen = "reopen" => msg_incident_step_reopen;
        /// Given to somebody, with a day.
        Owner = "owner" => msg_incident_step_owner;
        /// Called something else.
        Kind = "kind" => msg_incident_step_kind;
    }
    /// A step that was taken, as the history names it.
    Taken {
        /// Begun.
        Created = "created" => msg_incident_taken_created;
        /// Handed in.
        Submitted = "submitted" => msg_incident_taken_submitted;
        /// Sent back.
        Returned = "returned" => msg_incident_taken_returned;
        /// Reviewed.
        Reviewed = "reviewed" => msg_incident_taken_reviewed;
        /// Closed.
        Closed = "closed" => msg_incident_taken_closed;
        /// Opened again.
        Reopened = "reopened" => msg_incident_taken_reopened;
        /// Given to somebody.
        Owner = "owner" => msg_incident_taken_owner;
        /// Called something else.
        Kind = "kind" => msg_incident_taken_kind;
    }
}

impl Means {
    /// The rules' word for what lasts and has limits of its own (§ 38); none for what is over when it is recorded.
    pub fn trigger(self) -> Option<&'static str> {
        match self {
            Self::SecurityCell => Some("security_cell"),
            Self::RestraintBed => Some("restraint_bed"),
            _ => None,
        }
    }
}

impl Step {
    /// What the history calls it.
    pub fn taken(self) -> Taken {
        match self {
            Self::Submit => Taken::Submitted,
            Self::Return => Taken::Returned,
            Self::Review => Taken::Reviewed,
            Self::Close => Taken::Closed,
            Self::Reopen => Taken::Reopened,
            Self::Owner => Taken::Owner,
            Self::Kind => Taken::Kind,
        }
    }
}
