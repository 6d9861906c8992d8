// Progressive enhancement. Every page works without this file; no framework, no eval, no inline handlers.
// Words come from data attributes in the page, because the page knows its language.
(() => {
'use strict';
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// ---- one polite voice: a single role=status for everything that changes without a new page
const status = document.getElementById('announcements') || document.body.appendChild(Object.assign(document.createElement('div'), { id: 'announcements', className: 'ds-sr-only' }));
status.setAttribute('role', 'status');
const say = text => { status.textContent = ''; if (text) setTimeout(() => { status.textContent = text; }, 60); };
const flash = one('[data-announce]');
if (flash) say(flash.dataset.announce || (one('span', flash) || flash).innerText);

// ---- a page that comes back with faults begins at the list of faults
one('.ds-error-summary')?.focus();
document.addEventListener('click', event => {
  const link = event.target.closest?.('.ds-error-summary a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.labels?.[0] || field.closest('fieldset') || field).scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
});

// ---- small verbs: dismiss, open a dialog, close menus
document.addEventListener('click', event => {
  const target = event.target.closest?.('[data-dismiss],[data-open]');
  if (target?.dataset.dismiss) document.getElementById(target.dataset.dismiss)?.remove();
  const dialog = target?.dataset.open && document.getElementById(target.dataset.open);
  if (dialog?.showModal) { event.preventDefault(); closeMenus(); dialog.showModal(); }
  if (event.target.matches?.('dialog[open]')) { const box = event.target.getBoundingClientRect(); if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) event.target.close(); }
  closeMenus(event.target.closest?.('details.menu'));
});
const closeMenus = except => { for (const menu of all('details.menu[open]')) if (menu !== except) menu.open = false; };
document.addEventListener('focusout', event => { // a menu closes when the focus leaves it by keyboard
  const menu = event.target.closest?.('details.menu[open]');
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
document.addEventListener('keydown', event => {
  const menu = event.target.closest?.('details.menu[open]');
  if (!menu) return;
  if (event.key === 'Escape') { menu.open = false; one('summary', menu).focus(); }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const items = all('.menu-panel :is(a,button):not([disabled])', menu).filter(item => item.offsetParent);
  const at = items.indexOf(document.activeElement), step = event.key === 'ArrowDown' ? 1 : -1;
  items[(at < 0 && step < 0 ? items.length - 1 : at + step + items.length) % items.length]?.focus();
  event.preventDefault();
});

// ---- shortcuts. Single keys are off under <html data-keys="off">, while typing, and while a dialog is open.
let goPending = 0;
document.addEventListener('keydown', event => {
  const key = event.key.toLowerCase(), search = one('form.find input[type=search]');
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k' && search) { event.preventDefault(); search.focus(); search.select(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat && key !== 'j' && key !== 'k') return;
  if (root.dataset.keys === 'off' || one('dialog[open]') || event.target.closest?.('input,textarea,select,[contenteditable]')) return;
  const going = Date.now() - goPending < 1500;
  goPending = 0;
  const target = going ? one(`[data-go="${CSS.escape(key)}"]`) : one(`[data-key="${CSS.escape(key)}"]`);
  if (target) { event.preventDefault(); target.click(); return; }
  if (going) return;
  const handled = {
    'g': () => { goPending = Date.now(); },
    '/': () => { search?.focus(); search?.select(); },
    '?': () => { one('#shortcut-list')?.showModal?.(); },
    'z': () => { one('[data-undo]')?.click(); },
    'j': () => walk(1), 'k': () => walk(-1),
  }[key];
  if (handled) { event.preventDefault(); handled(); }
});
// j and k walk over the links marked data-row, in the order of the page
function walk(step) {
  const rows = all('[data-row]').filter(row => row.offsetParent);
  const here = rows.findIndex(row => row === document.activeElement || row.closest('tr,li')?.contains(document.activeElement));
  const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step))];
  next?.focus(); next?.scrollIntoView({ block: 'nearest' });
}

// ---- search: an ARIA combobox over the server's own answer; without it the form opens the results page
const find = one('form.find');
const box = find && one('input[type=search]', find);
if (box) {
  const panel = find.appendChild(Object.assign(document.createElement('div'), { className: 'palette', hidden: true }));
  const least = Number(find.dataset.least || 2);
  let timer, request, asked = '';
  const options = () => all('[role=option]', panel);
  const attributes = { role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  const show = on => { panel.hidden = !on; box.setAttribute('aria-expanded', String(on && options().length > 0)); if (!on) mark(null); };
  const mark = option => {
    for (const other of options()) other.setAttribute('aria-selected', String(other === option));
    if (option) { box.setAttribute('aria-activedescendant', option.id); option.scrollIntoView({ block: 'nearest' }); } else box.removeAttribute('aria-activedescendant');
  };
  const go = option => { const link = option.dataset.href || one('a[href]', option)?.href; if (link) location.assign(link); };
  const ask = async () => {
    const words = box.value.trim();
    request?.abort();
    if (words.length < least) { asked = ''; panel.replaceChildren(); show(false); return; }
    if (words === asked) { show(true); return; }
    request = new AbortController();
    try {
      const answer = await fetch(find.action, { method: 'POST', body: new URLSearchParams(new FormData(find)), headers: { 'x-fragment': '1' }, signal: request.signal, redirect: 'error' });
      if (!answer.ok) throw new Error(String(answer.status));
      panel.innerHTML = await answer.text(); // our own server's escaped HTML; scripts in it would not run, the policy sees to that
      asked = words;
      const list = one('[role=listbox]', panel);
      options().forEach((option, n) => { option.id ||= `hit-${n}`; option.setAttribute('aria-selected', 'false'); });
      if (list) { list.id ||= 'hits'; box.setAttribute('aria-controls', list.id); }
      show(document.activeElement === box);
      say(one('[data-say]', panel)?.dataset.say);
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      asked = ''; panel.replaceChildren(); show(false); // signed out or no network: Enter still opens the results page
    }
  };
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 220); });
  box.addEventListener('focus', () => { if (panel.childElementCount) show(true); });
  box.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const list = options(), at = list.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length) {
      event.preventDefault(); show(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark(list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length]);
    } else if (event.key === 'Enter' && !panel.hidden && at >= 0) { event.preventDefault(); go(list[at]); }
    else if (event.key === 'Escape') { event.preventDefault(); if (!panel.hidden) show(false); else if (box.value) box.value = ''; else box.blur(); }
  });
  panel.addEventListener('mousedown', event => event.preventDefault()); // keep the focus in the field
  panel.addEventListener('click', event => { const option = event.target.closest('[role=option]'); if (option) { event.preventDefault(); go(option); } });
  find.addEventListener('focusout', event => { if (!find.contains(event.relatedTarget)) show(false); });
}

