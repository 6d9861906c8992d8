// The worker of an enrolled tablet. Keeps the program's own files and those pages whose answer says `x-offline: keep`, shows them when the
// network is away, and nothing else: what is sent without a network waits in the page's own queue (offline.js). FILES comes from the server.
'use strict';
const STORE = `files-${FILES.join('|')}`, PAGES = 'kept-pages', PLAIN = ['/offline', '/offline?locked=1', '/offline?over=1'];
const HOUR = 3600e3, MOST = 9 * HOUR, LOCK = 2 * HOUR, WAIT = 4000, CONTACT = '/-contact', USED = '/-used';

self.addEventListener('install', event => event.waitUntil((async () => {
  await (await caches.open(STORE)).addAll([...FILES, ...PLAIN]);
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== STORE && name !== PAGES) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
  else if (url.pathname === '/healthz') event.respondWith(fetch(request).then(answer => { event.waitUntil(heard()); return answer; }));
  else if (request.mode === 'navigate' || request.headers.has('x-refresh')) event.respondWith(page(event, request, url));
});

const file = async request => await (await caches.open(STORE)).match(request) || fetch(request);

async function page(event, request, url) {
  const kept = await caches.open(PAGES), key = url.pathname + url.search;
  // The way in: whoever was here before has gone, and so do their pages. What waits in the queue is not touched.
  if (url.pathname === '/sign-in') await forget(kept);
  await sweep(kept);
  const found = await kept.match(key), copy = found?.headers.has('x-kept-at') ? found : undefined;
  const network = fetch(request).then(answer => { event.waitUntil(remember(kept, key, answer.clone())); return answer; });
  network.catch(() => {});
  try {
    return await (copy ? Promise.race([network, late()]) : network);
  } catch {
    if (request.headers.has('x-refresh')) return Response.error();
    // In use it stays for the shift; left alone for two hours without the server, nobody knows who holds it.
    const seen = Math.max(await told(kept, CONTACT), await told(kept, USED));
    if (Date.now() - seen > LOCK) return plain('/offline?locked=1');
    return copy ? show(copy) : plain(found ? '/offline?over=1' : '/offline');
  }
}

const late = () => new Promise((_, no) => setTimeout(() => no(new Error('too slow')), WAIT));
const plain = async path => await (await caches.open(STORE)).match(path) || Response.error();

// Never longer than nine hours, than the session that fetched it could have lasted, or than the shift and its margin. What is past its time goes,
// whichever page is asked for; an empty mark stays, so that the reader can be told why.
async function sweep(kept) {
  for (const key of await kept.keys()) {
    const copy = await kept.match(key), at = copy?.headers.get('x-kept-at');
    if (at && (Date.now() - Number(at) > MOST || Date.now() >= Number(copy.headers.get('x-kept-until') || Infinity))) await kept.put(key, new Response('', { headers: { 'x-over': '1' } }));
  }
}

// The page is told since when it has been standing here.
async function show(copy) {
  const since = new Date(Number(copy.headers.get('x-kept-at'))).toISOString();
  return new Response((await copy.text()).replace('<html ', `<html data-kept="${since}" `), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

async function remember(kept, key, answer) {
  const now = Date.now();
  await heard(kept);
  if (!answer.ok || answer.redirected || answer.type !== 'basic') return;
  if (answer.headers.get('x-offline') !== 'keep') { await kept.delete(key); return; }
  await kept.put(key, new Response(await answer.text(), { headers: { 'content-type': 'text/html; charset=utf-8', 'x-kept-at': String(now), 'x-kept-until': answer.headers.get('x-offline-until') || '' } }));
}

async function heard(kept) {
  const pages = kept || await caches.open(PAGES), now = Date.now();
  await sweep(pages);
  if (now - await told(pages, CONTACT) > 30e3) await pages.put(CONTACT, new Response(String(now)));
}
// When the server was heard of last, and when the tablet was touched last (offline.js writes that).
const told = async (kept, what) => Number(await (await kept.match(what))?.text() || 0);
async function forget(kept) { for (const key of await kept.keys()) if (new URL(key.url).pathname !== CONTACT) await kept.delete(key); }
