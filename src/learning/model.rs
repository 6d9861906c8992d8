//! The closed sets of the school.

use crate::platform::words::words;

words! {
    /// The highest schooling that somebody shares.
    Highest {
        /// None.
        None = "none",
        /// Primary.
        Primary = "primary",
        /// Lower secondary.
        LowerSecondary = "lower_secondary",
        /// Some of upper secondary.
        UpperSecondaryPart = "upper_secondary_part",
        /// Upper secondary.
        UpperSecondary = "upper_secondary",
        /// A trade.
        Trade = "trade",
        /// Tertiary vocational.
        Tertiary = "tertiary",
        /// University.
        University = "university",
        /// Not known.
        Unknown = "unknown",
    }

    /// What a test of level is of.
    Subject {
        /// Norwegian.
        Norwegian = "norwegian",
        /// Reading.
        Reading = "reading",
        /// Writing.
        Writing = "writing",
        /// Mathematics.
        Mathematics = "mathematics",
        /// English.
        English = "english",
        /// Digital skills.
        Digital = "digital",
        /// Another.
        Other = "other",
    }

    /// How a course is taken.
    Manner {
        /// In a class.
        Class = "class",
        /// Alone with a teacher.
        Single = "single",
        /// At a distance.
        Distance = "distance",
        /// As a candidate of no course.
        Candidate = "candidate",
    }

    /// How an enrolment stands.
    Standing {
        /// Under way.
        UnderWay = "under_way",
        /// Completed.
        Completed = "completed",
        /// Broken off by what is not the learner's doing.
        Interrupted = "interrupted",
        /// Left.
        Left = "left",
    }

    /// What a result is of.
    ResultKind {
        /// An exam.
        Exam = "exam",
        /// A course.
        Course = "course",
        /// A trade.
        Trade = "trade",
        /// A short course.
        ShortCourse = "short_course",
        /// What somebody knew before (realkompetanse).
        PriorLearning = "prior_learning",
    }

    /// How an exam is held.
    ExamForm {
        /// In writing.
        Written = "written",
        /// By talking.
        Oral = "oral",
        /// By doing.
        Practical = "practical",
        /// The test of a trade.
        Trade = "trade",
    }

    /// How an exam stands.
    ExamState {
        /// Planned.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// Called off.
        Cancelled = "cancelled",
    }

    /// Whether the network an exam needs is opened.
    Network {
        /// It needs none.
        None = "none",
        /// Ordered.
        Ordered = "ordered",
        /// Opened.
        Opened = "opened",
    }
}
