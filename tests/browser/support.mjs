// Starts the program as a newcomer would see it (a small demonstration on its own Postgres) and a Chromium to look at it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const root = path.resolve(import.meta.dirname, '../..');
const program = process.env.OVERGANG_PROGRAM || path.join(process.env.CARGO_TARGET_DIR || path.join(root, 'target'), 'debug/overgang');

export const CHROMIUM_ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-extensions', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const freePort = () => new Promise((ok, no) => {
  const server = createServer().once('error', no).listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => ok(port)); });
});

/** Runs `overgang demo` at the smallest scale. `stop()` ends it; `kill()` is the power cut; `start()` again keeps the data. */
export async function demonstration() {
  // Root's Postgres runs as another account, which must be able to enter.
  const data = mkdtempSync(path.join(tmpdir(), 'overgang-browser-'));
  chmodSync(data, 0o755);
  const env = { ...process.env, OVERGANG_DATA: data };
  for (const name of ['DATABASE_URL', 'SQLX_OFFLINE']) delete env[name];
  const house = { data, base: null, child: null };
  house.start = async () => {
    const port = await freePort();
    house.base = `http://127.0.0.1:${port}`;
    house.child = spawn(program, ['demo', '--scale', '0.02', '--listen', `127.0.0.1:${port}`], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [house.child.stdout, house.child.stderr]) stream.on('data', d => { said = (said + d).slice(-4000); });
    for (let i = 0; i < 1200; i++) {
      if (house.child.exitCode !== null) throw new Error(`overgang demo ended with ${house.child.exitCode}:\n${said}`);
      try { if ((await fetch(`${house.base}/readyz`)).ok) return house; } catch { /* not yet */ }
      await new Promise(r => setTimeout(r, 100));
    }
    throw new Error(`overgang demo was not ready within two minutes:\n${said}`);
  };
  const ended = () => new Promise(ok => (house.child.exitCode !== null || house.child.signalCode) ? ok() : house.child.once('exit', ok));
  house.kill = async () => { house.child.kill('SIGKILL'); await ended(); };
  house.stop = async () => { house.child.kill('SIGTERM'); await ended(); };
  house.remove = async () => {
    await house.stop();
    // The server notices its parent's end a moment later.
    for (let i = 0; i < 100 && existsSync(path.join(data, 'postgres15', 'data', 'postmaster.pid')); i++) await new Promise(r => setTimeout(r, 100));
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  };
  return house.start();
}

/** A Chromium; contexts are made per test. */
export const browser = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: CHROMIUM_ARGS, headless: true });

/** A page of somebody signed in by one click as `username`, which reports what should never happen. */
export async function as(chrome, house, username, { width = 1440, height = 900, scheme = 'light', language = 'nb', script = true } = {}) {
  const context = await chrome.newContext({ viewport: { width, height }, colorScheme: scheme, locale: language === 'nb' ? 'nb-NO' : 'en-GB', timezoneId: 'Europe/Oslo', javaScriptEnabled: script });
  const page = await context.newPage();
  page.troubles = [];
  page.on('console', m => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.troubles.push(`console: ${m.text()}`); });
  page.on('pageerror', e => page.troubles.push(`script: ${e.message}`));
  page.on('request', r => { if (!r.url().startsWith(house.base) && !r.url().startsWith('data:') && !r.url().startsWith('blob:')) page.troubles.push(`left the house: ${r.url()}`); });
  if (username) {
    await page.goto(`${house.base}/sign-in`);
    const pick = page.locator('button.pick', { has: page.locator('.pick-text', { hasText: new RegExp(`^${username.replace('.', '\\.')}$`) }) });
    const place = page.locator('details.picker-place', { has: pick });
    if (!(await place.evaluate(d => d.open))) await place.locator('summary').first().click();
    await pick.click();
    await page.waitForURL(`${house.base}/`);
  }
  return page;
}