// ---- crash drafts: what was typed stays in this tab until the server has it. Never passwords, tokens, codes or files.
const SECRET = 'password,hidden,file,submit,button,image,reset'.split(',');
const kept = field => field.name && !SECRET.includes(field.type) && !/csrf|once|token|secret/i.test(field.name) && field.autocomplete !== 'one-time-code' && !field.closest('[data-no-draft]');
if (one('[data-clear-drafts]')) for (const name of Object.keys(sessionStorage)) if (name.startsWith('draft:')) sessionStorage.removeItem(name);
for (const form of all('form[data-draft]')) {
  const name = `draft:${form.dataset.draft}`;
  const fields = () => [...form.elements].filter(kept);
  const ticked = field => field.type === 'checkbox' || field.type === 'radio';
  let timer, restored = false;
  try {
    for (const [fieldName, value, checked] of JSON.parse(sessionStorage.getItem(name) || '[]')) {
      for (const field of fields().filter(f => f.name === fieldName)) {
        if (ticked(field)) { if (field.value === value && field.checked !== checked) { field.checked = checked; restored = true; } }
        else if (field.tagName === 'SELECT' ? field.value !== value : value && !field.value) { field.value = value; restored = true; }
      }
    }
  } catch { sessionStorage.removeItem(name); }
  if (restored) { const note = one('[data-draft-note]', form); if (note) { note.hidden = false; say(note.textContent); } }
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => {
    sessionStorage.setItem(name, JSON.stringify(fields().map(field => [field.name, field.value, Boolean(field.checked)])));
  }, 400); });
  form.addEventListener('submit', () => { clearTimeout(timer); sessionStorage.removeItem(name); });
}

// ---- drafts that the server keeps: kept by themselves after a pause; without this file there is the button
for (const form of all('form[data-autosave]')) {
  const note = one('[data-autosaved]', form);
  let timer, going;
  const keep = async () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete('once'); fields.set('do', 'keep');
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields, headers: { 'x-fragment': '1' }, redirect: 'error' });
      if (!answer.ok) throw new Error(String(answer.status));
      const words = document.createElement('template'); words.innerHTML = await answer.text();
      if (note) { note.textContent = words.content.textContent.trim(); note.hidden = false; }
    } catch { if (note) note.hidden = true; } // what is typed stands; the next pause tries again
    going = undefined;
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => { going ??= keep(); }, 3000); });
  // Nothing is kept after it was saved: a draft that is on its way arrives first.
  form.addEventListener('submit', event => { clearTimeout(timer); if (going) { event.preventDefault(); going.then(() => form.requestSubmit(event.submitter)); } });
}

