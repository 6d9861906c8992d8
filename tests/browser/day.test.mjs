// A whole day of a prison on the demonstration's data: an officer with a tablet (820 px, the network cut in the middle), the contact officer,
// the duty officer. From unlocking to locking up; whatever was tapped without a network is there in the end, and once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

const TABLET = { width: 820, height: 1180 };
const go = async (page, path) => { await page.goto(house.base + path); return page; };
const alert = page => page.locator('.roll-alert');
/** The row of somebody on a board. */
const door = (page, inmate) => page.locator(`form.door:has(input[name=inmate][value="${inmate}"])`);
const unlocked = (page, inmate) => door(page, inmate).locator('button[value=unlocked][aria-pressed=true]');

/** A time as a clock in Oslo shows it, for a field. */
const oslo = at => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');
/** A tap that the server has answered. */
const tapped = (page, button) => Promise.all([page.waitForResponse(r => r.request().method() === 'POST' && r.url().endsWith('/unlock')), button.click()]);

/** A board begins anew when its doors are locked, and the day at midnight: nobody starts a round in the last minutes of an hour of the unit. */
async function settled(page) {
  for (;;) {
    const lead = await page.locator('.shift-in > div:first-child p').textContent();
    const minutes = text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const now = minutes(oslo(Date.now()).slice(11)), ends = [...lead.matchAll(/\b\d\d:\d\d\b/g)].map(m => minutes(m[0])).concat(24 * 60);
    if (!ends.some(end => (end - now + 24 * 60) % (24 * 60) <= 3)) return;
    await new Promise(r => setTimeout(r, 20_000));
    await page.reload();
  }
}

/**
 * The board of the officer's units with the most doors, and at least so many of them locked with somebody at home. At noon nearly everybody is
 * up and at night nobody is: doors are locked through the board itself, and whoever stays or refuses is let out first.
 */
async function boardWithLocked(page, least) {
  const boards = page.locator('section[aria-labelledby="mine-heading"] a[href$="/board"]');
  await go(page, '/board?all=1');
  const paths = await boards.evaluateAll(all => all.map(a => a.getAttribute('href')));
  assert.ok(paths.length, 'the officer has a unit today');
  const locked = 'form.door:has(button[value=unlocked][aria-pressed=false])';
  let best;
  for (const path of paths) {
    await go(page, path);
    const found = { path, locked: await page.locator(locked).count(), doors: await page.locator('form.door').count() };
    if (!best || found.locked > best.locked || (found.locked === best.locked && found.doors > best.doors)) best = found;
  }
  assert.ok(best.doors >= least, `too few at home: ${best.doors}`);
  await go(page, best.path);
  await settled(page);
  for (let n = 0; await page.locator(locked).count() < least && n < 2 * least; n++) {
    await go(page, best.path);
    const open = page.locator('form.door button[value=in][aria-pressed=false]').first();
    if (await open.count()) { await tapped(page, open); continue; }
    const held = page.locator('form.door:not(:has(button[value=in]))').first();
    await held.locator('summary').click();
    await tapped(page, held.locator('button[value=unlocked]'));
  }
  await go(page, best.path);
  return { board: best.path, people: await page.locator(locked).evaluateAll(all => all.map(f => f.querySelector('input[name=inmate]').value)) };
}

/** One part of the day; the first that fails ends it and says which. */
async function step(name, run) {
  try { await run(); } catch (error) { error.message = `${name}: ${error.message}`; throw error; }
}

/** Somebody else takes over the same tablet. */
async function hand(page, username) {
  await page.locator('details.menu > summary.me').click();
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL(`${house.base}/sign-in`);
  const pick = page.locator('button.pick', { has: page.locator('.pick-text', { hasText: new RegExp(`^${username.replace('.', '\\.')}$`) }) });
  const place = page.locator('details.picker-place', { has: pick });
  if (!(await place.evaluate(d => d.open))) await place.locator('summary').first().click();
  await pick.click();
  await page.waitForURL(`${house.base}/`);
}

/** Every tap of a count that is still due, but those of `not`; the page is loaded anew between them. */
async function walk(page, not = []) {
  const due = page.locator('form[data-queue^="p-"] button[name=status][value=present][aria-pressed=false]');
  for (let n = 0; n < 80; n++) {
    const ids = (await due.evaluateAll(all => all.map(b => b.id))).filter(id => !not.includes(id));
    if (!ids.length) return;
    await Promise.all([page.waitForNavigation(), page.locator(`#${ids[0]}`).click()]);
  }
  throw new Error('the walk does not end');
}

