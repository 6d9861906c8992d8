//! Entries as a file for a spreadsheet: semicolons and a byte order mark, as Norwegian spreadsheets expect.

use super::store::Row;
use crate::audit::words;
use crate::web::Fmt;
use crate::web::lang::Text;

/// A cell that a spreadsheet would take for a formula is made text. What staff typed (a purpose, a name) must not run on an auditor's machine.
pub fn guard(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The file.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn file(t: Text, fmt: Fmt, rows: &[Row]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    out.write_record([
        t.msg_log_at(),
        t.msg_log_who(),
        t.msg_log_staff_number(),
        t.msg_role(),
        t.msg_log_action(),
        t.msg_log_class(),
        t.msg_log_person(),
        t.msg_log_people(),
        t.msg_log_prison(),
        t.msg_log_why(),
        t.msg_class_break_glass(),
        t.msg_log_route(),
        t.msg_log_request(),
        t.msg_log_detail(),
    ])?;
    for row in rows {
        let text = |v: &Option<String>| guard(v.as_deref().unwrap_or_default());
        out.write_record([
            fmt.at(row.at),
            text(&row.name),
            text(&row.staff_number),
            words::role(t, row.role.as_deref()),
            words::action(t, &row.action),
            words::class(t, &row.class),
            text(&row.number),
            if row.people > 0 { row.people.to_string() } else { String::new() },
            text(&row.prison),
            text(&row.purpose),
            if row.broke_glass { t.msg_log_yes() } else { String::new() },
            guard(&row.route),
            row.request_id.to_string(),
            guard(&row.detail),
        ])?;
    }
    let body = out.into_inner().map_err(|e| e.into_error())?;
    Ok([b"\xEF\xBB\xBF".as_slice(), &body].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use uuid::Uuid;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, safe) in [("=1+1", "'=1+1"), ("+47 22", "'+47 22"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("Berg", "Berg"), ("", "")]
        {
            assert_eq!(guard(cell), safe, "{cell:?}");
        }
    }

    #[test]
    fn a_file_that_opens_in_a_spreadsheet() {
        let fmt = Fmt::new(Lang::Nb, chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default());
        let row = Row {
            id: 1,
            at: chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default(),
            name: Some("=HYPERLINK(\"x\")".into()),
            staff_number: Some("10001".into()),
            role: Some("OFF".into()),
            action: "look".into(),
            class: "person".into(),
            inmate_id: None,
            number: Some("2026-00001".into()),
            people: 0,
            prison: Some("Halden; nord".into()),
            purpose: None,
            broke_glass: true,
            route: "/inmates/{inmate}".into(),
            request_id: Uuid::nil(),
            detail: "{}".into(),
        };
        let file = file(Lang::Nb.text(), fmt, &[row]).unwrap_or_default();
        assert!(file.starts_with(b"\xEF\xBB\xBF"), "a byte order mark");
        let text = String::from_utf8(file).unwrap_or_default();
        assert_eq!(text.lines().count(), 2);
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\";10001;Betjent"), "{text}");
        assert!(text.contains("\"Halden; nord\""), "a semicolon is quoted");
    }
}
