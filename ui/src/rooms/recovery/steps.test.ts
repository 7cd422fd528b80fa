import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StepView } from '@/lib/contract'
import { recovery as de } from '@/words/de/recovery'
import { recovery as en } from '@/words/en/recovery'
import { gapsIn, mailtoOf } from './letters'
import { endsAt, leftOf } from './countdown'
import { readShape } from './shape'
import { endsWithoutRamp, linesOf, openLine, parted, placeOf, settled } from './steps'

const step = (id: string, change: Partial<StepView> = {}): StepView =>
  ({ id, title: id, text: '', why: '', avoid: null, link: null, link_label: null, action: 'none', state: 'todo', at: null, note: '', letter: null, source: null, source_link: null, gone: false, ...change })
const at = '2026-11-18T12:00:00Z'

describe('a checklist', () => {
  it('asks what the owner sees after the step that leads to the page', () => {
    const steps = [step('rest'), step('open', { link: 'https://x.com/account/access' }), step('solve')]
    expect(linesOf(steps, true).map((line) => (line.is === 'step' ? line.step.id : '?'))).toEqual(['rest', 'open', '?', 'solve'])
    expect(linesOf([step('a'), step('b')], true).map((line) => line.is)).toEqual(['step', 'screens', 'step'])
    expect(linesOf(steps, false)).toHaveLength(3)
    expect(linesOf([], true)).toEqual([{ is: 'screens' }])
  })
  it('opens the first line that is not settled, the question too', () => {
    const lines = linesOf([step('open', { state: 'done', at }), step('solve')], true)
    expect(openLine(lines, null, null)).toBe(1)
    expect(openLine(lines, 'challenge', null)).toBe(2)
    expect(openLine(linesOf([step('open', { state: 'skipped', at })], false), null, null)).toBe(-1)
  })
  it('opens again what was done before the network said that it is still held, not what was left out', () => {
    const refusal = { at: '2026-11-18T13:00:00Z' }
    expect(settled(step('a', { state: 'done', at }), refusal)).toBe(false)
    expect(settled(step('a', { state: 'done', at: '2026-11-18T13:01:00Z' }), refusal)).toBe(true)
    expect(settled(step('a', { state: 'skipped', at }), refusal)).toBe(true)
    expect(settled(step('a'), null)).toBe(false)
  })
  it('keeps apart what it no longer has', () => {
    const { steps, gone } = parted([step('a'), step('b', { gone: true, state: 'done' })])
    expect([steps.map((one) => one.id), gone.map((one) => one.id)]).toEqual([['a'], ['b']])
  })
  it('knows for which kinds posting simply goes on', () => {
    expect(['credentials', 'money', 'locked', 'write_blocked'].map(endsWithoutRamp)).toEqual([true, true, false, false])
  })
})

describe('a link', () => {
  it('is named by its place, and only if it is https without a name in it', () => {
    expect(placeOf('https://x.com/account/access')).toBe('x.com/account/access')
    expect(placeOf('https://help.x.com/en/forms/account-access/appeals')).toBe('help.x.com')
    expect(placeOf('https://console.x.com')).toBe('console.x.com')
    expect(placeOf('https://x.com@evil.example/')).toBeNull()
    expect(placeOf('http://x.com')).toBeNull()
    expect(placeOf('javascript:alert(1)')).toBeNull()
    expect(placeOf('not a link')).toBeNull()
  })
})

describe('a letter', () => {
  it('opens in the mail program with what the owner wrote', () => {
    expect(mailtoOf('access-support@x.com', 'A & B?', 'one\ntwo = 2')).toBe('mailto:access-support@x.com?subject=A%20%26%20B%3F&body=one%0D%0Atwo%20%3D%202')
  })
  it('names the gaps that stand in it, and takes other brackets for text', () => {
    const text = 'I changed [please fill in: what you changed] and [bitte ergänzen: wozu].\n[1] https://x.com/a[b] [x: y]'
    expect(gapsIn(text).map((gap) => gap.what)).toEqual(['what you changed', 'wozu'])
    expect(text.slice(gapsIn(text)[0]?.from, gapsIn(text)[0]?.to)).toBe('[please fill in: what you changed]')
  })
  it('goes to no address that brings more than an address', () => {
    expect(mailtoOf('a@x.com?bcc=b@evil.example', '', '')).toBeNull()
    expect(mailtoOf('a@x.com&cc=b@evil.example', '', '')).toBeNull()
    expect(mailtoOf('not an address', '', '')).toBeNull()
  })
})

describe('a countdown', () => {
  const now = '2026-11-18T12:45:00.000Z'
  const entry = { way: 'length' as const, days: '', hours: '', date: '', time: '' }
  it('ends after its length', () => {
    expect(endsAt({ ...entry, days: '1', hours: '2' }, now)).toBe('2026-11-19T14:45:00.000Z')
  })
  it('ends at a wall time, which the engine reads in the account’s zone', () => {
    expect(endsAt({ ...entry, way: 'date', date: '2026-11-19', time: '07:30' }, now)).toBe('2026-11-19 07:30')
    // Where the platform has no fields for them, people write them as they do.
    expect(endsAt({ ...entry, way: 'date', date: '19.11.', time: '7:30 Uhr' }, now)).toBe('2026-11-19 07:30')
  })
  it('is refused where it makes no sense', () => {
    for (const bad of [{ ...entry }, { ...entry, hours: '-3' }, { ...entry, hours: 'soon' }, { ...entry, days: '61' }, { ...entry, way: 'date' as const, date: '2026-11-19' }]) expect(endsAt(bad, now)).toBeNull()
  })
  it('has a rest that is never negative, even when the clock went back or on', () => {
    expect(leftOf('2026-11-19T13:00:00Z', now)).toEqual({ days: 1, hours: 0, minutes: 15 })
    expect(leftOf('2026-11-18T12:00:00Z', now)).toBeNull()
    expect(leftOf('nonsense', now)).toBeNull()
  })
})

describe('another shape of the way back', () => {
  it('rises to 100', () => {
    expect(readShape('10, 20 50;100', '14')).toEqual({ shares: [10, 20, 50, 100], days_per_stage: 14 })
    for (const [shares, days] of [['', '7'], ['50', '7'], ['50, 25, 100', '7'], ['0, 100', '7'], ['50, 100', '0'], ['50, 100', '29'], ['a, 100', '7']] as const) expect(readShape(shares, days)).toBeNull()
  })
})

describe('the words of recovery', () => {
  const toml = readFileSync(path.resolve(import.meta.dirname, '../../../../crates/api/words/en.toml'), 'utf8')
  const kinds = [...toml.matchAll(/^\[incidents\.(\w+)\]$/gm)].map(([, kind]) => kind).sort()
  for (const [language, words] of [['English', en], ['German', de]] as const) {
    it(`name each kind that the engine knows, in ${language}`, () => {
      expect(kinds.length).toBeGreaterThan(10)
      expect(Object.keys(words.kinds).sort()).toEqual(kinds)
    })
    it(`neither shout nor speak of commands, in ${language}`, () => {
      const about = { account: 'news', app: 'desk', network: 'X', since: '13:00' }
      const all = Object.values(words.kinds).flatMap((kind) => [kind.headline(about), kind.means(about), kind.done])
      expect(all.filter((text) => /!|`|roost incident/.test(text))).toEqual([])
    })
  }
  it('have the same events in both languages', () => {
    expect(Object.keys(de.events).sort()).toEqual(Object.keys(en.events).sort())
  })
})
