// The power goes in the middle of writing: what was confirmed is there afterwards, and nothing half done shows.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { demonstration } from './support.mjs';

let house;
before(async () => { house = await demonstration(); }, { timeout: 180_000 });
after(async () => { await house?.remove(); }, { timeout: 60_000 });

// A connection that the power cut is never answered: give up on it.
const ask = (path, options = {}) => fetch(house.base + path, { redirect: 'manual', signal: AbortSignal.timeout(10_000), ...options });
const send = (path, fields, cookie = '') => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } });

test('kill -9 while people are being registered', { timeout: 120_000 }, async () => {
  const door = await (await ask('/sign-in')).text();
  const account = door.match(/value="([0-9a-f-]{36})"(?:(?!<\/button>).)*cas\.hal</s)[1];
  const cookie = (await send('/demo/sign-in', { account })).headers.get('set-cookie').split(';')[0];
  const page = async path => { const r = await ask(path, { headers: { cookie } }); return { status: r.status, text: await r.text() }; };
  const csrf = (await page('/inmates/new')).text.match(/name="csrf" value="([^"]+)"/)[1];
  const letters = n => [...String(n)].map(d => 'BFGKLMPRTV'[d]).join('e');
  const confirmed = new Map();
  const refused = [];
  const register = async n => {
    const family = `Strømbrudd${letters(n).toLowerCase()}`;
    const year = 1950 + n % 50, month = String(1 + n % 12).padStart(2, '0'), day = String(1 + n % 27).padStart(2, '0');
    const fields = { csrf, once: randomUUID(), identity: 'stated', given_name: letters(n * 7 + 3), family_name: family, birth_date: `${year}-${month}-${day}`, birth_date_basis: 'stated', sex: 'M',
      number_kind: 'none', no_number_reason: 'Uten papirer, pass hos politiet', another_person: 'yes', another_reason: 'Oppdiktet person i en prøve' };
    const r = await send('/inmates/new', fields, cookie);
    if (r.status === 303) confirmed.set(r.headers.get('location'), family);
    else refused.push(`${n}: ${r.status} ${(await r.text()).match(/ds-validation-message[^>]*>([^<]+)/)?.[1]}`);
  };
  await register(0);
  assert.deepEqual(refused, [], 'one by one it works');
  const writers = Array.from({ length: 4 }, async (_, w) => { for (let n = 1; n < 90; n++) await register(w * 100 + n); });
  const done = Promise.allSettled(writers);
  const enough = async () => { while (confirmed.size < 12) await new Promise(r => setTimeout(r, 5)); };
  await Promise.race([enough(), done]);
  await house.kill();
  await done;
  assert.deepEqual(refused, []);
  assert.ok(confirmed.size >= 12 && confirmed.size < 350, `the power went in the middle, after ${confirmed.size}`);
  await house.start();
  for (const [path, family] of confirmed) {
    const kept = await page(path);
    assert.equal(kept.status, 200, `${path} was confirmed and is gone`);
    assert.ok(kept.text.includes(family), `${path} is not who was confirmed`);
  }
  assert.equal((await page('/')).status, 200, 'and the session has survived');
});
