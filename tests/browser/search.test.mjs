// Searching by keyboard and without script, the language switch, and paper, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

/** Somebody on the reader's own list: number, name, where the record is. */
async function somebody(page) {
  await page.goto(`${house.base}/inmates`);
  const row = page.locator('tbody tr', { has: page.locator('a.who-name[href^="/inmates/"]') }).first();
  return {
    href: await row.locator('a.who-name').getAttribute('href'),
    family: (await row.locator('a.who-name').textContent()).split(',')[0].trim(),
    number: (await row.locator('.who-sub').first().textContent()).trim(),
  };
}

test('the palette is worked by keyboard alone', async () => {
  const page = await as(chrome, house, 'cas.hal');
  const who = await somebody(page);
  await page.goto(`${house.base}/`);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox');
  assert.ok(await box.evaluate(e => e === document.activeElement), 'Ctrl+K goes to the field');
  await page.keyboard.type(who.number);
  await page.locator('.palette [role=option]').first().waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await page.locator('.palette [aria-selected=true]').count(), 0, 'nothing is chosen for the user');
  await page.keyboard.press('ArrowDown');
  const chosen = page.locator('.palette [aria-selected=true]');
  assert.equal(await chosen.count(), 1);
  assert.equal(await box.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'), 'and a screen reader hears it');
  assert.match(await chosen.textContent(), new RegExp(who.family));
  await page.keyboard.press('ArrowUp'); // round to the last, or the same when there is one
  assert.equal(await chosen.count(), 1);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('.palette').isHidden(), 'Escape closes the list');
  assert.equal(await box.inputValue(), who.number, 'and keeps what was typed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${house.base}${who.href}*`);
  // A letter typed on a page is a shortcut, in a field it is a letter.
  await page.keyboard.press('/');
  await page.keyboard.type('gi');
  assert.equal(await page.getByRole('combobox').inputValue(), 'gi');
  assert.ok(page.url().includes(who.href));
  assert.ok(!page.url().includes(who.number), 'nothing personal in an address');
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a search works without script', async () => {
  const page = await as(chrome, house, 'cas.hal', { script: false });
  const who = await somebody(page);
  await page.fill('form.find input[name=q]', who.family);
  await page.press('form.find input[name=q]', 'Enter');
  await page.waitForURL(`${house.base}/search`);
  const hit = page.locator('a.hit', { hasText: who.number });
  assert.equal(await hit.count(), 1);
  await hit.click();
  await page.waitForURL(`${house.base}${who.href}*`);
  assert.match(await page.locator('.banner').textContent(), new RegExp(who.number));
  await page.context().close();
});

test('switching the language keeps the page', async () => {
  for (const script of [true, false]) {
    const page = await as(chrome, house, 'off.hal', { script });
    const who = await somebody(page);
    await page.goto(`${house.base}${who.href}`);
    assert.equal(await page.getAttribute('html', 'lang'), 'nb');
    await page.locator('.bar-end > form.lang button[value=en]').click();
    await page.waitForURL(`${house.base}${who.href}`);
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.match(await page.locator('.banner').textContent(), new RegExp(who.number), 'the same person');
    await page.goto(`${house.base}/me`);
    assert.equal(await page.getAttribute('html', 'lang'), 'en', 'and every page after it');
    assert.ok(await page.locator('[name=language][value=en]:checked, [name=language] option[value=en]:checked').count(), 'the account reads English');
    await page.locator('.bar-end > form.lang button[value=nb]').click();
    await page.waitForURL(`${house.base}/me`);
    assert.equal(await page.getAttribute('html', 'lang'), 'nb');
    await page.context().close();
  }
});

test('printing a page tells the trail', async () => {
  const page = await as(chrome, house, 'off.hal');
  const who = await somebody(page);
  await page.goto(`${house.base}${who.href}`);
  const told = page.waitForResponse(r => r.url() === `${house.base}/printed`);
  await page.evaluate(() => print()); // headless: no dialogue, but the event is the real one
  const answer = await told;
  assert.equal(answer.status(), 204);
  const sent = new URLSearchParams(answer.request().postData());
  assert.deepEqual([...sent.keys()].sort(), ['csrf', 'page'], 'the page, and nothing about anybody');
  await page.goto(`${house.base}/me/log`);
  assert.match(await page.locator('main').textContent(), /[Uu]tskrift|[Ss]krev ut/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
