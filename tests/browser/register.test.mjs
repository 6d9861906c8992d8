// A class comes, one does not: the register taken with the keyboard alone, and who is missing on the board of their unit ten minutes after the beginning.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

const go = async (page, path) => { const answer = await page.goto(house.base + path); assert.equal(answer.status(), 200, path); return page; };
/** A time as a clock in Oslo shows it, for a field. */
const oslo = at => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');

/**
 * A session of one of the supervisor's places that began twelve minutes ago, whatever hour it is: the next one that nobody has taken is moved to now,
 * as a supervisor does when the day has gone otherwise.
 */
async function underWay(page) {
  await go(page, '/activities');
  const places = [...new Set(await page.locator('main a[href^="/activities/"]').evaluateAll(all => all.map(a => a.getAttribute('href'))))].filter(p => /^\/activities\/[0-9a-f-]{36}$/.test(p));
  for (const place of places) {
    await go(page, place);
    if (await page.locator('section[aria-labelledby=people-h] ul.rows > li').count() < 3) continue;
    const sessions = await page.locator('section[aria-labelledby=ahead-h] a[href^="/sessions/"]').evaluateAll(all => all.map(a => a.getAttribute('href')));
    for (const session of sessions.reverse()) {
      await go(page, session);
      const form = page.locator('form[action$="/move"]');
      if (!await form.count()) continue;
      await form.locator('#starts').fill(oslo(Date.now() - 12 * 60_000));
      await form.locator('#ends').fill(oslo(Date.now() + 60 * 60_000).slice(11));
      await form.locator('#room').selectOption('');
      await form.locator('#reason').fill('Begynte senere i dag');
      await form.getByRole('button', { name: 'Flytt' }).click();
      await page.waitForURL(/done=1/);
      return { name: await page.locator('h1').textContent(), register: session.replace('/sessions/', '/register/') };
    }
  }
  throw new Error('no place with people and a session ahead');
}

test('a register with the keyboard, and who is missing on the board', { timeout: 180_000 }, async () => {
  const page = await as(chrome, house, 'wrk.hal');
  page.setDefaultTimeout(15_000);
  const { name, register } = await underWay(page);
  await go(page, register);
  const people = await page.locator('.att-list > li').count();
  assert.ok(people >= 2, `too few people: ${people}`);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].target.join(' ')}`), []);

  // From the top of the page to the first who has a choice, one step aside, and saved: no mouse, and few keys.
  let keys = 0;
  const press = async key => { keys += 1; await page.keyboard.press(key); };
  const begun = Date.now();
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'ds-skip-link', 'the way past the menu comes first');
  await press('Enter');
  const choice = () => page.evaluate(() => document.activeElement.closest('.att-choices') && document.activeElement.name);
  for (let n = 0; n < 40 && !await choice(); n++) await press('Tab');
  const mark = await choice();
  assert.ok(mark, 'no choice is reached');
  const group = page.locator(`input[name="${mark}"]`);
  const value = () => page.evaluate(name => document.querySelector(`input[name="${name}"]:checked`)?.value, mark);
  for (let n = 0; n < 6 && await value() !== 'missing'; n++) await press('ArrowRight');
  assert.equal(await value(), 'missing');
  assert.ok(await group.first().evaluate(g => g.closest('li').matches(':focus-within')), 'still there');
  await Promise.all([page.waitForURL(/done=taken/), press('Enter')]);
  assert.ok(keys <= 16, `${keys} keys`);
  assert.ok(Date.now() - begun < 30_000, `${Date.now() - begun} ms`);
  const inmate = mark.slice('mark.'.length);
  assert.equal(await page.locator(`input[name="${mark}"][value=missing]`).isChecked(), true, 'the register keeps it');
  assert.equal(await page.locator('.att-list input[value=present]:checked').count() >= 1, true, 'and the others are present');

  // Twelve minutes after the beginning it stands on the board of the unit where they live.
  const duty = await as(chrome, house, 'dut.hal');
  duty.setDefaultTimeout(15_000);
  await go(duty, '/board?all=1');
  const boards = [...new Set(await duty.locator('main a[href$="/board"]').evaluateAll(all => all.map(a => a.getAttribute('href'))))].filter(p => p.startsWith('/units/'));
  let told = null;
  for (const board of boards) {
    await go(duty, board);
    const line = duty.locator('main', { hasText: `har ikke møtt på ${name.trim()}` });
    if (await line.count()) { told = board; break; }
  }
  assert.ok(told, `on none of ${boards.length} boards`);
  assert.ok(await duty.locator(`a[href*="${inmate}"], input[value="${inmate}"]`).count(), 'on the board of the one who is missing');
  assert.deepEqual([...page.troubles, ...duty.troubles], []);
});
