// What does the window look like? Takes pictures of routes with the host in memory, for people to look at.
//   node scripts/shots.mjs [--out DIR] [--routes calendar,queue,recovery/12] [--themes light,dark]
//     [--widths 320,900,1280,1920] [--worlds full,empty,quiet,broken,crowded] [--langs en,de] [--contrast more]
//     [--height 860] [--scale 1] [--page gallery.html] [--forced] [--full] [--dev]
// `--forced` is the system's own high contrast (forced colours).
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { settled, withBrowser } from './browser.mjs'

const args = process.argv.slice(2)
const value = (name, otherwise) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : args[at + 1]
}
const list = (name, otherwise) => value(name, otherwise).split(',').filter(Boolean)
const out = value('out', mkdtempSync(path.join(tmpdir(), 'roost-shots-')))
mkdirSync(out, { recursive: true })

const pictures = list('widths', '1280').map(Number).flatMap((width) =>
  list('themes', 'light').flatMap((theme) =>
    list('worlds', 'full').flatMap((world) =>
      list('langs', 'en').flatMap((lang) => list('routes', 'calendar').map((route) => ({ width, theme, world, lang, route }))))))

await withBrowser(async (browser, base) => {
  const contrast = value('contrast', '')
  for (const { width, theme, world, lang, route } of pictures) {
    const page = await browser.newPage({
      viewport: { width, height: Number(value('height', '860')) }, deviceScaleFactor: Number(value('scale', '1')), colorScheme: theme,
    })
    if (args.includes('--forced')) await page.emulateMedia({ forcedColors: 'active' })
    page.on('pageerror', (error) => console.log(`${route}: ${error.message}`))
    page.on('console', (line) => line.type() === 'error' && console.log(`${route}: ${line.text()}`))
    await page.goto(`${base}${value('page', '')}?world=${world}&theme=${theme}&lang=${lang}&contrast=${contrast}#/${route}`)
    await settled(page)
    const name = [route.replaceAll('/', '-').replace(/\?.*/, ''), world, theme, width, lang, contrast].filter(Boolean).join('_')
    await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: args.includes('--full') })
    await page.close()
  }
})
console.log(`${pictures.length} pictures in ${out}`)
