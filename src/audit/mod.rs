//! The audit trail's own work: sealing, verifying, and the auditor's pages.
