// Can everybody use every room? axe-core looks at each room, at what opens over it and at the gallery, in
// both themes, narrow and wide, full, empty and broken, and with text twice as large. A serious or critical
// finding fails; so do a page that scrolls sideways, an error in the console, and what the content security
// policy refuses.
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
const ENTRIES = { composer: ['composer/new'], accounts: ['accounts', 'accounts/newsdesk', 'accounts/atelier?drill'], recovery: ['recovery', 'recovery/12', 'recovery/9', 'recovery/all', 'recovery/before', 'recovery/12/before', 'recovery?practise'] }
const WAYS = [
  { theme: 'light', width: 1280, world: 'full', lang: 'en' },
  { theme: 'dark', width: 1280, world: 'full', lang: 'de' },
  { theme: 'light', width: 320, world: 'full', lang: 'de', contrast: 'more' },
  { theme: 'dark', width: 320, world: 'empty', lang: 'en' },
  { theme: 'light', width: 900, world: 'broken', lang: 'en' },
  { theme: 'light', width: 1280, world: 'full', lang: 'de', text: 2 },
]
// What opens over a room, and the keys that open it.
const OPENED = [
  { name: 'the palette', route: 'settings', keys: ['Control+k'], shows: 'dialog[open]' },
  { name: 'the keyboard map', route: 'settings', keys: ['Shift+?'], shows: 'dialog[open]' },
]
// What only a bad week and a drill have to show.
const BAD_WEEK = ['recovery/12', 'recovery/21', 'recovery/22', 'recovery/23', 'recovery/24', 'recovery/25', 'recovery/26', 'recovery/28', 'recovery/34', 'recovery/11', 'recovery/all']
const OPENED_PARTS = [
  { name: 'a dialog', press: 'Dialog', shows: 'dialog[open]' },
  { name: 'a dialog at the edge', press: 'At the edge', shows: 'dialog[open]' },
  { name: 'a menu', press: 'More', shows: '[role=menu]' },
  { name: 'a popover', press: 'Filter', shows: '.part-popover' },
]

const pages = chosen.flatMap((room) => (ENTRIES[room] ?? [room]).flatMap((route) => WAYS.map((way) => ({ ...way, name: route, route }))))
if (chosen.includes('recovery')) {
  for (const way of [WAYS[0], WAYS[1], WAYS[2]]) {
    pages.push(...BAD_WEEK.map((route) => ({ ...way, world: 'recovery', name: route, route })), { ...way, world: 'drill', name: 'a drill', route: 'recovery/12' })
  }
}
if (at < 0) {
  for (const theme of ['light', 'dark']) {
    const way = { ...WAYS[0], theme }
    pages.push(...OPENED.map((opened) => ({ ...way, ...opened })))
    pages.push({ ...way, name: 'the gallery', gallery: true }, ...OPENED_PARTS.map((opened) => ({ ...way, ...opened, gallery: true })))
  }
}

/** Everything that is wrong with one page, in words. */
async function look(browser, base, { theme, width, world, lang, contrast = '', text = 1, route, gallery, keys = [], press, shows }) {
  const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const wrong = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()))
  // As in the shell, which freezes it before the page runs.
  await page.addInitScript(() => Object.freeze(Object.prototype))
  try {
    const query = `?world=${world}&theme=${theme}&lang=${lang}&contrast=${contrast}`
    await page.goto(gallery ? `${base}gallery.html${query}` : `${base}${query}#/${route}`)
    await settled(page)
    if (text !== 1) await page.evaluate((times) => { document.documentElement.style.fontSize = `${81.25 * times}%` }, text)
    for (const key of keys) await page.keyboard.press(key)
    if (press) await page.getByRole('button', { name: press, exact: true }).click()
    if (shows) await page.locator(shows).first().waitFor()
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (sideways > 0) wrong.push(`the page scrolls sideways by ${sideways} px`)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
    for (const { id, impact, help, nodes } of violations) {
      const where = nodes.slice(0, 4).map((node) => `\n       ${node.target.join(' ')}: ${node.failureSummary?.split('\n').slice(1).join(' ').trim()}`)
      const told = `${id} (${impact}), ${help}${where.join('')}`
      if (impact === 'serious' || impact === 'critical') wrong.push(told)
      else if (process.argv.includes('--verbose')) console.log(`note ${route ?? 'gallery'}: ${told}`)
    }
  } catch (error) {
    wrong.push(error.message.split('\n')[0])
  } finally {
    await context.close()
  }
  return wrong
}

let bad = 0
await withBrowser(async (browser, base) => {
  const waiting = [...pages]
  // Two at a time: the machines of this project have two cores.
  await Promise.all([0, 1].map(async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      const wrong = await look(browser, base, page)
      const { name, theme, width, world, lang, contrast, text } = page
      const label = [name, theme, `${width} px`, world, lang, contrast && 'more contrast', text && `text × ${text}`].filter(Boolean).join(', ')
      for (const message of wrong) console.log(`BAD  ${label}: ${message}`)
      bad += wrong.length
    }
  }))
})
console.log(`${pages.length} pages looked at, ${bad} serious findings`)
process.exit(bad > 0 ? 1 : 0)
