//! Parameters as the program binds them (binary), written the way Postgres reads them (text).

use std::fmt::Write as _;

use anyhow::{Context, bail, ensure};
use chrono::{Days, NaiveDate, TimeDelta};

/// The type's name in SQL. None: not one that the program is known to bind.
pub fn type_name(oid: u32) -> Option<&'static str> {
    Some(match oid {
        16 => "bool",
        17 => "bytea",
        20 => "int8",
        21 => "int2",
        23 => "int4",
        25 => "text",
        114 => "json",
        700 => "float4",
        701 => "float8",
        1043 => "varchar",
        1082 => "date",
        1114 => "timestamp",
        1184 => "timestamptz",
        2950 => "uuid",
        3802 => "jsonb",
        1000 => "bool[]",
        1001 => "bytea[]",
        1005 => "int2[]",
        1007 => "int4[]",
        1016 => "int8[]",
        1009 => "text[]",
        1015 => "varchar[]",
        1022 => "float8[]",
        1182 => "date[]",
        1185 => "timestamptz[]",
        2951 => "uuid[]",
        3807 => "jsonb[]",
        _ => return None,
    })
}

/// A value as text.
pub fn text(oid: u32, bytes: &[u8]) -> anyhow::Result<String> {
    Ok(match oid {
        16 => if bytes == [1] { "t" } else { "f" }.to_owned(),
        17 => bytes.iter().fold("\\x".to_owned(), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        }),
        20 => i64::from_be_bytes(exactly(bytes)?).to_string(),
        21 => i16::from_be_bytes(exactly(bytes)?).to_string(),
        23 => i32::from_be_bytes(exactly(bytes)?).to_string(),
        700 => f32::from_be_bytes(exactly(bytes)?).to_string(),
        701 => f64::from_be_bytes(exactly(bytes)?).to_string(),
        25 | 114 | 1043 => std::str::from_utf8(bytes)?.to_owned(),
        3802 => std::str::from_utf8(bytes.strip_prefix(&[1]).context("jsonb of another version")?)?.to_owned(),
        1082 => day(i32::from_be_bytes(exactly(bytes)?))?.to_string(),
        1114 => instant(i64::from_be_bytes(exactly(bytes)?))?,
        1184 => instant(i64::from_be_bytes(exactly(bytes)?))? + "+00",
        2950 => uuid::Uuid::from_bytes(exactly(bytes)?).to_string(),
        _ if type_name(oid).is_some_and(|t| t.ends_with("[]")) => array(bytes)?,
        _ => bail!("the program binds a parameter of type {oid}, which the bench does not know: add it to src/bin/bench/value.rs"),
    })
}

fn exactly<const N: usize>(bytes: &[u8]) -> anyhow::Result<[u8; N]> {
    bytes.try_into().context("a parameter of another length than its type has")
}

fn day(days: i32) -> anyhow::Result<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let found = if days < 0 {
        epoch.checked_sub_days(Days::new(u64::from(days.unsigned_abs())))
    } else {
        epoch.checked_add_days(Days::new(u64::from(days.unsigned_abs())))
    };
    found.context("a day out of range")
}

fn instant(micros: i64) -> anyhow::Result<String> {
    let midnight = day(0)?.and_hms_opt(0, 0, 0).unwrap_or_default();
    let at = midnight.checked_add_signed(TimeDelta::microseconds(micros)).context("an instant out of range")?;
    Ok(at.format("%Y-%m-%d %H:%M:%S%.6f").to_string())
}

/// One dimension, as the program has it.
fn array(bytes: &[u8]) -> anyhow::Result<String> {
    let mut rest = bytes;
    let mut word = || -> anyhow::Result<i32> {
        let (head, tail) = rest.split_first_chunk::<4>().context("an array that ends too early")?;
        rest = tail;
        Ok(i32::from_be_bytes(*head))
    };
    let (dimensions, _flags, element) = (word()?, word()?, word()?.cast_unsigned());
    if dimensions == 0 {
        return Ok("{}".to_owned());
    }
    ensure!(dimensions == 1, "an array of {dimensions} dimensions");
    let (count, _lower) = (word()?, word()?);
    let mut out = "{".to_owned();
    for n in 0..count {
        if n > 0 {
            out.push(',');
        }
        let (head, tail) = rest.split_first_chunk::<4>().context("an array that ends too early")?;
        let length = i32::from_be_bytes(*head);
        rest = tail;
        if length < 0 {
            out.push_str("NULL");
            continue;
        }
        let (value, tail) = rest.split_at_checked(usize::try_from(length)?).context("an array that ends too early")?;
        rest = tail;
        let _ = write!(out, "\"{}\"", text(element, value)?.replace('\\', "\\\\").replace('"', "\\\""));
    }
    out.push('}');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn values_read_as_postgres_writes_them() {
        let read = |oid, bytes: &[u8]| text(oid, bytes).unwrap_or_else(|e| e.to_string());
        assert_eq!(read(23, &7_i32.to_be_bytes()), "7");
        assert_eq!(read(1082, &(-1_i32).to_be_bytes()), "1999-12-31");
        assert_eq!(read(1184, &86_400_000_001_i64.to_be_bytes()), "2000-01-02 00:00:00.000001+00");
        assert_eq!(read(17, &[0, 255]), "\\x00ff");
        assert_eq!(read(3802, b"\x01{}"), "{}");
        let mut array = Vec::new();
        for word in [1_i32, 0, 25, 2, 1, 3] {
            array.extend_from_slice(&word.to_be_bytes());
        }
        array.extend_from_slice(b"a\"b");
        array.extend_from_slice(&(-1_i32).to_be_bytes());
        assert_eq!(read(1009, &array), "{\"a\\\"b\",NULL}");
        assert!(text(600, &[]).is_err());
    }
}
