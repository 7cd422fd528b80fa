// What does the window look like? Takes pictures of routes with the host in memory, for people to look at.
//   node scripts/shots.mjs [--out DIR] [--routes calendar,queue,recovery/12] [--themes light,dark]
//     [--widths 320,900,1280,1920] [--worlds full,empty,quiet,broken,crowded] [--langs en,de] [--contrast more]
//     [--height 860] [--scale 1] [--page gallery.html] [--full]
import { mkdtempSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

const args = process.argv.slice(2)
const value = (name, otherwise) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : args[at + 1]
}
const list = (name, otherwise) => value(name, otherwise).split(',').filter(Boolean)

const out = value('out', mkdtempSync(path.join(tmpdir(), 'roost-shots-')))
mkdirSync(out, { recursive: true })
const server = await createServer({ root: new URL('..', import.meta.url).pathname, logLevel: 'error', server: { port: 0, strictPort: false } })
await server.listen()
const base = server.resolvedUrls.local[0]
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })

let count = 0
try {
  for (const width of list('widths', '1280').map(Number))
    for (const theme of list('themes', 'light'))
      for (const world of list('worlds', 'full'))
        for (const lang of list('langs', 'en'))
          for (const route of list('routes', 'calendar')) {
            const page = await browser.newPage({ viewport: { width, height: Number(value('height', '860')) }, deviceScaleFactor: Number(value('scale', '1')), colorScheme: theme })
            page.on('pageerror', (error) => console.log(`${route}: ${error.message}`))
            page.on('console', (line) => line.type() === 'error' && console.log(`${route}: ${line.text()}`))
            const contrast = value('contrast', '')
            await page.goto(`${base}${value('page', '')}?world=${world}&theme=${theme}&lang=${lang}&contrast=${contrast}#/${route}`)
            await page.locator('#app *').first().waitFor()
            await page.waitForFunction(() => document.fonts.status === 'loaded' && !document.querySelector('.skeleton'))
            await page.waitForTimeout(250)
            const name = [route.replaceAll('/', '-').replace(/\?.*/, ''), world, theme, width, lang, contrast].filter(Boolean).join('_')
            await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: args.includes('--full') })
            count += 1
            await page.close()
          }
} finally {
  await browser.close()
  await server.close()
}
console.log(`${count} pictures in ${out}`)
