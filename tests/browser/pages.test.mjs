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

const pattern = url => new URL(url).pathname.split('/').map(p => p.length === 36 && p.includes('-') || url.includes('/law/') && p.includes('.') ? '{}' : p).join('/');

/** By night only the colours differ, so only they are looked at again. */
async function axe(page, url, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  // No page of ours has a frame: without looking for them, no second page need be opened for each look.
  const rules = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (scheme === 'light' ? rules.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']) : rules.withRules('color-contrast')).analyze();
  return violations.map(v => `${url} (${scheme}): ${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`);
}

/** How often axe has looked at what. */
const looks = new Map();
const due = (what, most) => { looks.set(what, (looks.get(what) ?? 0) + 1); return looks.get(what) <= most; };

/** What is wrong with the page that is shown: axe by day and by night, sideways scroll, what the console said. */
async function faults(page, url, role = '') {
  const language = await page.locator('html').getAttribute('lang');
  // A home is its role's own; any other kind of page is looked at for two roles in each language, and by night, where only colours differ, once.
  const kind = pattern(url) === '/' ? role : pattern(url);
  const found = [];
  if (due(`${language} ${kind}`, 2)) found.push(...await axe(page, url, 'light'));
  if (due(`dark ${kind}`, 1)) found.push(...await axe(page, url, 'dark'));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) found.push(`${url} scrolls sideways by ${wide} px at ${page.viewportSize().width}`);
  return [...found, ...page.troubles.splice(0).map(t => `${url}: ${t}`)];
}

/** One page of each pattern that links lead to: those that were shown. */
async function walk(page, visit, most = 250) {
  const queue = [`${house.base}/`], seen = new Set([pattern(queue[0])]), shown = [];
  while (queue.length) {
    const url = queue.shift();
    let answer;
    try { answer = await page.goto(url); } catch (e) { if (/Download is starting/.test(e.message)) continue; throw e; }
    if (!(answer.headers()['content-type'] || '').startsWith('text/html')) continue;
    assert.equal(answer.status(), 200, url);
    shown.push(url);
    assert.ok(shown.length <= most, `more than ${most} kinds of pages: is something personal in an address?`);
    await visit(page, url);
    for (const href of await page.locator('a[href^="/"]').evaluateAll(links => links.map(a => a.href))) {
      const clean = href.split('#')[0];
      if (clean.includes('/assets/') || seen.has(pattern(clean))) continue;
      seen.add(pattern(clean));
      queue.push(clean);
    }
  }
  return shown;
}

test('the sign-in page, in both languages and schemes', async () => {
  for (const [language, width] of [['nb', 1440], ['en', 820], ['nb', 390]]) {
    const page = await as(chrome, house, null, { language, width });
    await page.goto(`${house.base}/sign-in`);
    assert.deepEqual(await faults(page, page.url()), []);
    await page.context().close();
  }
});

// Every role walks all its pages in one language; the languages take turns, and a page that nobody has yet seen in the other one is then
// opened in it. So each page is looked at in both languages and both schemes, by day and by night, without walking all four times.
test('every page of every role passes axe', { timeout: 3_000_000, concurrency: 2 }, async t => {
  const looked = new Set();
  const key = (role, language, url) => `${language} ${pattern(url) === '/' ? role : pattern(url)}`;
  let turn = 0;
  const walks = [];
  for (const [role, username] of await accounts()) {
    const languages = turn % 2 ? ['en', 'nb'] : ['nb', 'en'];
    const width = [1440, 820, 390][turn++ % 3];
    walks.push(t.test(`${username}, ${languages[0]} first, ${width} px`, async () => {
      const found = [];
      let page = await as(chrome, house, username, { language: languages[0], width });
      const look = async url => {
        looked.add(key(role, await page.locator('html').getAttribute('lang'), url));
        found.push(...await faults(page, url, role));
      };
      const shown = await walk(page, (_, url) => look(url));
      await page.context().close();
      page = await as(chrome, house, username, { language: languages[1], width: width === 820 ? 1440 : 820 });
      for (const url of shown.filter(url => !looked.has(key(role, languages[1], url)))) {
        await page.goto(url);
        await look(url);
      }
      await page.context().close();
      assert.deepEqual(found, []);
    }));
  }
  await Promise.all(walks);
});
