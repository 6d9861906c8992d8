// A count on an enrolled tablet with the network cut in the middle: what was tapped waits, is seen, and is sent once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

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

const kept = page => page.evaluate(async () => (await (await caches.open('kept-pages')).keys()).map(k => new URL(k.url).pathname));

test('two taps without a network are sent when it is back, once', { timeout: 180_000 }, async () => {
  const page = await as(chrome, house, 'dut.hal', { width: 820, height: 1180 });
  const context = page.context();
  await page.goto(`${house.base}/devices`);
  await page.locator('input[name=name]').fill('Avdeling A, nettbrett 1');
  await page.getByRole('button', { name: 'Registrer', exact: true }).click();
  await page.getByText('Nettbrettet du bruker nå, står på lista.').waitFor();
  await page.goto(`${house.base}/counts`);
  await page.locator('input[name=extra_why]').fill('Prøve av telling uten nett');
  await page.getByRole('button', { name: 'Start ekstra telling' }).click();
  await page.waitForURL(/\/roll-call\/[0-9a-f-]{36}$/);

  await hand(page, 'off.hal');
  await page.goto(`${house.base}/counts`);
  const card = page.locator('section.card', { hasText: 'Prøve av telling uten nett' });
  await card.getByRole('button', { name: 'Start telling' }).first().click();
  await page.waitForURL(/\/counts\/[0-9a-f-]{36}$/);
  const address = page.url();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await page.waitForFunction(async path => Boolean(await (await caches.open('kept-pages')).match(path)), new URL(address).pathname);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].target.join(' ')}`), []);

  const posts = [];
  page.on('request', r => { if (r.method() === 'POST' && r.url().endsWith('/mark')) posts.push(r); });
  await context.setOffline(true);
  const buttons = page.locator('form[data-queue^="p-"] button[value=present]');
  const people = await buttons.count();
  assert.ok(people >= 2, `too few people to count: ${people}`);
  await buttons.nth(0).click();
  await page.getByText('1 endring sendes når nettet er tilbake.').waitFor();
  await buttons.nth(1).click();
  await page.getByText('2 endringer sendes når nettet er tilbake.').waitFor();
  assert.equal(await page.locator('[data-queue-note]', { hasText: 'Venter på nett' }).count() >= 2, true, 'shown as waiting');

  await page.reload();
  assert.equal(await page.evaluate(() => Boolean(document.documentElement.dataset.kept)), true, 'the page that was kept');
  await page.getByText('2 endringer sendes når nettet er tilbake.').waitFor();
  assert.equal(await page.locator('button[value=present][aria-pressed=true]').count(), 2, 'and what was tapped is still tapped');
  await page.goto(`${house.base}/counts/history`);
  assert.equal(await page.locator('h1').textContent(), 'Frakoblet', 'another page was not kept');
  await page.goto(address);
  await page.getByText('2 endringer sendes når nettet er tilbake.').waitFor();

  posts.length = 0;
  const from = new Date();
  await context.setOffline(false);
  await page.waitForFunction(() => document.querySelector('#tablet .offline')?.hidden, null, { timeout: 30_000 });
  const sent = posts.filter(r => !r.failure());
  assert.equal(sent.length, 2, 'exactly two');
  assert.equal(new Set(sent.map(r => r.headers()['idempotency-key'])).size, 2);
  for (const r of sent) assert.ok(new Date(r.headers()['x-made-at']) < from, 'made before it was sent');
  assert.equal(await page.locator('button[value=undone]').count(), 2, 'the server has both');
  await page.reload();
  assert.equal(await page.locator('button[value=undone]').count(), 2);

  // A tap that no longer holds lands in the list, not in the count: the count is signed elsewhere meanwhile.
  await context.setOffline(true);
  await page.locator('form[data-queue^="p-"] button[value=present], form[data-queue^="p-"] button[value=undone]').first().click();
  await page.getByText('1 endring sendes når nettet er tilbake.').waitFor();
  const desk = await as(chrome, house, 'con.hal');
  await desk.goto(address);
  for (let n = 0; await desk.locator('form[data-queue^="p-"] button[value=present][aria-pressed]').count() && n < 80; n++) {
    await desk.locator('form[data-queue^="p-"] button[value=present][aria-pressed]').first().click();
    await desk.waitForLoadState();
  }
  await desk.getByRole('button', { name: 'Signer tellingen' }).click();
  await desk.getByText('Signert av').first().waitFor();
  assert.equal(await desk.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0, 'no worker on a computer that is no tablet');
  await desk.context().close();
  await context.setOffline(false);
  await page.getByText('Ikke tatt imot').waitFor({ timeout: 30_000 });
  await page.getByText('Tellingen er allerede signert.').waitFor();
  await page.getByRole('button', { name: 'Lest' }).click();
  await page.waitForFunction(() => document.querySelector('#tablet [data-refused]').hidden);

  // Signing out without a network empties the tablet of pages and keeps what its writer has not been able to send.
  const queued = () => page.evaluate(() => new Promise((ok, no) => {
    const ask = indexedDB.open('overgang', 1);
    ask.onerror = () => no(ask.error);
    ask.onsuccess = () => { const all = ask.result.transaction('queue').objectStore('queue').count(); all.onsuccess = () => { ok(all.result); ask.result.close(); }; };
  }));
  await page.evaluate(() => new Promise((ok, no) => {
    const ask = indexedDB.open('overgang', 1);
    ask.onerror = () => no(ask.error);
    ask.onsuccess = () => {
      const tx = ask.result.transaction('queue', 'readwrite');
      tx.objectStore('queue').put({ id: crypto.randomUUID(), account: 'somebody else', to: '/nowhere', body: '', made: new Date().toISOString(), page: '/', form: 'x', press: '', label: '', state: 'waiting' });
      tx.oncomplete = () => { ask.result.close(); ok(); };
    };
  }));
  assert.ok((await kept(page)).includes(new URL(address).pathname));

  // The shift ends while the tablet lies there without a network: what was kept goes from the screen and says why, what is unsent stays.
  await context.setOffline(true);
  await page.goto(address);
  assert.equal(await page.evaluate(() => Boolean(document.documentElement.dataset.kept)), true, 'kept while the shift lasts');

  // Two hours without the server: in use the page stays for the shift; left alone it locks, and a touch opens nothing.
  const hours = (what, ago) => page.evaluate(async ([what, ago]) => { await (await caches.open('kept-pages')).put(what, new Response(String(Date.now() - ago * 3600e3))); }, [what, ago]);
  await hours('/-contact', 3);
  await hours('/-used', 1.9);
  await page.reload();
  assert.equal(await page.evaluate(() => Boolean(document.documentElement.dataset.kept)), true, 'three hours without the server, and worked on');
  await page.mouse.click(5, 5);
  await page.waitForFunction(async () => Date.now() - Number(await (await (await caches.open('kept-pages')).match('/-used')).text()) < 60e3);
  await hours('/-used', 2.1);
  await page.reload();
  assert.equal(await page.locator('h1').textContent(), 'Låst', 'left alone for two hours');
  await page.mouse.click(5, 5);
  await page.reload();
  assert.equal(await page.locator('h1').textContent(), 'Låst', 'a touch opens nothing');
  await hours('/-contact', 0);
  await page.goto(address);

  await page.evaluate(async path => {
    const pages = await caches.open('kept-pages'), copy = await pages.match(path), headers = new Headers(copy.headers);
    if (Number(headers.get('x-kept-until')) <= Date.now()) throw new Error('kept without an end');
    headers.set('x-kept-until', String(Date.now() - 1000));
    await pages.put(path, new Response(await copy.text(), { headers }));
    dispatchEvent(new Event('focus'));
  }, new URL(address).pathname);
  await page.locator('h1', { hasText: 'Vakten er slutt' }).waitFor();
  await page.reload();
  assert.equal(await page.locator('h1').textContent(), 'Vakten er slutt', 'and it stays gone');
  assert.equal(await page.evaluate(async path => (await (await (await caches.open('kept-pages')).match(path)).text()).length, new URL(address).pathname), 0, 'nothing of it is left');
  assert.equal(await queued(), 1, 'what is unsent stays');
  await context.setOffline(false);
  await page.goto(address);
  await page.getByText('Signert av').first().waitFor();
  await page.locator('details.menu > summary.me').click();
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL(`${house.base}/sign-in`);
  assert.deepEqual((await kept(page)).filter(path => path.startsWith('/counts')), []);
  assert.equal(await queued(), 1, 'what somebody else has not sent is not lost by this sign-out');
  await context.close();
});
