// How do scripts get the page and a browser? Vite serves the sources with the host in memory on a free
// port of loopback; Debian's chromium looks at it.
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

/** Opens both, runs, and closes both whatever happens. */
export async function withBrowser(run) {
  const server = await createServer({
    root: new URL('..', import.meta.url).pathname,
    logLevel: 'error',
    server: { port: 0, strictPort: false, watch: null, hmr: false },
    // A copy of its own, so that several runs at once do not disturb one another.
    cacheDir: `node_modules/.vite-${process.pid}`,
  })
  try {
    await server.listen()
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
    try {
      return await run(browser, server.resolvedUrls.local[0])
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
    const { rmSync } = await import('node:fs')
    rmSync(new URL(`../node_modules/.vite-${process.pid}`, import.meta.url), { recursive: true, force: true })
  }
}

/** Waits until a page of the window has painted what it came to paint. */
export async function settled(page) {
  await page.locator('#app *').first().waitFor()
  await page.waitForFunction(() => document.fonts.status === 'loaded' && !document.querySelector('#app .skeleton'), null, { timeout: 15_000 })
  // Two frames: layout and effects are through.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
