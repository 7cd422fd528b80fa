// Is Roost's window quick and small? Its release build, with 5,000 deliveries in the month shown, beside
// an empty window of the same Tauri and WebKit, by turns in one run.
//   ./dev figures [--rounds 5] [--turns 36] [--idle 60] [--deliveries 5000] [--only start,memory,idle,turn,drag]
//                 [--env NAME=VALUE] [--empty-env NAME=VALUE] [--json FILE] [--built DIR]
// `--env` sets something for Roost, `--empty-env` for the empty window: how WebKit's settings are chosen.
// How each figure is taken stands in README.md. Ends with 1 where a figure misses its goal.
import { execFileSync, spawn } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as page from './page.mjs'
import { open, until } from './driver.mjs'
import { cpu, memory, running } from './processes.mjs'
import { begin } from './session.mjs'

const argv = process.argv.slice(2)
const words = (name) => argv.flatMap((word, n) => (word === `--${name}` ? [argv[n + 1]] : []))
const number = (name, otherwise) => Number(words(name)[0] ?? otherwise)
const variables = (name) => Object.fromEntries(words(name).map((word) => word.split(/=(.*)/s).slice(0, 2)))
const ROUNDS = number('rounds', 5)
/** Starts of each window in a round. */
const STARTS = 3
const TURNS = number('turns', 36)
const IDLE = number('idle', 60)
const DELIVERIES = number('deliveries', 5000)
const PARTS = new Set((words('only')[0] ?? 'start,memory,idle,turn,drag').split(','))
/** How long a window is left alone before its memory and its idling are looked at, in seconds. */
const SETTLE = 10
/** Points of a drag, one for each frame of 60 Hz. */
const POINTS = 300

const root = path.resolve(import.meta.dirname, '../..')
const built = path.resolve(words('built')[0] ?? path.join(root, 'target/release'))
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))

const session = await begin()
const data = path.join(session.home, 'data')
const kept = path.join(session.home, 'empty')
mkdirSync(kept)
const windows = {
  roost: { program: path.join(built, 'roost-desktop'), words: ['--data-dir', data], env: variables('env') },
  empty: { program: path.join(built, 'examples/empty-window'), words: [kept], env: variables('empty-env') },
}
/** All that was measured, by figure and window. */
const all = {}
const note = (figure, who, ...values) => ((all[figure] ??= { roost: [], empty: [] })[who].push(...values))

/** A folder with its month, and both windows once: what is made at a first start is not measured. */
async function prepare() {
  const sink = 'http://127.0.0.1:9' // nothing listens there, and nothing is due while this runs
  execFileSync(path.join(root, 'target/debug/load'), ['--data-dir', data, '--sink', sink, '--accounts', '20', '--month', String(DELIVERIES)], { env: session.env })
  const roost = await open(session, windows.roost.program, windows.roost.words)
  await until('the door', () => roost.run("return typeof window.__TAURI_INTERNALS__?.invoke === 'function'"))
  await roost.work(page.call, 'settings_set', { first_run_done: true, zone: 'UTC', language: 'en' })
  await until('the calendar', () => roost.run("return document.querySelector('[data-day]') !== null || (location.hash = '#/calendar', false)"))
  await roost.work(page.showMonth)
  await roost.close()
  const empty = await open(session, windows.empty.program, windows.empty.words)
  await empty.work(page.paintedAt)
  await empty.close()
}

/** Starts by themselves. The first one counts for nothing: it waits for what the machine has put away. */
async function starts(who) {
  const { program, words, env } = windows[who]
  for (let n = 0; n <= STARTS; n += 1) {
    const one = await open(session, program, words, env)
    const took = (await one.work(page.paintedAt)) - one.begunAt
    await one.close()
    note(n === 0 ? 'first start' : 'start', who, took)
  }
}

/** With a driver before the page: turns, a drag. */
async function used(who) {
  const { program, words, env } = windows[who]
  const one = await open(session, program, words, env)
  try {
    await one.work(page.paintedAt)
    if (who === 'roost') {
      await one.work(page.showMonth)
      const crowd = await one.work(page.crowd)
      if (crowd.all < DELIVERIES) throw new Error(`only ${crowd.all} of ${DELIVERIES} deliveries are in the month`)
      all.crowd = crowd
      if (PARTS.has('turn')) {
        // Both neighbours once, as whoever turns for the first time waits for the engine too.
        note('first turns', who, ...(await one.work(page.turns, 4, 400)))
        note('turn', who, ...(await one.work(page.turns, TURNS, 400)))
      }
    }
    if (PARTS.has('drag')) await dragged(one, who)
  } finally {
    await one.close()
  }
}

async function dragged(one, who) {
  await sleep(1)
  const from = who === 'roost' ? await one.work(page.handle) : [200, 200]
  if (!from) throw new Error('no delivery can be dragged')
  const round = Array.from({ length: POINTS }, (_, n) => [Math.round(640 + Math.cos(n / 18) * 300), Math.round(480 + Math.sin(n / 14) * 220)])
  await one.work(page.watchFrames)
  await one.drag([from, [from[0] + 8, from[1] + 6], ...round])
  const { times, lifted } = await one.work(page.frames)
  if (who === 'roost' && !lifted) throw new Error('nothing was lifted')
  note('drag', who, ...times)
  if (who === 'roost') await one.press('\uE00C') // Escape: nothing is moved
  await one.letGo()
}