// ---- a form is sent once; the button is disabled only after the browser has read its name and value
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'dialog' || form.dataset.again !== undefined || form.target === '_blank') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  setTimeout(() => { for (const button of all('button,input[type=submit]', form)) if (button.type === 'submit' && !button.disabled) { button.disabled = true; button.dataset.held = ''; } });
  setTimeout(() => release(form), 10000); // an answer that is a download leaves the page standing
});
const release = form => { delete form.dataset.sent; for (const button of all('[data-held]', form)) { button.disabled = false; delete button.dataset.held; } };
addEventListener('pageshow', () => { for (const form of all('form[data-sent]')) release(form); });

// ---- a control that applies itself: <select data-submit> sends its form when changed (there is a button without script)
for (const control of all('[data-submit]')) control.addEventListener('change', () => control.form?.requestSubmit());
// ---- paper: the trail is told which page was printed; who was on it, the server knows
addEventListener('beforeprint', () => {
  const csrf = one('input[name=csrf]')?.value, { page } = document.body.dataset;
  if (csrf && page) fetch('/printed', { method: 'POST', body: new URLSearchParams({ csrf, page }), keepalive: true, redirect: 'manual' }).catch(() => {});
});
const printable = () => { for (const button of all('[data-print]')) button.hidden = false; };
printable();
for (const chip of all('.chips [aria-current]')) { const row = chip.closest('.chips'); row.scrollLeft = chip.offsetLeft - row.clientWidth / 3; } // of a row of filters pushed aside, the chosen one
one('.side [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // of a long menu, the page one is on
document.addEventListener('click', event => { if (event.target.closest?.('[data-print]')) print(); });

// ---- the night when a time comes twice: the choice stands beside the field as long as the field says such a time
const lastSunday = day => { const d = new Date(`${day}T12:00Z`); return d.getUTCMonth() === 9 && d.getUTCDay() === 0 && d.getUTCDate() > 24; };
const twice = field => {
  const [day, time] = field.type === 'datetime-local' ? field.value.split('T') : [all('input[type=date]', field.form).filter(d => d.compareDocumentPosition(field) & 4).pop()?.value || new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' }), field.value];
  const wanted = Boolean(day) && lastSunday(day) && /^0?2[:.]?[0-5]\d/.test(time || ''), box = field.closest('.ds-field'), there = box.nextElementSibling?.matches('.twice') ? box.nextElementSibling : null;
  if (wanted === Boolean(there)) return;
  if (there) { there.remove(); return; }
  const words = one('#twice')?.dataset;
  if (!words) return;
  const make = (name, more = {}) => Object.assign(document.createElement(name), more), made = make('fieldset', { className: 'ds-fieldset twice' });
  made.append(make('legend', { className: 'ds-label', textContent: words.ask }));
  [['no', words.first], ['yes', words.second]].forEach(([value, text], n) => {
    const line = make('div', { className: 'ds-field' }), id = `${field.id}-later-${n}`;
    line.append(make('input', { type: 'radio', className: 'ds-input', id, name: `${field.name}.later`, value, checked: (field.dataset.clock === 'later') === (n === 1) }), make('label', { className: 'ds-label', htmlFor: id, textContent: text }));
    made.append(line);
  });
  box.after(made);
};
const clocks = event => { for (const field of all('[data-clock]', event?.target.form || document)) if (field.form) twice(field); };
clocks();
document.addEventListener('input', event => { if (event.target.form && one('[data-clock]', event.target.form)) clocks(event); });

// ---- a live page: the server says that a unit has changed, the page fetches its own part anew. One stream a page, none while hidden.
const live = one('[data-live]');
if (live) {
  let source, heard = Date.now(), lost = false, ended = false, waiting = false, fetching = false, next, toastTimer;
  const version = () => one('[data-version]', live)?.dataset.version;
  const clock = new Intl.DateTimeFormat('nb-NO', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Oslo' });
  const mark = () => {
    const old = ended || lost || Date.now() - heard > 120000;
    const words = ended ? live.dataset.ended : lost ? live.dataset.lost : old ? live.dataset.stale : live.dataset.updated;
    const stamp = one('[data-stamp]', live), text = words.replace('¤', clock.format(heard));
    if (stamp && stamp.textContent !== text) { stamp.textContent = text; if (old) say(text); }
    live.classList.toggle('stale', old);
  };
  const fresh = () => { if (lost) one('[data-unsent-note]')?.remove(); heard = Date.now(); lost = false; mark(); };
  const busy = () => one('details[open]', live) || live.contains(document.activeElement) && document.activeElement.matches('input,textarea,select');
  const toast = () => { // stands outside of what is replaced, for ten seconds
    const made = one('.toast', live);
    if (!made) return;
    for (const other of all('body>.toast')) other.remove();
    document.body.append(made); say(made.dataset.announce);
    clearTimeout(toastTimer); toastTimer = setTimeout(() => made.remove(), 10000);
  };
  const here = () => { const at = document.activeElement; return { tap: at?.closest('[data-tap]')?.dataset.tap, value: at?.value }; };
  const show = (html, { tap, value } = here()) => {
    live.innerHTML = html; // our own server's escaped HTML
    toast(); printable(); document.dispatchEvent(new Event('shown'));
    if (tap && document.activeElement === document.body) { const row = one(`[data-tap="${CSS.escape(tap)}"]`, live); (row && (all('button', row).find(b => b.value === value && b.offsetParent) || one('summary,button:not([disabled])', row)))?.focus({ preventScroll: true }); }
    fresh();
  };
  const refetch = async to => {
    if (busy() || fetching) { waiting = true; next = to || next; return; }
    fetching = true; waiting = false; next = undefined;
    try {
      const url = new URL(to || location.href); if (!to) url.searchParams.delete('done');
      // Nobody need sit here for this: the session grows idle meanwhile.
      const answer = await fetch(url, { headers: { 'x-fragment': '1', 'x-by-itself': '1' }, redirect: 'error' });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (busy()) waiting = true; else show(html);
    } catch { lost = true; mark(); setTimeout(() => { if (lost && !ended && !document.hidden) refetch(); }, 5000); }
    fetching = false;
    if (waiting && !busy() && !lost) refetch(next);
  };
  const close = () => { source?.close(); source = undefined; };
  const listen = () => {
    if (source || ended || document.hidden) return;
    source = new EventSource(live.dataset.live);
    source.onmessage = event => { if (event.data.split(' ')[1] !== version()) refetch(); else fresh(); };
    source.addEventListener('ended', () => { ended = true; document.dispatchEvent(new Event('session-ended')); close(); mark(); });
    source.onerror = () => { lost = true; mark(); if (source?.readyState === 2) { close(); setTimeout(listen, 15000); } };
  };
  addEventListener('online', () => { close(); listen(); refetch(); });
  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else listen(); });
  live.addEventListener('toggle', () => setTimeout(() => { if (waiting && !busy()) refetch(); }), true);
  live.addEventListener('focusout', () => setTimeout(() => { if (waiting && !busy()) refetch(); }, 50));
  setInterval(mark, 10000);
  // A tap is sent without leaving the page; its answer is the board. Without a connection it is left to whoever keeps what is not sent.
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.tap === undefined) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form, event.submitter)), place = { tap: form.dataset.tap, value: event.submitter?.value };
    const pair = all('button', event.submitter?.closest('.switch-two') || form).filter(b => b.hasAttribute('aria-pressed')), stood = pair.map(b => b.getAttribute('aria-pressed'));
    for (const b of pair) if (event.submitter?.closest('.switch-two')) b.setAttribute('aria-pressed', String(b === event.submitter));
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { 'x-fragment': '1' } });
      if (new URL(answer.url).pathname === '/sign-in') { location.assign('/sign-in'); return; }
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      form.closest('details')?.removeAttribute('open');
      for (const menu of all('details[open]', form)) menu.open = false;
      form.closest('.toast')?.remove();
      show(await answer.text(), place);
    } catch {
      release(form);
      if (form.dispatchEvent(new CustomEvent('unsent', { bubbles: true, cancelable: true, detail: { fields } }))) {
        // Nothing was saved: nothing looks as if it were.
        pair.forEach((b, n) => b.setAttribute('aria-pressed', stood[n]));
        notSaved(live.dataset.unsent); lost = true; mark(); refetch();
      }
    }
  });
  const notSaved = text => {
    if (!text) return;
    const box = document.createElement('div');
    box.className = 'ds-alert board-alert'; box.dataset.color = 'danger'; box.dataset.unsentNote = ''; box.setAttribute('role', 'alert'); box.append(Object.assign(document.createElement('p'), { textContent: text }));
    one('[data-unsent-note]')?.remove();
    live.before(box);
  };
  // What waited on a tablet has been sent: its answer says what to take back.
  document.addEventListener('queue-sent', event => { const to = new URL(event.detail); if (to.pathname === location.pathname) refetch(to); });
  toast(); mark(); listen();
}
})();
