
// ---- Enrolled tablets: a worker keeps the pages of a unit's day, and what is tapped without a network waits here until it is sent.
(() => {
'use strict';
const root = document.documentElement, bar = document.getElementById('tablet');
if (!('serviceWorker' in navigator) || !('indexedDB' in self)) return;
// Taken off the list of tablets, or never on it: nothing is kept here.
if (root.dataset.sw === 'off') { navigator.serviceWorker.getRegistrations().then(all => all.forEach(r => r.unregister())).catch(() => {}); return; }
if (root.dataset.sw !== 'on' || !bar) return;
navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {});

// ---- the queue: one row a change, in the order they were made
const open = new Promise((ok, no) => {
  const ask = indexedDB.open('overgang', 1);
  ask.onupgradeneeded = () => ask.result.createObjectStore('queue', { keyPath: 'n', autoIncrement: true });
  ask.onsuccess = () => ok(ask.result);
  ask.onerror = () => no(ask.error);
});
open.catch(() => {});
const store = async (mode, work) => {
  const tx = (await open).transaction('queue', mode), answer = work(tx.objectStore('queue'));
  return new Promise((ok, no) => { tx.oncomplete = () => ok(answer.result); tx.onerror = tx.onabort = () => no(tx.error); });
};
const all = () => store('readonly', s => s.getAll());
const put = row => store('readwrite', s => s.put(row));
const drop = n => store('readwrite', s => s.delete(n));

// Since when the server has not been heard of (the page's own age when it came from the worker), and when the tablet was touched last.
let contact = root.dataset.kept ? Date.parse(root.dataset.kept) : Date.now(), used = root.dataset.kept ? 0 : contact, away = Boolean(root.dataset.kept), signIn = false;
const LOCK = 2 * 3600e3, mine = row => row.account === root.dataset.account;
const locked = () => away && Date.now() - Math.max(contact, used) > LOCK;

// What the worker knows of both: it was there before this page.
const times = (async () => {
  const pages = await caches.open('kept-pages'), told = async what => Number(await (await pages.match(what))?.text() || 0);
  contact = Math.max(contact, await told('/-contact')); used = Math.max(used, await told('/-used'));
})().catch(() => {});

// Whoever works on has the pages until the shift ends. Nobody's touch opens what was left alone too long, nor what was emptied.
let noted = 0;
const touch = async () => {
  await times;
  if (locked()) { location.reload(); return; }
  used = Date.now();
  if (used - noted < 30e3) return;
  noted = used;
  const pages = await caches.open('kept-pages');
  if (await pages.match('/-contact')) await pages.put('/-used', new Response(String(used)));
};
for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, () => { touch().catch(() => {}); }, { capture: true, passive: true });

// ---- a form with data-queue is put in the queue, shown as done and waiting, and sent as soon as that is possible
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches?.('form[data-queue]') || event.defaultPrevented) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  data.delete('csrf'); data.delete('once');
  const row = { id: crypto.randomUUID(), account: root.dataset.account, to: new URL(form.action).pathname, body: new URLSearchParams(data).toString(), made: new Date().toISOString(),
    page: location.pathname, form: form.dataset.queue, press: event.submitter?.value || '', label: event.submitter?.dataset.queueLabel || form.dataset.queueLabel || '', state: 'waiting' };
  // No room for a queue (a private window): as on any other computer.
  put(row).then(() => { mark(form, event.submitter); draw(); replay(); }, () => form.submit());
}, true);

function mark(form, pressed) {
  const row = form.closest('[data-queue-row]') || form;
  row.dataset.waiting = '';
  for (const button of form.querySelectorAll('button[aria-pressed]')) button.setAttribute('aria-pressed', String(button === pressed));
  row.closest('details[open]')?.removeAttribute('open');
  for (const menu of row.querySelectorAll('details[open]')) menu.open = false;
  for (const note of row.querySelectorAll('[data-queue-note]')) { note.hidden = false; note.textContent = bar.dataset.waits; }
}

// ---- the bar says what waits; under it stands what the server refused, until somebody has read it
async function draw() {
  const rows = await all().catch(() => []), own = rows.filter(mine);
  const waiting = own.filter(r => r.state === 'waiting'), refused = own.filter(r => r.state === 'refused'), others = rows.length - own.length;
  const said = [];
  if (away) said.push(bar.dataset.away.replace('{time}', new Date(contact).toLocaleTimeString(root.lang === 'nb' ? 'nb-NO' : 'en-GB', { hour: '2-digit', minute: '2-digit' })));
  if (waiting.length) said.push(waiting.length === 1 ? bar.dataset.one : bar.dataset.many.replace('{n}', waiting.length));
  if (signIn) said.push(bar.dataset.signIn);
  if (others) said.push(bar.dataset.others.replace('{n}', others));
  const line = bar.querySelector('[data-line]'), text = said.join(' ');
  if (line.textContent !== text) line.textContent = text;
  line.parentElement.hidden = !text;
  const list = bar.querySelector('[data-refused]');
  list.hidden = !refused.length;
  list.querySelector('ul').replaceChildren(...refused.map(row => {
    const item = document.createElement('li'), what = document.createElement('p'), why = document.createElement('p'), read = document.createElement('button');
    what.className = 'row-title'; why.className = 'row-text'; read.className = 'ds-button'; read.type = 'button'; read.dataset.variant = 'secondary';
    what.textContent = `${new Date(row.made).toLocaleTimeString(root.lang === 'nb' ? 'nb-NO' : 'en-GB', { hour: '2-digit', minute: '2-digit' })} ${row.label}`;
    why.textContent = row.why || ''; read.textContent = bar.dataset.read;
    read.addEventListener('click', () => drop(row.n).then(draw));
    const words = document.createElement('div'); words.append(what, why); item.append(words, read);
    return item;
  }));
  for (const row of waiting) {
    const form = row.page === location.pathname && document.querySelector(`form[data-queue="${CSS.escape(row.form)}"]`);
    if (form) mark(form, [...form.querySelectorAll('button')].find(b => b.value === row.press));
  }
}

