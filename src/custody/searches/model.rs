//! The closed sets of searches and tests.

use crate::custody::coded::coded;

coded! {
    /// What was searched, and how.
    SearchKind {
        /// With a device.
        Technical = "technical" => msg_control_kind_technical;
        /// With a dog.
        Dog = "dog" => msg_control_kind_dog;
        /// Over the clothes.
        Frisk = "frisk" => msg_control_kind_frisk;
        /// Undressed.
        Body = "body" => msg_control_kind_body;
        /// A cell.
        Cell = "cell" => msg_control_kind_cell;
        /// A room for several.
        CommonRoom = "common_room" => msg_control_kind_common_room;
        /// What somebody has with them.
        Belongings = "belongings" => msg_control_kind_belongings;
        /// A stay in the room with a special toilet (§ 29 second paragraph).
        ToiletRoom = "toilet_room" => msg_control_kind_toilet_room;
    }
    /// Why (§ 28, forskrift § 3-25).
    Ground {
        /// At arrival.
        Arrival = "arrival" => msg_control_ground_arrival;
        /// Before or after an absence.
        Absence = "absence" => msg_control_ground_absence;
        /// Before or after a visit.
        Visit = "visit" => msg_control_ground_visit;
        /// Something points to a find.
        Suspicion = "suspicion" => msg_control_ground_suspicion;
        /// A planned round.
        Routine = "routine" => msg_control_ground_routine;
        /// Drawn by lot.
        Random = "random" => msg_control_ground_random;
        /// A unit of particularly high security.
        Security = "security" => msg_control_ground_security;
        /// Something is probably hidden in the body (§ 29 second paragraph).
        Concealment = "concealment" => msg_control_ground_concealment;
    }
    /// What a thing is.
    Category {
        /// Narcotics.
        Drugs = "drugs" => msg_seized_drugs;
        /// Medicines.
        Medicine = "medicine" => msg_seized_medicine;
        /// Telephones and their parts.
        Phone = "phone" => msg_seized_phone;
        /// Weapons.
        Weapon = "weapon" => msg_seized_weapon;
        /// Tools.
        Tool = "tool" => msg_seized_tool;
        /// Alcohol.
        Alcohol = "alcohol" => msg_seized_alcohol;
        /// Money.
        Money = "money" => msg_seized_money;
        /// Papers.
        Document = "document" => msg_seized_document;
        /// Anything else.
        Other = "other" => msg_seized_other;
    }
    /// A hand a seized thing went through.
    Step {
        /// Taken.
        Seized = "seized" => msg_chain_seized;
        /// Put away.
        Stored = "stored" => msg_chain_stored;
        /// Sent to be examined.
        Laboratory = "laboratory" => msg_chain_laboratory;
        /// Given to the police.
        Police = "police" => msg_chain_police;
        /// Destroyed.
        Destroyed = "destroyed" => msg_chain_destroyed;
        /// Given back.
        Returned = "returned" => msg_chain_returned;
    }
    /// What a test is made of (§ 29 first paragraph).
    TestKind {
        /// Urine.
        Urine = "urine" => msg_drugtest_kind_urine;
        /// Breath.
        Breath = "breath" => msg_drugtest_kind_breath;
        /// Saliva.
        Saliva = "saliva" => msg_drugtest_kind_saliva;
        /// Blood; by health staff only.
        Blood = "blood" => msg_drugtest_kind_blood;
    }
    /// What a test is for.
    TestReason {
        /// Drawn by lot.
        Random = "random" => msg_drugtest_reason_random;
        /// Signs of intoxication.
        Suspicion = "suspicion" => msg_drugtest_reason_suspicion;
        /// Before a leave.
        BeforeLeave = "before_leave" => msg_drugtest_reason_before_leave;
        /// After an absence.
        AfterLeave = "after_leave" => msg_drugtest_reason_after_leave;
        /// At arrival.
        Arrival = "arrival" => msg_drugtest_reason_arrival;
        /// Part of a programme or contract.
        Programme = "programme" => msg_drugtest_reason_programme;
        /// A condition that was set.
        Condition = "condition" => msg_drugtest_reason_condition;
    }
    /// What a test said.
    Outcome {
        /// Nothing found.
        Negative = "negative" => msg_drugtest_outcome_negative;
        /// Something found.
        Positive = "positive" => msg_drugtest_outcome_positive;
        /// It cannot be said.
        Unclear = "unclear" => msg_drugtest_outcome_unclear;
        /// Not given.
        Refused = "refused" => msg_drugtest_outcome_refused;
    }
    /// What a round is.
    Round {
        /// Every occupied cell of a closed unit, every day.
        Daily = "daily" => msg_inspection_daily;
        /// Every room, every week.
        Weekly = "weekly" => msg_inspection_weekly;
    }
}
