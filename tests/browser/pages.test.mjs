// Every kind of page of every role, looked at by a real browser: axe, sideways scroll, what the console says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

/** The demonstration's accounts, as the sign-in page offers them: the first of each role. */
async function accounts() {
  const page = await as(chrome, house, null);
  await page.goto(`${house.base}/sign-in`);
  const all = await page.locator('.pick-text').allTextContents();
  await page.context().close();
  const roles = new Map();
  for (const name of all) { const role = name.split('.')[0]; if (!roles.has(role)) roles.set(role, name.trim()); }
  return roles;
}

const pattern = url => new URL(url).pathname.split('/').map(p => p.length === 36 && p.includes('-') ? '{}' : p).join('/');

async function check(page, url) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`), [], `axe at ${url}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 1, `${url} scrolls sideways by ${wide} px at ${page.viewportSize().width}`);
  assert.deepEqual(page.troubles, [], url);
}

/** One page of each pattern that links lead to. */
async function walk(page, visit, most = 40) {
  const queue = [`${house.base}/`], seen = new Set([pattern(queue[0])]);
  for (let n = 0; queue.length && n < most; n++) {
    const url = queue.shift();
    const answer = await page.goto(url);
    if (!(answer.headers()['content-type'] || '').startsWith('text/html')) continue;
    assert.equal(answer.status(), 200, url);
    await visit(page, url);
    for (const href of await page.locator('a[href^="/"]').evaluateAll(links => links.map(a => a.href))) {
      const clean = href.split('#')[0];
      if (clean.includes('/assets/') || seen.has(pattern(clean))) continue;
      seen.add(pattern(clean));
      queue.push(clean);
    }
  }
}

test('the sign-in page, in both languages and schemes', async () => {
  for (const [language, scheme, width] of [['nb', 'light', 1440], ['en', 'dark', 820], ['nb', 'dark', 390]]) {
    const page = await as(chrome, house, null, { language, scheme, width });
    await page.goto(`${house.base}/sign-in`);
    await check(page, 'sign-in');
    await page.context().close();
  }
});

test('every page of every role passes axe', { timeout: 1_500_000 }, async t => {
  const looks = [['nb', 'light', 1440], ['en', 'dark', 820]];
  let turn = 0;
  for (const [role, username] of await accounts()) {
    // Each role is walked whole in one look; the looks take turns, and the first role of each kind of page is walked in both.
    const chosen = ['cas', 'off', 'nur', 'sys', 'aud'].includes(role) ? looks : [looks[turn++ % 2]];
    for (const [language, scheme, width] of chosen) {
      await t.test(`${username} ${language} ${scheme} ${width}`, async () => {
        const page = await as(chrome, house, username, { language, scheme, width });
        await walk(page, check);
        await page.context().close();
      });
    }
  }
});
