// Can everybody use every room? axe-core looks at each room and the gallery, in both themes, narrow and
// wide, full, empty and broken. A serious or critical finding fails; a page that scrolls sideways too.
//   node scripts/axe.mjs [--rooms calendar,queue] [--verbose] [--dev]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { settled, withBrowser } from './browser.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rooms = new URL('../src/rooms/', import.meta.url)
const at = process.argv.indexOf('--rooms')
const built = readdirSync(rooms).filter((room) => existsSync(new URL(`${room}/Room.svelte`, rooms)))
const chosen = at < 0 ? built : process.argv[at + 1].split(',')
// What a room is entered with, where its bare name is not all there is to see.
const ENTRIES = { composer: ['composer/new'], recovery: ['recovery', 'recovery/12'], calendar: ['calendar'] }

const WAYS = [
  { theme: 'light', width: 1280, world: 'full', lang: 'en', contrast: '' },
  { theme: 'dark', width: 1280, world: 'full', lang: 'de', contrast: '' },
  { theme: 'light', width: 320, world: 'full', lang: 'de', contrast: 'more' },
  { theme: 'dark', width: 320, world: 'empty', lang: 'en', contrast: '' },
  { theme: 'light', width: 900, world: 'broken', lang: 'en', contrast: '' },
]

const pages = [
  ...chosen.flatMap((room) => (ENTRIES[room] ?? [room]).flatMap((route) => WAYS.map((way) => ({ ...way, name: route, address: `#/${route}` })))),
  ...(at < 0 ? WAYS.slice(0, 3).map((way) => ({ ...way, name: 'gallery', address: 'gallery' })) : []),
]

let bad = 0
await withBrowser(async (browser, base) => {
  for (const { theme, width, world, lang, contrast, name, address } of pages) {
    const label = `${name}, ${theme}, ${width} px, ${world}, ${lang}${contrast && ', more contrast'}`
    const page = await browser.newPage({ viewport: { width, height: 860 }, colorScheme: theme, reducedMotion: 'reduce' })
    const broken = []
    page.on('pageerror', (error) => broken.push(error.message))
    // Also what the content security policy refuses.
    page.on('console', (line) => line.type() === 'error' && broken.push(line.text()))
    const query = `?world=${world}&theme=${theme}&lang=${lang}&contrast=${contrast}`
    await page.goto(address === 'gallery' ? `${base}gallery.html${query}` : `${base}${query}${address}`)
    try {
      await settled(page)
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
      for (const found of violations) {
        const serious = found.impact === 'serious' || found.impact === 'critical'
        if (serious) bad += 1
        if (serious || process.argv.includes('--verbose')) {
          console.log(`${serious ? 'BAD ' : 'note'} ${label}: ${found.id} (${found.impact}), ${found.help}`)
          for (const node of found.nodes.slice(0, 4)) console.log(`       ${node.target.join(' ')}\n       ${node.failureSummary?.split('\n').slice(1).join(' ').trim()}`)
        }
      }
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (sideways > 0) broken.push(`the page scrolls sideways by ${sideways} px`)
    } catch (error) {
      broken.push(error.message.split('\n')[0])
    }
    for (const message of broken) console.log(`BAD  ${label}: ${message}`)
    bad += broken.length
    await page.close()
  }
})
console.log(`${pages.length} pages looked at, ${bad} serious findings`)
process.exit(bad > 0 ? 1 : 0)
