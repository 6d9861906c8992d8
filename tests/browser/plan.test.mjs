// The sentence plan on the demonstration's data, by those who make it: from reception to an agreed plan, its review, and ready for release. Once for
// somebody on remand in bokmål, once for somebody serving in English, each with a copy on paper in their own language.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, browser, demonstration } from './support.mjs';

let house, chrome;
before(async () => { house = await demonstration(); chrome = await browser(); }, { timeout: 180_000 });
after(async () => { await chrome?.close(); await house?.remove(); }, { timeout: 60_000 });

const DAY = 24 * 3600e3;
/** A day and a time as fields want them, of Oslo. */
const day = at => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' }).format(at);
const ahead = days => day(Date.now() + days * DAY);

/** One part of the way; the first that fails ends it and says which. */
async function step(name, run) {
  try { await run(); } catch (error) { error.message = `${name}: ${error.message}`; throw error; }
}

const go = async (page, path) => { await page.goto(house.base + path); return page; };

/** Sends the form that holds this button, and waits for the page that answers: the words it says are no fault. */
async function send(page, button) {
  await Promise.all([page.waitForEvent('load'), button.click()]);
  const faults = await page.locator('.ds-error-summary').allInnerTexts();
  assert.deepEqual(faults, [], `${page.url()} refused`);
}

/** Fills what a form holds: text by id, a choice by its value, a box by true. */
async function fill(page, fields) {
  for (const [id, value] of Object.entries(fields)) {
    const field = page.locator(`#${id}`);
    const kind = await field.evaluate(e => (e.tagName === 'SELECT' ? 'select' : e.type === 'checkbox' ? 'checkbox' : e.type === 'radio' ? 'radio' : 'text'));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'checkbox') await field.setChecked(value);
    else if (kind === 'radio') await page.locator(`input[name="${id}"][value="${value}"]`).check();
    else await field.fill(value);
  }
}

const submit = (page, action) => page.locator(`form[method=post][action="${action}"] button[type=submit]`).first();

/** Whether a list names somebody, on any of its pages. */
async function listed(page, path, inmate) {
  for (let next = path; next;) {
    await go(page, next);
    if (await page.locator(`a.who-name[href*="${inmate}"]`).count()) return true;
    const older = page.locator('nav.pager a[rel=next]');
    next = await older.count() ? await older.getAttribute('href') : null;
  }
  return false;
}

/** What reads differently in the two languages. */
const SAID = {
  nb: {
    remand: 'Varetekt', draft: 'Utkast', agreed: 'Enig', version: 'Versjon 1', held: 'Holdt', copy: 'Min fremtidsplan', yours: 'Planen er din', me: '(meg selv, innen',
    mine: 'Det jeg arbeider med nå', review: 'Neste gang vi ser på planen', received: 'Mottatt:', whole: n => `${n} av ${n} på plass`, waits: 'Venter på',
    goal: 'Jeg vil ha en jobb å gå til når jeg kommer ut', action: 'Ringe Nav og avtale en samtale', promise: 'Avtale om arbeidstrening',
  },
  en: {
    remand: 'Remand', draft: 'Draft', agreed: 'Agreed', version: 'Version 1', held: 'Held', copy: 'My sentence plan', yours: 'The plan is yours', me: '(me, by',
    mine: 'What I am working on now', review: 'The next time we look at the plan', received: 'Received:', whole: n => `${n} of ${n} in place`, waits: 'Waits for',
    goal: 'I want to have a job to go to when I get out', action: 'Call Nav and agree on a talk', promise: 'An agreement on work training',
  },
};

/**
 * The whole way of one person, at one prison, in one language.
 */
