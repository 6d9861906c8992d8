//! The handovers of the last days, invented: of every shift, on every unit, with what happened on it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::rules::Shift;

/// So many shifts back.
const SHIFTS: usize = 6;

/// Writes them.
///
/// # Errors
/// When the database refuses.
pub async fn write(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    let mut shift = Shift::at(now).before();
    for n in 0..SHIFTS {
        rows += sqlx::query(
            "with made as (
                 insert into custody.handover (id, prison_id, unit_id, day, shift, note, assembled_at, begun_by, begun_at)
                 select gen_random_uuid(), u.prison_id, u.id, $1, $2,
                        (array['Rolig vakt. Alle i seng til vanlig tid.', 'Litt uro på fellesstua etter kampen, men det gikk over. Følg med ved neste fellesskap.', 'God stemning. Flere spør om besøk i helgen.',
                               'Vaskemaskin to stopper midt i programmet. Meldt til drift, ny del ventes i morgen.', 'Det er lite kaffe og sukker igjen. Bestilling er lagt inn.', ''])[1 + abs(hashtext(u.id::text || $2 || $1::text)) % 6],
                        $4::timestamptz - interval '20 minutes', b.account_id, $4::timestamptz - interval '40 minutes'
                   from estate.unit u
                   cross join lateral (select s.account_id from staff.shift s where s.unit_id = u.id and s.during && tstzrange($3, $4) order by s.account_id limit 1) b
                  where u.closed_on is null and exists (select from custody.in_custody w where w.unit_id = u.id)
                 on conflict do nothing returning *)
             insert into custody.handover_item (id, handover_id, prison_id, unit_id, inmate_id, kind, code, at, text, source_id, written_by)
             select gen_random_uuid(), h.id, h.prison_id, h.unit_id, x.inmate_id, x.kind, x.code, x.at, x.text, x.source_id, h.begun_by
               from made h
               cross join lateral (
                   (select o.inmate_id, 'observation' as kind, o.kind as code, o.at, '' as text, o.id as source_id
                      from custody.in_custody w join custody.observation o on o.inmate_id = w.inmate_id where w.unit_id = h.unit_id and o.at >= $3 and o.at < $4 order by o.at limit 5)
                   union all
                   (select m.inmate_id, 'out', m.reason, m.out_at, m.destination, m.id
                      from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id where w.unit_id = h.unit_id and m.out_at >= $3 and m.out_at < $4 limit 3)
                   union all
                   (select m.inmate_id, 'back', m.reason, m.back_at, m.destination, m.id
                      from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id where w.unit_id = h.unit_id and m.back_at >= $3 and m.back_at < $4 limit 3)
                   union all
                   (select l.inmate_id, 'arrived', l.reason, lower(l.during), '', l.id
                      from custody.in_custody w join custody.placement l on l.inmate_id = w.inmate_id where w.unit_id = h.unit_id and l.unit_id = h.unit_id and lower(l.during) >= $3 and lower(l.during) < $4 limit 3)
                   union all
                   (select w.inmate_id, 'own', '', $4::timestamptz - interval '1 hour' * (1 + abs(hashtext(w.inmate_id::text || $2)) % 5),
                           (array['Sov lite, var oppe og gikk fra tre-tiden.', 'Fikk dårlig nytt hjemmefra på telefon. Snakk med ham i dag.', 'Har bedt om samtale med kontaktbetjenten.', 'Ringeanlegget på cella virker ikke. Teknisk kommer i morgen tidlig.',
                                  'Trakk seg fra kveldsmaten for andre gang.', 'Fulgte opp avtalen om orden på cella. Ros ham for det.'])[1 + abs(hashtext(w.inmate_id::text || $1::text)) % 6], null
                      from custody.in_custody w where w.unit_id = h.unit_id and w.placed_at < $3 and abs(hashtext(w.inmate_id::text || $1::text || $2)) % 9 = 0 order by w.inmate_id limit 3)) x",
        )
        .bind(shift.day)
        .bind(shift.kind.as_str())
        .bind(shift.from())
        .bind(shift.to())
        .execute(&mut *connection)
        .await?
        .rows_affected();
        sqlx::query("update custody.handover set handed_by = begun_by, handed_at = $3::timestamptz - interval '10 minutes' where day = $1 and shift = $2 and handed_at is null")
            .bind(shift.day)
            .bind(shift.kind.as_str())
            .bind(shift.to())
            .execute(&mut *connection)
            .await?;
        // The last one has not been read by everybody yet.
        if n > 0 {
            sqlx::query(
                "insert into custody.handover_read (handover_id, account_id, prison_id, at)
                 select h.id, a.account_id, h.prison_id, h.handed_at + interval '1 minute' * (12 + abs(hashtext(a.account_id::text)) % 40)
                   from custody.handover h
                   cross join lateral (select distinct s.account_id from staff.shift s where s.unit_id = h.unit_id and s.account_id <> h.handed_by
                                          and lower(s.during) between h.handed_at - interval '1 hour' and h.handed_at + interval '2 hours') a
                  where h.day = $1 and h.shift = $2 and abs(hashtext(a.account_id::text || h.id::text)) % 5 > 0 on conflict do nothing",
            )
            .bind(shift.day)
            .bind(shift.kind.as_str())
            .execute(&mut *connection)
            .await?;
        }
        shift = shift.before();
    }
    Ok(rows)
}