// ---- sending: in order, one at a time, one tab at a time. A refusal goes to the list; silence of the network ends the round.
const send = (row, csrf) => fetch(row.to, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': row.id, 'x-made-at': row.made },
  body: `csrf=${encodeURIComponent(csrf)}&${row.body}`, signal: AbortSignal.timeout(15000) });
const token = within => within.querySelector('input[name=csrf]')?.value || '';
const parse = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html');
const atDoor = answer => answer.redirected && ['/sign-in', '/second-factor'].includes(new URL(answer.url).pathname);

async function round() {
  let sent = 0, csrf = token(document);
  for (const row of (await all()).filter(r => mine(r) && r.state === 'waiting')) {
    let answer;
    try {
      answer = await send(row, csrf);
      if (answer.status === 403) { // the page is of an earlier session of the same person
        csrf = token(await parse(await fetch('/me'))) || csrf;
        answer = await send(row, csrf);
      }
    } catch { away = true; break; }
    away = false; contact = Date.now(); signIn = atDoor(answer);
    if (signIn) await forget();
    if (signIn || answer.status >= 500 || answer.status === 429) break;
    if (answer.ok) { await drop(row.n); sent++; document.dispatchEvent(new CustomEvent('queue-sent', { detail: new URL(answer.headers.get('x-done') || answer.url, location.href).href })); continue; }
    const page = await parse(answer), said = page.querySelector('[data-refusal]') || page.querySelector('main h1');
    await put({ ...row, state: 'refused', why: said?.textContent.trim().replace(/\s+/g, ' ') || String(answer.status) });
    sent++;
  }
  return sent;
}

let running = false;
async function replay() {
  if (running) return;
  running = true;
  try {
    const sent = navigator.locks ? await navigator.locks.request('overgang-queue', round) : await round();
    if (sent) await refresh();
  } catch { /* no queue: nothing to send */ } finally { running = false; }
  await draw();
  // Something came in while the round was under way.
  if (!away && !signIn && (await all().catch(() => [])).some(r => mine(r) && r.state === 'waiting')) setTimeout(replay, 3000);
}

// The parts of the page that change are the server's again; nothing else moves, and the focus stays.
async function refresh() {
  const parts = document.querySelectorAll('[data-live-part][id]');
  if (!parts.length) return;
  const answer = await fetch(location.pathname + location.search, { headers: { 'x-refresh': '1' } }).catch(() => null);
  if (answer && atDoor(answer)) await forget();
  if (!answer?.ok || atDoor(answer)) return;
  const page = await parse(answer), focus = document.activeElement?.id;
  for (const part of parts) { const now = page.getElementById(part.id); if (now) part.replaceWith(document.adoptNode(now)); }
  if (root.dataset.kept) delete root.dataset.kept;
  if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus({ preventScroll: true });
}

// Whether this page was kept, or is open and not kept, and its time is past.
const over = async () => {
  const until = Number(document.querySelector('[data-until]')?.dataset.until || Infinity);
  if (Date.now() >= until) return true;
  const kept = await caches.open('kept-pages').then(pages => pages.match(location.pathname + location.search)).catch(() => null);
  return Boolean(kept) && (kept.headers.has('x-over') || Date.now() >= Number(kept.headers.get('x-kept-until') || Infinity));
};
const ask = async () => {
  try { if ((await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(4000) })).ok) { contact = Date.now(); away = false; } } catch { away = true; }
  await times;
  // Two hours without the server and without a touch: nobody knows who holds the tablet. Past the shift: what was kept for it goes from the screen as well.
  if (locked() || away && await over()) location.reload();
};
// The browser says `online` before the network carries anything: asked again soon, while there is somebody to see it.
let again;
const look = async () => {
  clearTimeout(again);
  await ask();
  if (!away) await replay(); else await draw();
  if (away && document.visibilityState === 'visible') again = setTimeout(look, navigator.onLine ? 3000 : 15000);
};
addEventListener('online', look);
addEventListener('offline', () => { away = true; draw(); });
addEventListener('focus', look);
// A live page has put new parts in place: what waits is shown on them again.
document.addEventListener('shown', () => draw());
setInterval(() => { if (document.visibilityState === 'visible') look(); }, 60e3);
look();

// The session is over, whoever ended it: what was kept of it goes, and the queue stays. Without the time of the last contact the tablet is locked.
function forget() { return caches.delete('kept-pages').catch(() => {}); }
document.addEventListener('session-ended', forget);

// ---- signing out empties the tablet, also without a network. What is not sent yet stays: it holds what its writer wrote and nothing that was
// read, and is sent when the same person signs in here again. Only when nothing waits is the browser told to empty everything.
document.addEventListener('submit', async event => {
  const form = event.target;
  if (form.getAttribute?.('action') !== '/sign-out' || form.dataset.sure) return;
  event.preventDefault(); event.stopPropagation();
  await replay();
  const rows = await all().catch(() => []), left = rows.filter(mine).length;
  if (left && !confirm(bar.dataset.leave.replace('{n}', left))) return;
  await forget();
  if (!rows.length) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'queue', value: 'empty' }));
  form.dataset.sure = 'yes';
  form.submit();
}, true);
})();