/** The count of a unit in the roll that was called for `why`, begun or gone on with. */
async function counting(page, why, n) {
  await go(page, '/counts');
  const card = page.locator('section.card', { hasText: why });
  await card.getByRole('button', { name: 'Start telling' }).nth(n).click();
  await page.waitForURL(/\/counts\/[0-9a-f-]{36}$/);
  return page.url();
}

test('a day from unlocking to locking up', { timeout: 420_000 }, async () => {
  const duty = await as(chrome, house, 'dut.rav');
  const tablet = await as(chrome, house, 'dut.rav', TABLET);
  const network = tablet.context();
  for (const page of [duty, tablet]) page.setDefaultTimeout(15_000);
  let board, people;

  await step('what the night has not counted is closed, with the reason', async () => {
    // The demonstration begins at whatever hour it is: a roll of today may be late already.
    for (let n = 0; n < 4 && await alert(await go(duty, '/')).count(); n++) {
      await alert(duty).locator('a').click();
      await duty.locator('form[action$="/missed"] #why').fill('Prøvedrift: ingen telte til denne tiden.');
      await duty.locator('form[action$="/missed"] button').click();
      await duty.getByText('Ikke holdt').first().waitFor();
    }
  });

  await step('a tablet is enrolled and handed to the officer', async () => {
    await go(tablet, '/devices');
    await tablet.locator('input[name=name]').fill('Nettbrett 1');
    await tablet.getByRole('button', { name: 'Registrer', exact: true }).click();
    await tablet.getByText('Nettbrettet du bruker nå, står på lista.').waitFor();
    await tablet.evaluate(() => navigator.serviceWorker.ready);
    await tablet.waitForFunction(() => navigator.serviceWorker.controller);
    await hand(tablet, 'off.rav');
    ({ board, people } = await boardWithLocked(tablet, 4));
    assert.ok(people.length >= 4, `too few doors: ${people.length}`);
  });

  await step('the unlock round: one tap a door, and one back', async () => {
    // What was done is said with the way back; the way back is said too, and is not offered twice.
    const toast = tablet.locator('#toast');
    await door(tablet, people[0]).locator('button[value=unlocked]').click();
    await unlocked(tablet, people[0]).waitFor();
    await toast.filter({ hasText: /låst opp \d\d:\d\d/ }).waitFor();
    assert.equal(await toast.count(), 1, 'one at a time');
    await toast.locator('[data-undo]').click();
    await toast.filter({ hasText: 'Angret. Det som gjaldt før, gjelder igjen.' }).waitFor();
    assert.equal(await toast.count(), 1, 'one at a time');
    assert.equal(await toast.locator('[data-undo]').count(), 0);
    await door(tablet, people[0]).locator('button[value=unlocked][aria-pressed=false]').waitFor();
    await tablet.reload();
    assert.equal(await unlocked(tablet, people[0]).count(), 0, 'the server has taken it back');
    for (const inmate of people.slice(0, 2)) {
      await door(tablet, inmate).locator('button[value=unlocked]').click();
      await unlocked(tablet, inmate).waitFor();
    }
    await tablet.waitForFunction(() => document.querySelector('#tablet .offline').hidden);
    await tablet.reload();
    for (const inmate of people.slice(0, 2)) assert.equal(await unlocked(tablet, inmate).count(), 1, 'the server has it');
  });

  await step('without a network a tap on the board waits, says so, and is sent once', async () => {
    await network.setOffline(true);
    await door(tablet, people[2]).locator('button[value=unlocked]').click();
    await tablet.getByText('1 endring sendes når nettet er tilbake.').waitFor();
    await door(tablet, people[2]).getByText('Venter på nett').waitFor();
    // The board is not kept on the tablet, what was tapped is.
    await tablet.reload();
    assert.equal(await tablet.locator('h1').textContent(), 'Frakoblet');
    await network.setOffline(false);
    const posts = [];
    const note = r => { if (r.method() === 'POST' && r.url().endsWith('/unlock')) posts.push(r); };
    tablet.on('request', note);
    await go(tablet, board);
    await unlocked(tablet, people[2]).waitFor();
    await tablet.waitForFunction(() => document.querySelector('#tablet .offline').hidden);
    await tablet.reload();
    assert.equal(await unlocked(tablet, people[2]).count(), 1);
    assert.equal(posts.length, 1, 'once');
    tablet.off('request', note);
  });

  await step('on a computer that is no tablet it is refused in words, and nothing looks done', async () => {
    const desk = await as(chrome, house, 'con.rav');
    await go(desk, board);
    await desk.context().setOffline(true);
    await door(desk, people[3]).locator('button[value=unlocked]').click();
    await desk.locator('[data-unsent-note]').waitFor();
    await door(desk, people[3]).locator('button[value=unlocked][aria-pressed=false]').waitFor();
    await desk.locator('[data-stamp]', { hasText: 'Ingen forbindelse. Viser det som gjaldt' }).waitFor();
    await desk.context().setOffline(false);
    await door(desk, people[3]).locator('button[value=unlocked]').click();
    await unlocked(desk, people[3]).waitFor();
    await desk.locator('[data-unsent-note]').waitFor({ state: 'detached' });
    // The tablet hears of it without being touched.
    await unlocked(tablet, people[3]).waitFor();
    await desk.context().close();
  });

  await step('an observation from the board', async () => {
    await door(tablet, people[0]).locator('summary').click();
    await door(tablet, people[0]).getByText('Skriv observasjon').click();
    await tablet.waitForURL(/\/observations\/new/);
    await tablet.locator('#kind').selectOption({ index: 1 });
    await tablet.locator('#text').fill('Rolig under opplåsing. Spurte om timen hos tannlegen.');
    await tablet.getByRole('button', { name: 'Lagre' }).click();
    await tablet.getByRole('status').filter({ hasText: /./ }).first().waitFor();
    await go(tablet, `/inmates/${people[0]}/observations`);
    await tablet.getByText('Rolig under opplåsing.').first().waitFor();
  });

  const why = 'Dagens telling i en prøve';
  let roll, count;
  await step('the house is counted, the network cut in the middle, and one is missing', async () => {
    await go(duty, '/counts');
    await duty.locator('input[name=extra_why]').fill(why);
    await duty.getByRole('button', { name: 'Start ekstra telling' }).click();
    await duty.waitForURL(/\/roll-call\/[0-9a-f-]{36}$/);
    roll = new URL(duty.url()).pathname;
    count = await counting(tablet, why, 0);
    await tablet.reload();
    await tablet.waitForFunction(async path => Boolean(await (await caches.open('kept-pages')).match(path)), new URL(count).pathname);
    const keys = await tablet.locator('form[data-queue^="p-"] button[value=present][aria-pressed=false]').evaluateAll(all => all.map(b => b.id));
    assert.ok(keys.length >= 4);
    const done = async n => { await tablet.waitForFunction(n => document.querySelectorAll('button[value=undone]').length >= n && document.querySelector('#tablet .offline').hidden, n); };
    const half = Math.floor(keys.length / 2);
    await tablet.locator(`#${keys[0]}`).click();
    await done(1);
    await network.setOffline(true);
    for (const key of keys.slice(1, half)) await tablet.locator(`#${key}`).click();
    await tablet.getByText(half === 2 ? '1 endring sendes' : `${half - 1} endringer sendes`).waitFor();
    await tablet.reload();
    assert.equal(await tablet.locator('button[value=present][aria-pressed=true]').count(), half - 1, 'kept through a reload');
    await network.setOffline(false);
    await done(half);
    for (const key of keys.slice(half, -1)) await tablet.locator(`#${key}`).click();
    await done(keys.length - 1);
    const last = tablet.locator('li[data-queue-row]', { has: tablet.locator(`#${keys.at(-1)}`) });
    await last.locator('summary').click();
    await last.locator('button[value=missing]').click();
    await tablet.waitForFunction(() => !document.querySelector('button[value=present][aria-pressed=false]') && document.querySelector('#tablet .offline').hidden);
    await tablet.getByRole('button', { name: 'Signer tellingen' }).click();
    await tablet.getByText('Signert av').first().waitFor();
  });

  await step('a roll that does not agree stands on every page until it is solved', async () => {
    for (const path of ['/', '/inmates', '/movements', board]) await alert(await go(tablet, path)).waitFor();
    await alert(await go(duty, '/prison-board')).waitFor();
    await duty.locator('#units a', { hasText: 'Stemmer ikke' }).first().waitFor();
  });

  await step('out to court and back', async () => {
    const inmate = people[1];
    await go(tablet, `/inmates/${inmate}/movements/new`);
    await tablet.locator('#reason').selectOption('COURT');
    await tablet.locator('#destination').fill('Søndre Østfold tingrett');
    await tablet.locator('input[name=when][value=now]').check();
    await tablet.locator('#expected_back').fill(oslo(Date.now() + 5 * 3600e3));
    await tablet.locator('#escort_number').fill('2');
    await tablet.getByRole('button', { name: /Lagre|Registrer|Planlegg/ }).first().click();
    await tablet.waitForURL(/\/movements(\?|$)/);
    assert.deepEqual(await tablet.locator('.ds-error-summary').allTextContents(), []);
    await go(tablet, board);
    await tablet.locator(`a[href="/inmates/${inmate}"]`).first().waitFor();
    assert.equal(await door(tablet, inmate).count(), 0, 'no door to tap for somebody who is out');
    await go(tablet, '/movements');
    await tablet.locator(`form[action^="/inmates/${inmate}/movements/"][action$="/back"] button`).first().click();
    await tablet.waitForLoadState();
    await go(tablet, board);
    await door(tablet, inmate).waitFor();
  });

  await step('the contact officer: what was agreed, and the list of the week', async () => {
    const contact = await as(chrome, house, 'con.rav', TABLET);
    await go(contact, '/my-people');
    await contact.locator('a[href$="/talks/new"]').first().click();
    await contact.locator('#text').fill('Snakket om permisjon og besøk fra søsteren.');
    await contact.locator('#what').fill('Skrive søknad om permisjon');
    await contact.getByRole('button', { name: 'Lagre' }).click();
    await contact.getByRole('status').filter({ hasText: /./ }).first().waitFor();
    await go(contact, '/my-people');
    await contact.getByText('Skrive søknad om permisjon').first().waitFor();
    // Counts the other units, so that the roll can be agreed.
    for (;;) {
      await go(contact, '/counts');
      const start = contact.locator('section.card', { hasText: why }).getByRole('button', { name: 'Start telling' });
      if (!(await start.count())) break;
      await counting(contact, why, 0);
      await walk(contact);
      await contact.getByRole('button', { name: 'Signer tellingen' }).click();
      await contact.getByText('Signert av').first().waitFor();
    }
    await go(contact, `${board.replace('/board', '/rota')}`);
    assert.equal(await contact.locator('h1').count(), 1, 'the duties of the week');
    await contact.context().close();
  });

  await step('the duty officer has the difference explained and agrees the roll', async () => {
    await go(duty, roll);
    assert.equal(await duty.locator('form[action$="/agree"]').count(), 0, 'not before it is explained');
    await go(duty, new URL(count).pathname);
    const form = duty.locator('form[action$="/explain"]');
    await form.locator('input[name=code][value=elsewhere]').check();
    for (const place of await form.locator('input[name=place]').all()) await place.fill('Helseavdelingen');
    await form.locator('textarea').fill('Var på helseavdelingen, sett der av vakthavende.');
    await form.getByRole('button').last().click();
    await duty.getByText('Avvik forklart').first().waitFor();
    await go(duty, roll);
    const note = duty.locator('form[action$="/agree"] #note');
    if (await note.count()) await note.fill('Alle er gjort rede for.');
    await duty.locator('form[action$="/agree"] button').click();
    await duty.getByText(/Godkjent av/).first().waitFor();
    for (const path of ['/', '/inmates']) assert.equal(await (await go(tablet, path)).locator(`.roll-alert a[href="${roll}"]`).count(), 0, `solved: ${path}`);
  });

  await step('handed over, and locked up', async () => {
    await go(tablet, board.replace('/board', '/handovers'));
    await tablet.locator('form[action$="/handovers"] button').first().click();
    await tablet.waitForURL(/\/handovers\/[0-9a-f-]{36}\/edit/);
    await tablet.locator('#note').fill('Rolig dag. En var på helseavdelingen under tellingen.');
    await tablet.locator('button[name=did][value=hand_over]').click();
    await tablet.waitForURL(/\/handovers\/[0-9a-f-]{36}$/);
    await go(tablet, board);
    await tablet.getByText('En var på helseavdelingen under tellingen.').waitFor();
    for (const inmate of people.slice(0, 4)) {
      const shut = door(tablet, inmate).locator('button[value=in][aria-pressed=false]');
      if (!(await shut.count())) continue;
      await shut.click();
      await door(tablet, inmate).locator('button[value=in][aria-pressed=true]').waitFor();
    }
    await tablet.waitForFunction(() => document.querySelector('#tablet .offline').hidden);
    await tablet.reload();
    for (const inmate of people.slice(0, 4)) assert.equal(await unlocked(tablet, inmate).count(), 0, 'locked up');
  });

  assert.deepEqual(duty.troubles, []);
  assert.deepEqual(tablet.troubles.filter(line => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(line)), []);
});
