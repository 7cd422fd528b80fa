import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/design/tokens.css', 'utf8')

type Palette = Record<string, string>

/** The declarations of the first block that this selector opens. */
function block(selector: string, from = 0): Palette {
  const at = css.indexOf(`${selector} {`, from)
  const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at))
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]] as const))
}

const light = block(':root')
const systemDark = { ...light, ...block(":root:not([data-theme='light'])") }
const chosenDark = { ...light, ...block("\n  :root[data-theme='dark']") }
const palettes: Record<string, Palette> = {
  light,
  dark: chosenDark,
  'light, more contrast': { ...light, ...block("\n  :root[data-contrast='more']") },
  'dark, more contrast': { ...chosenDark, ...block("\n  :root[data-contrast='more'][data-theme='dark']") },
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const GROUNDS = ['paper', 'surface', 'raised', 'sunken']
const PAIRS: [string, string[]][] = [
  ['ink', [...GROUNDS, 'accent-soft', 'held-soft', 'recovering-soft', 'finding-soft', 'problem-soft', 'ok-soft']],
  ['ink-2', [...GROUNDS, 'accent-soft', 'held-soft', 'recovering-soft', 'finding-soft']],
  ['ink-3', GROUNDS],
  ['accent', [...GROUNDS, 'accent-soft']],
  ['accent-strong', ['accent-soft']],
  ['held', [...GROUNDS, 'held-soft']],
  ['recovering', [...GROUNDS, 'recovering-soft']],
  ['ok', [...GROUNDS, 'ok-soft']],
  ['finding', [...GROUNDS, 'finding-soft']],
  ['problem', [...GROUNDS, 'problem-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-held', ['held']],
  ['on-ok', ['ok']],
  ['on-problem', ['problem']],
]
/** Edges of controls and bars of accounts: 3 : 1 (WCAG 1.4.11). */
const EDGES = ['line-control', 'focus', ...Array.from({ length: 8 }, (_, n) => `account-${n + 1}`)]

describe.each(Object.entries(palettes))('the %s palette', (name, palette) => {
  it.each(PAIRS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))('reads %s on %s', (text, ground) => {
    const least = name.includes('more') && text === 'ink' ? 7 : 4.5
    expect(contrast(palette[text] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })

  it.each(EDGES)('shows the edge %s', (edge) => {
    for (const ground of ['paper', 'surface']) expect(contrast(palette[edge] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(3)
  })
})

it('is the same dark by the system and by choice', () => {
  expect(Object.keys(systemDark).length).toBeGreaterThan(30)
  expect(systemDark).toEqual(chosenDark)
})