/** Without a driver, as its owner has it: memory, and CPU while nothing is done. */
async function leftAlone(who) {
  const { program, words, env } = windows[who]
  const child = spawn(program, words, { env: { ...session.env, ...env }, stdio: 'ignore' })
  const ended = new Promise((done) => child.once('exit', done))
  try {
    await until('its page', () => running(child.pid, 'WebKitWebProcess'))
    await sleep(SETTLE)
    const parts = memory(child.pid)
    note('memory', who, parts.reduce((sum, { mib }) => sum + mib, 0))
    for (const { name, mib } of parts) note(`  ${/^WebKit/.test(name) ? name : 'the program'}`, who, mib)
    if (!PARTS.has('idle')) return
    await sleep(SETTLE)
    const [before, begun] = [cpu(child.pid), performance.now()]
    await sleep(IDLE)
    note('idle', who, ((cpu(child.pid) - before) / (performance.now() - begun)) * 1e5)
  } finally {
    child.kill()
    await ended
  }
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
const median = (values) => quantile(values, 0.5)

/** The table's lines: name, unit, the figure of values, the goal. */
const LINES = [
  { figure: 'start', name: 'first deliveries / first frame', unit: 'ms', of: median, goal: '≤ 1.5 ×', met: (roost, empty) => roost <= 1.5 * empty },
  { figure: 'first start', name: '  the first after a rest', unit: 'ms', of: median },
  { figure: 'memory', name: 'PSS of all processes', unit: 'MiB', of: median, goal: '≤ 1.3 ×', met: (roost, empty) => roost <= 1.3 * empty },
  { figure: '  the program', name: '  of the program itself', unit: 'MiB', of: median },
  { figure: '  WebKitWebProces', name: '  of the page', unit: 'MiB', of: median },
  { figure: '  WebKitNetworkPr', name: '  of WebKit’s network process', unit: 'MiB', of: median },
  { figure: 'idle', name: `CPU at rest over ${IDLE} s`, unit: '% of a core', of: median, goal: '≤ empty + 0.5', met: (roost, empty) => roost <= empty + 0.5 },
  { figure: 'turn', name: 'month turned, p95', unit: 'ms', of: (values) => quantile(values, 0.95), goal: '< 100', met: (roost) => roost < 100 },
  { figure: 'turn', name: '  median', unit: 'ms', of: median },
  { figure: 'first turns', name: '  first turns after a start, worst', unit: 'ms', of: (values) => Math.max(...values) },
  { figure: 'drag', name: 'frames of a drag, p99', unit: 'ms', of: (values) => quantile(values, 0.99), goal: '< 50', met: (roost) => roost < 50 },
  { figure: 'drag', name: '  median', unit: 'ms', of: median },
]

function table() {
  const shown = (value) => (Number.isFinite(value) ? value.toFixed(value < 20 ? 2 : 0) : '')
  const rows = LINES.filter(({ figure }) => all[figure]).map(({ figure, name, unit, of, goal = '', met }) => {
    const [roost, empty] = ['roost', 'empty'].map((who) => (all[figure][who].length ? of(all[figure][who]) : NaN))
    const ratio = roost / empty
    return { cells: [name, shown(roost), shown(empty), unit, Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '', goal, met ? (met(roost, empty) ? 'met' : 'MISSED') : '', String(all[figure].roost.length)], met: met?.(roost, empty) ?? true }
  })
  const head = ['figure', 'Roost', 'empty', 'unit', 'ratio', 'goal', '', 'n']
  const lines = [head, head.map(() => '---'), ...rows.map(({ cells }) => cells)]
  return { text: lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'), met: rows.every((row) => row.met) }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { session.end(); process.exit(130) })
try {
  console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start; ${ROUNDS} rounds`)
  await prepare()
  for (let round = 0; round < ROUNDS; round += 1) {
    // By turns, and the first by turns too: what the machine does besides meets both alike.
    const order = round % 2 ? ['empty', 'roost'] : ['roost', 'empty']
    if (PARTS.has('start')) for (const who of order) await starts(who)
    if (PARTS.has('turn') || PARTS.has('drag')) for (const who of order) await used(who)
    if (PARTS.has('memory') || PARTS.has('idle')) for (const who of order) await leftAlone(who)
    console.log(`round ${round + 1}: ${['start', 'memory', 'idle'].filter((one) => all[one]).map((one) => `${one} ${all[one].roost.at(-1)?.toFixed(1)} / ${all[one].empty.at(-1)?.toFixed(1)}`).join(', ')}`)
  }
  const { text, met } = table()
  console.log(`\n${all.crowd ? `${all.crowd.all} deliveries in the month, ${all.crowd.drawn} of them drawn\n` : ''}${text}\n\nload ${loadavg()[0].toFixed(1)} at the end`)
  const [file] = words('json')
  if (file) writeFileSync(file, JSON.stringify(all, null, 1))
  if (!met) process.exitCode = 1
} finally {
  session.end()
}
process.exit()
