// How do scripts get the page and a browser? The page is built with the host in memory into a temporary
// folder and served on a free port of loopback, under the content security policy of the real window;
// Debian's chromium looks at it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { build, createServer, preview } from 'vite'

const root = new URL('..', import.meta.url).pathname

/** The policy of the shell; drawn pictures of the host in memory are data: addresses. */
function policy() {
  const conf = JSON.parse(readFileSync(path.join(root, '../src-tauri/tauri.conf.json'), 'utf8'))
  const csp = conf.app?.security?.csp
  const text = typeof csp === 'string' ? csp : Object.entries(csp ?? {}).map(([name, from]) => `${name} ${[from].flat().join(' ')}`).join('; ')
  const strict = text || "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'"
  return /img-src/.test(strict) ? strict.replace(/img-src/, 'img-src data:') : `${strict}; img-src 'self' data:`
}

/** The built page; fails where any room does not compile. */
async function built() {
  const outDir = mkdtempSync(path.join(tmpdir(), 'roost-window-'))
  const drop = () => rmSync(outDir, { recursive: true, force: true })
  try {
    await build({ root, mode: 'fake', logLevel: 'error', build: { outDir, emptyOutDir: true } })
    const server = await preview({
      root, mode: 'fake', logLevel: 'error', build: { outDir },
      preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': policy() } },
    })
    return { base: server.resolvedUrls.local[0], close: () => server.close().finally(drop) }
  } catch (error) {
    drop()
    throw error
  }
}

/** The sources as they are, only those asked for: for somebody who works while others do. No policy. */
async function sources() {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'roost-vite-'))
  const server = await createServer({ root, cacheDir, logLevel: 'error', server: { port: 0, strictPort: false, hmr: false } })
  await server.listen()
  return { base: server.resolvedUrls.local[0], close: () => server.close().finally(() => rmSync(cacheDir, { recursive: true, force: true })) }
}

/** Opens both, runs, and closes both whatever happens. `--dev` takes the sources instead of a build. */
export async function withBrowser(run) {
  const page = await (process.argv.includes('--dev') ? sources() : built())
  try {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
    try {
      return await run(browser, page.base)
    } finally {
      await browser.close()
    }
  } finally {
    await page.close()
  }
}

/** Waits until a page of the window has painted what it came to paint. The gallery shows skeletons for good. */
export async function settled(page) {
  await page.locator('#app *').first().waitFor()
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && (location.pathname.endsWith('gallery.html') || !document.querySelector('#app .skeleton')),
    null, { timeout: 15_000 },
  )
  // Two frames: layout and effects are through.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
