// How much does the window load before its calendar is there? Builds, weighs and fails above the budget:
// 200 kB gz at start, everything but the other rooms, with the font.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const BUDGET = 200_000
const root = new URL('..', import.meta.url).pathname
const outDir = mkdtempSync(path.join(tmpdir(), 'roost-size-'))
try {
  const { output } = await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const chunk = (name) => output.find((one) => one.fileName === name)
  // What the entry and the calendar need, and what those need in turn.
  const start = new Set()
  const take = (one) => {
    if (!one || start.has(one.fileName)) return
    start.add(one.fileName)
    for (const name of [...(one.imports ?? []), ...(one.viteMetadata?.importedCss ?? []), ...(one.viteMetadata?.importedAssets ?? [])]) take(chunk(name))
  }
  output.filter((one) => one.isEntry || one.facadeModuleId?.endsWith('rooms/calendar/Room.svelte')).forEach(take)
  output.filter((one) => /\.(html|woff2)$/.test(one.fileName)).forEach(take)
  // A font is compressed already.
  const weigh = (name) => (name.endsWith('.woff2') ? readFileSync(path.join(outDir, name)).length : gzipSync(readFileSync(path.join(outDir, name))).length)
  let sum = 0
  for (const name of [...start].sort()) {
    const bytes = weigh(name)
    sum += bytes
    console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name}`)
  }
  const later = readdirSync(path.join(outDir, 'assets')).filter((name) => !start.has(`assets/${name}`))
  console.log(`${(sum / 1000).toFixed(1).padStart(8)} kB at start, of ${BUDGET / 1000}; ${(later.reduce((all, name) => all + weigh(`assets/${name}`), 0) / 1000).toFixed(1)} kB come when they are asked for`)
  process.exitCode = sum > BUDGET ? 1 : 0
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
