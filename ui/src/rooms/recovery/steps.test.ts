import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { recovery as de } from '@/words/de/recovery'
import { recovery as en } from '@/words/en/recovery'
import { current, endOf, endsWithoutRamp, placeOf, keepTicks, readTicks, stepsOf } from './steps'

describe('a checklist', () => {
  it('says the window’s words and keeps the engine’s links', () => {
    const steps = stepsOf([{ text: 'Run `roost x`.', link: 'https://x.com/account/access' }], [{ title: 'Open it', text: 'Now.', not: 'Never.' }])
    expect(steps).toEqual([{ title: 'Open it', text: 'Now.', not: 'Never.', link: 'https://x.com/account/access' }])
  })
  it('falls back to the engine’s sentences when it has more steps than words', () => {
    const steps = stepsOf([{ text: 'Open this page. Do what it asks.', link: null }, { text: 'Then say `roost incident unlocked 1`.', link: null }], [])
    expect(steps).toEqual([{ title: 'Open this page', text: 'Do what it asks.', not: null, link: null }])
  })
  it('opens the first step that is not ticked, and never ticks the question at its end', () => {
    expect(current([], 3)).toBe(0)
    expect(current([0], 3)).toBe(1)
    expect(current([0, 1, 2], 3)).toBe(2)
    expect(current([1], 3)).toBe(0)
    expect(current([], 0)).toBe(0)
  })
  it('ends with new keys for a sign-out, with waiting for a warning, and else with a question', () => {
    expect(['credentials', 'automated', 'locked', 'money'].map(endOf)).toEqual(['renew', 'wait', 'ask', 'ask'])
  })
  it('needs no slow way back where nothing was wrong with how it posted', () => {
    expect(['credentials', 'money', 'locked', 'automated', 'write_blocked'].map(endsWithoutRamp)).toEqual([true, true, false, false, false])
  })
  it('opens only https links', () => {
    expect(placeOf('https://www.x.com/account/access')).toBe('x.com/account/access')
    expect(placeOf('https://help.x.com/en/forms/account-access/appeals')).toBe('help.x.com')
    expect(placeOf('https://console.x.com')).toBe('console.x.com')
    expect(placeOf('http://x.com')).toBeNull()
    expect(placeOf('javascript:alert(1)')).toBeNull()
    expect(placeOf('not a link')).toBeNull()
  })
})

describe('ticks', () => {
  afterEach(() => localStorage.clear())
  it('are kept for each incident', () => {
    keepTicks('12', [0, 2])
    expect(readTicks('12')).toEqual([0, 2])
    expect(readTicks('13')).toEqual([])
    keepTicks('12', [])
    expect(readTicks('12')).toEqual([])
  })
  it('are none when what is kept makes no sense', () => {
    localStorage.setItem('roost.steps.12', '{"a":1}')
    expect(readTicks('12')).toEqual([])
    localStorage.setItem('roost.steps.12', '[1,"x",-2')
    expect(readTicks('12')).toEqual([])
  })
})

describe('the words of recovery', () => {
  const toml = readFileSync(path.resolve(import.meta.dirname, '../../../../crates/api/words/en.toml'), 'utf8')
  const counts: Record<string, number> = {}
  for (const [, kind = ''] of toml.matchAll(/^\[incidents\.(\w+)\]$/gm)) counts[kind] = 0
  for (const [, kind = ''] of toml.matchAll(/^\[\[incidents\.(\w+)\.steps\]\]$/gm)) counts[kind] = (counts[kind] ?? 0) + 1

  for (const [language, words] of [['English', en], ['German', de]] as const) {
    it(`have a step for each step of the engine's checklists, in ${language}`, () => {
      expect(Object.keys(counts).length).toBeGreaterThan(10)
      expect(Object.fromEntries(Object.entries(words.kinds).map(([kind, said]) => [kind, said.steps.length]))).toEqual(counts)
    })
    it(`neither shout nor speak of commands, in ${language}`, () => {
      const about = { account: 'news', app: 'desk', network: 'X', since: '13:00' }
      const all = Object.values(words.kinds).flatMap((kind) => [kind.headline(about), kind.means(about), kind.done, ...kind.steps.flatMap((step) => [step.title, step.text, step.not ?? ''])])
      expect(all.filter((text) => /!|`|roost incident/.test(text))).toEqual([])
    })
  }
  it('have the same events in both languages', () => {
    expect(Object.keys(de.events).sort()).toEqual(Object.keys(en.events).sort())
  })
})