async function way(language, remand) {
  const t = SAID[language];
  const role = code => as(chrome, house, `${code}.hal`, { language });
  const [governor, manager, contact, coordinator, nurse] = [await role('gov'), await role('cas'), await role('con'), await role('rei'), await role('nur')];
  const everybody = [governor, manager, contact, coordinator, nurse];
  for (const page of everybody) page.setDefaultTimeout(15_000);
  let inmate, number, home;

  await step('somebody came, and nobody has spoken with them of what they need', async () => {
    await go(governor, '/plans?show=no_assessment');
    const rows = governor.locator('tbody tr', { has: governor.locator(`text=${t.remand}`) });
    const others = governor.locator('tbody tr', { hasNot: governor.locator(`text=${t.remand}`) });
    const row = (remand ? rows : others).first();
    number = (await row.locator('.who-sub').innerText()).slice(0, 10);
    inmate = (await row.locator('a.who-name').getAttribute('href')).split('/')[2];
    home = `/inmates/${inmate}/plan`;
    assert.match(number, /^\d{4}-\d{5}$/);
  });

  await step('the governor gives the person a case manager, a contact officer and a coordinator', async () => {
    for (const page of [manager, contact, coordinator]) {
      const name = (await page.locator('.me-name').first().innerText()).split('\n')[0].trim();
      await go(governor, '/admin/grants/new/assigned');
      await governor.locator('#number').fill(number);
      const option = governor.locator('#staff option', { hasText: name }).first();
      await governor.locator('#staff').selectOption(await option.getAttribute('value'));
      await governor.locator('#reason').fill('Arbeider med planen');
      await Promise.all([governor.waitForEvent('load'), submit(governor, '/admin/grants/new/assigned').click()]);
      // Whoever has the person from before has them still.
      assert.ok(/done=given/.test(governor.url()) || await governor.locator('.ds-error-summary').count(), governor.url());
      await go(page, home);
      assert.equal(await page.locator('a[href$="/plan/goals/new"]').count(), 1, `${name} writes the plan`);
    }
  });

  await step('the case manager writes down what the person needs and has, theme by theme, as far as they share it', async () => {
    await go(manager, `${home}/assessment`);
    // Somebody may have begun already.
    const begin = submit(manager, `${home}/assessment`);
    if (await begin.count()) {
      await fill(manager, { reason: 'reception' });
      await send(manager, begin);
    }
    if (remand) assert.equal(await manager.locator(`a[href="${home}/assessment/attitudes"]`).count(), 0, 'nothing presumes guilt');
    for (const theme of ['work', 'housing']) {
      await go(manager, `${home}/assessment/${theme}`);
      await fill(manager, { consent: true, own_words: theme === 'work' ? 'Har jobbet på lager i seks år' : 'Bodde hos en venn', importance: 'much' });
      await send(manager, submit(manager, `${home}/assessment/${theme}`));
    }
    await go(manager, `${home}/assessment`);
    await send(manager, manager.locator('button[name=stage][value=finished]'));
  });

  await step('the contact officer writes a goal in the words of the person, and who does what', async () => {
    await go(contact, `${home}/goals/new`);
    // A goal of nothing is refused, and what was typed is kept.
    await fill(contact, { theme: 'work', words: t.goal, state: 'current', what: '', who: 'inmate' });
    await Promise.all([contact.waitForEvent('load'), submit(contact, `${home}/goals`).click()]);
    assert.equal(await contact.locator('#what-fault').count(), 1);
    assert.equal(await contact.locator('#words').inputValue(), t.goal);
    await fill(contact, { what: t.action, by_day: ahead(20) });
    await send(contact, submit(contact, `${home}/goals`));
    const card = contact.locator('article.goal', { hasText: t.goal });
    await card.locator('a[href$="/actions/new"]').click();
    await fill(contact, { what: t.promise, who: 'nav', by_day: ahead(2) });
    await send(contact, contact.locator('main form.form button[type=submit]').first());
    await contact.getByText(t.draft, { exact: false }).first().waitFor();
  });

  await step('it is settled with the person: a version that stands', async () => {
    await go(manager, `${home}/agree`);
    await fill(manager, { outcome: 'agreed', participants: 'Kontaktbetjenten' });
    await send(manager, submit(manager, `${home}/agree`));
    await go(contact, home);
    const version = contact.locator('section[aria-labelledby=version-h]');
    assert.match(await version.innerText(), new RegExp(`${t.version}[\\s\\S]*${t.agreed}`));
    assert.equal(await contact.getByText(t.draft, { exact: true }).count(), 0);
  });

  await step('a copy on paper, in plain words and in their language', async () => {
    await go(manager, `${home}/print?lang=${language}`);
    const sheet = manager.locator('article.sheet');
    assert.equal(await sheet.getAttribute('lang'), language);
    await manager.emulateMedia({ media: 'print' });
    // What paper shows, and nothing else: no menu, no buttons, a line to sign on.
    const words = await manager.locator('body').innerText();
    for (const said of [t.copy, t.mine, t.goal, t.action, t.me, t.review, t.yours, t.received, number]) assert.ok(words.includes(said), `«${said}» is on paper: ${words}`);
    assert.equal(await manager.locator('nav.side').isVisible(), false);
    assert.equal(await manager.locator('.page-head button').first().isVisible(), false);
    assert.ok((await manager.screenshot({ fullPage: true })).length > 5000);
    const pdf = await manager.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    assert.equal(pages.length, 1, 'on one sheet');
    await manager.emulateMedia({ media: 'screen' });
  });

  await step('the coordinator finds what waits for Nav across people, and tells how it goes without losing the place', async () => {
    await go(coordinator, '/plan-steps');
    const choice = coordinator.locator('#partner');
    const option = choice.locator('option[value="w:nav"]');
    const promised = Number((await option.innerText()).match(/\((\d+)\)/)[1]);
    await choice.selectOption('w:nav');
    await send(coordinator, coordinator.locator('form.filters button[type=submit]'));
    assert.equal(await coordinator.locator('ul.rows > li').count(), promised, 'as many as the choice said');
    assert.equal(await coordinator.locator('#partner').inputValue(), 'w:nav');
    const row = coordinator.locator(`#p-${inmate} li`, { hasText: t.promise });
    await send(coordinator, row.locator('button[name=state][value=under_way]'));
    assert.equal(new URL(coordinator.url()).searchParams.get('partner'), 'w:nav', 'the same selection');
    assert.equal(await coordinator.locator('ul.rows > li').count(), promised);
  });

  await step('a meeting with those outside, and what one of them promised', async () => {
    await go(coordinator, `${home}/support`);
    const fold = coordinator.locator('.card-foot details.more');
    if (!(await fold.evaluate(d => d.open))) await fold.locator('summary').click();
    await fill(coordinator, { who: 'p:NAV_KOM', what: t.promise, under: 't:work', by_day: ahead(9) });
    await send(coordinator, submit(coordinator, `${home}/promises`));
    await go(coordinator, '/promises?partner=p%3ANAV_KOM');
    const mine = coordinator.locator('ul.rows > li', { hasText: number });
    assert.equal(await mine.count(), 1);
    await send(coordinator, mine.locator('button[value=kept]'));
    assert.equal(new URL(coordinator.url()).searchParams.get('partner'), 'p:NAV_KOM');
    assert.equal(await coordinator.locator('ul.rows > li', { hasText: number }).count(), 0, 'kept is no longer open');
  });

  await step('the plan is looked at again: planned, held, and the next day is set', async () => {
    await go(manager, `${home}/reviews/new`);
    // The nearest moment that is ahead by a few minutes in Oslo: what is planned is held at once.
    const soon = new Date(Date.now() + 5 * 60e3);
    const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', timeStyle: 'short' }).format(soon);
    await fill(manager, { at: `${day(soon)}T${time}` });
    await send(manager, submit(manager, `${home}/reviews`));
    const path = new URL(manager.url()).pathname;
    await fill(manager, { took_part: 'yes', notes: 'Gikk gjennom målene sammen.', outcome: 'goes_on' });
    await send(manager, submit(manager, `${path}/hold`));
    await go(contact, `${home}/reviews`);
    assert.ok((await contact.locator('main').innerText()).includes(t.held));
  });

  await step('a talk of the week moves the plan', async () => {
    await go(contact, `/inmates/${inmate}/talks/new`);
    await contact.locator('#text').fill('Snakket om samtalen med Nav.');
    await contact.locator('select, input[type=radio]').first().waitFor({ state: 'attached' });
    await contact.locator('input[name=moved][value^="about:"]').first().check();
    await send(contact, submit(contact, `/inmates/${inmate}/talks`));
    await go(contact, home);
    assert.match(await contact.locator('article.goal', { hasText: t.goal }).innerText(), language === 'nb' ? /1 samtale/ : /1 talk/);
  });

  await step('ready for release: point by point with what shows it, and health answers for itself', async () => {
    const list = `/inmates/${inmate}/readiness`;
    await go(manager, list);
    if (await submit(manager, list).count()) await send(manager, submit(manager, list));
    const points = await manager.locator('tbody a[data-row]').evaluateAll(all => all.map(a => a.getAttribute('href')));
    assert.ok(points.length >= 10, `${points.length} points`);
    for (const [n, point] of points.entries()) {
      // The coordinator does half of them.
      const page = n % 2 ? coordinator : manager;
      await go(page, point);
      await fill(page, { state: 'done', evidence: 'Bekreftelse sett' });
      await send(page, submit(page, point));
    }
    // Whatever health answered before is answered anew.
    await go(nurse, '/release-care?show=all');
    const care = nurse.locator(`form[action="/inmates/${inmate}/release-care"] button[value=yes]`);
    if (await care.count()) await send(nurse, care);
    await go(manager, list);
    const figure = await manager.locator('#figure-h').innerText();
    const all = Number(figure.match(/\d+/g).at(-1));
    assert.equal(figure, t.whole(all), await manager.locator('main').innerText());
  });

  await step('the governor sees the person among those who have a plan', async () => {
    assert.ok(await listed(governor, '/plan-figures/assessed?part=yes', inmate));
    if (!remand) assert.ok(await listed(governor, '/plan-figures/agreed?part=yes', inmate));
    assert.equal(await listed(governor, '/plans?show=no_assessment', inmate), false);
  });

  for (const page of everybody) {
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  }
}

test('somebody on remand, in bokmål: from reception to ready for release', { timeout: 180_000 }, () => way('nb', true));
test('somebody serving a sentence, in English: from reception to ready for release', { timeout: 180_000 }, () => way('en', false));
