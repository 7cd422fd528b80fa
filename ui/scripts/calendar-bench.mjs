// How quick is the calendar with 5,000 deliveries in the month? Builds the page with the host in memory,
// opens it without a graphics card, turns months, drags, and prints what that took.
//   node scripts/calendar-bench.mjs [--turns 40] [--frames 240] [--pause 400] [--json]
// The host answers after 20 ms, as the engine would. A turn is measured from the key to the frame in which the other month stands; frames of a drag are the
// times between animation frames while the pointer moves at 60 Hz. Beside it: the same frames of an idle page.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'

const args = process.argv.slice(2)
const value = (name, otherwise) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(args[at + 1])
}
const TURNS = value('turns', 40)
/** Between two turns, as a person looks at a month before the next. */
const PAUSE = value('pause', 400)
const FRAMES = value('frames', 240)
const root = new URL('..', import.meta.url).pathname
const outDir = mkdtempSync(path.join(tmpdir(), 'roost-calendar-bench-'))

function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
}
const told = (times) => ({ n: times.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99), max: quantile(times, 1) })

/** In the page: presses a key and waits for the frame in which the month that it leads to stands. */
async function turn(key) {
  const month = () => document.querySelector('[role=grid] [data-day]')?.dataset.day
  const before = month()
  const begun = performance.now()
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  while (month() === before) {
    if (performance.now() - begun > 5_000) throw new Error('the month did not turn')
    await new Promise((done) => requestAnimationFrame(done))
  }
  // A frame begins, lays out and paints; the message after it comes when that is done.
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = done
    port2.postMessage(0)
  }))
  return performance.now() - begun
}

/** In the page: starts or ends the count of frames. */
function countFrames() {
  const times = []
  let last = performance.now()
  let on = true
  const frame = (now) => {
    times.push(now - last)
    last = now
    if (on) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  window.endFrames = () => {
    on = false
    return times.slice(2)
  }
}

await build({ root, mode: 'fake', logLevel: 'error', build: { outDir, emptyOutDir: true } })
const server = await preview({ root, mode: 'fake', logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
const session = await page.context().newCDPSession(page)
await session.send('Performance.enable', { timeDomain: 'threadTicks' })
/** Milliseconds of CPU that the page's main thread has had: does not grow while other programs have the core. */
async function cpu() {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find((one) => one.name === 'TaskDuration')?.value ?? 0) * 1000
}
const errors = []
page.on('pageerror', (error) => errors.push(error.message))

try {
  await page.goto(`${server.resolvedUrls.local[0]}?world=crowded&slow=20#/calendar?view=month&day=2026-11-18`)
  await page.locator('[data-key]').first().waitFor()
  const entries = await page.locator('.more').evaluateAll((all) => all.reduce((sum, one) => sum + Number(/\d+/.exec(one.textContent)?.[0] ?? 0), 0))
  const shown = await page.locator('[role=grid] .entry').count()
  // Both months once, so that the host in memory has its answers ready: it is not what is measured.
  const turned = async (key) => {
    await page.waitForTimeout(PAUSE)
    const before = await cpu()
    const took = await page.evaluate(turn, key)
    return { took, cpu: (await cpu()) - before }
  }
  for (const key of ['j', 'k', 'k', 'j']) await turned(key)
  const into = []
  const away = []
  for (let n = 0; n < TURNS; n += 1) {
    away.push(await turned(n % 2 ? 'j' : 'k'))
    into.push(await turned(n % 2 ? 'k' : 'j'))
  }

  await page.evaluate(countFrames)
  await page.waitForTimeout(2_000)
  const idle = await page.evaluate(() => window.endFrames())

  const drags = {}
  for (const view of ['month', 'week']) {
    await page.goto(`${server.resolvedUrls.local[0]}?world=crowded&slow=20#/calendar?view=${view}&day=2026-11-18`)
    await page.keyboard.press(view[0])
    const card = page.locator('[data-key].scheduled').first()
    await card.waitFor()
    await page.waitForTimeout(300)
    const box = await card.boundingBox()
    await page.mouse.move(box.x + 20, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 30, box.y + 20)
    await page.evaluate(countFrames)
    for (let n = 0; n < FRAMES; n += 1) {
      const angle = n / 18
      await page.mouse.move(640 + Math.cos(angle) * 330, 500 + Math.sin(angle * 1.3) * 250)
    }
    const times = await page.evaluate(() => window.endFrames())
    if (!(await page.locator('.lifted').count())) throw new Error(`nothing was lifted in the ${view}`)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    drags[view] = told(times)
  }

  const files = readdirSync(path.join(outDir, 'assets'))
  const size = (pattern) => files.filter((file) => pattern.test(file)).reduce((sum, file) => sum + gzipSync(readFileSync(path.join(outDir, 'assets', file))).length, 0)
  const result = {
    deliveries: entries + shown, rendered: shown, turnInto: told(into.map((one) => one.took)), turnAway: told(away.map((one) => one.took)), turnCpu: told(into.map((one) => one.cpu)), dragMonth: drags.month, dragWeek: drags.week, idle: told(idle),
    roomGzipKb: Math.round(size(/^Room-.*|^calendar.*/) / 102.4) / 10, errors,
  }
  if (args.includes('--json')) console.log(JSON.stringify(result))
  else {
    const line = (name, { n, p50, p95, p99, max }) => console.log(`${name.padEnd(34)} p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, most ${max} ms (${n})`)
    console.log(`${result.deliveries} deliveries in the month, ${shown} of them rendered`)
    line('turn to the full month', result.turnInto)
    line('turn to the month beside it', result.turnAway)
    line('main thread of a full turn', result.turnCpu)
    line('frames of a drag in the month', result.dragMonth)
    line('frames of a drag in the week', result.dragWeek)
    line('frames of an idle page', result.idle)
    for (const error of errors) console.log(`error in the page: ${error}`)
  }
  if (errors.length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await new Promise((done) => server.httpServer.close(done))
  rmSync(outDir, { recursive: true, force: true })
}
