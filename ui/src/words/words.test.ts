import { ERROR_CODES } from '@/lib/contract'
import { describe, expect, it } from 'vitest'
import { problems as de } from './de/problems'
import { problems as en } from './en/problems'
import { formatIn, plural } from './format'
import { presentation, shellWords, useLanguage } from './index'

const files = import.meta.glob<Record<string, unknown>>('./{en,de}/*.ts', { eager: true })

/** Stands for any parameter: a number, a text, an instant or an object of them. */
const anything: object = new Proxy(() => undefined, {
  get: (_, name) => {
    if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 3 : '3')
    if (name === Symbol.iterator) return undefined
    return anything
  },
  apply: () => anything,
})

/** Every text of a message file; functions are called. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (value === anything) return []
  if (typeof value === 'function') {
    try {
      return texts((value as (...all: unknown[]) => unknown)(...Array.from({ length: value.length }, () => anything)), path)
    } catch {
      // It looks its parameter up in a closed table; its type says that every entry is there.
      return []
    }
  }
  if (value && typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
  return []
}

const all = Object.entries(files).flatMap(([file, exported]) =>
  file.endsWith('problems.ts') ? [] : Object.values(exported).flatMap((value) => texts(value, file)))

describe('words', () => {
  it('are there in both languages for every room', () => {
    const names = (language: string) => Object.keys(files).filter((file) => file.startsWith(`./${language}/`)).map((file) => file.slice(5)).sort()
    expect(names('de')).toEqual(names('en'))
  })

  it('never shout, and leave nothing empty or undefined', () => {
    for (const [path, text] of all) {
      expect(text, path).not.toContain('!')
      expect(text.trim(), path).not.toBe('')
      expect(text, path).not.toContain('undefined')
    }
  })

  it('are German in the German files: none is the same sentence as in English', () => {
    const english = new Map(all.filter(([path]) => path.startsWith('./en/')).map(([path, text]) => [path.replace('./en/', ''), text]))
    const same = all.filter(([path, text]) => path.startsWith('./de/') && (text.match(/\p{L}{3,}/gu)?.length ?? 0) > 3 && english.get(path.replace('./de/', '')) === text)
    expect(same).toEqual([])
  })

  it('call a thing by one name in German: the list is in README.md', () => {
    const elsewhere = /freie[rn]? Platz|Warteschlange|\bPost\b|Posting|Account|Limit|terminiert/
    expect(all.filter(([path, text]) => path.startsWith('./de/') && elsewhere.test(text))).toEqual([])
  })

  it('say cause and next step for every code, in both languages', () => {
    for (const code of ERROR_CODES) {
      for (const table of [en, de]) {
        const told = table[code]({ message: 'x', sentence: 'y' })
        expect(told.cause.length, code).toBeGreaterThan(8)
      }
    }
  })

  it('write states of the wire in the language of the owner', () => {
    useLanguage('de')
    const error = { code: 'illegal_move' as const, params: { id: '1', from: 'published', to: 'scheduled' }, retry: 'no' as const, detail: '', trace: null }
    expect(presentation(error).cause).toContain('veröffentlicht')
  })

  it('change at once with the language', () => {
    expect(shellWords().undo).toBe('Undo')
    useLanguage('de')
    expect(shellWords().undo).toBe('Rückgängig')
  })
})

describe('forms', () => {
  it('follow the number', () => {
    const say = plural('de')
    const forms = { one: '# Beitrag', other: '# Beiträge' }
    expect([say(1, forms), say(0, forms), say(1200, forms)]).toEqual(['1 Beitrag', '0 Beiträge', '1.200 Beiträge'])
  })

  it('write a wall as it stands, whatever the zone of the machine', () => {
    const format = formatIn('en', 'Pacific/Auckland')
    expect(format.time('2026-11-18T14:05')).toBe('14:05')
    expect(format.date('2026-11-18', 'full')).toMatch(/^Wednesday,? 18 November 2026$/)
    expect(formatIn('de', 'UTC').dateTime('2026-11-18T14:05')).toContain('18. Nov.')
  })

  it('write an instant in the zone of the window', () => {
    expect(formatIn('en', 'Europe/Berlin').instant('2026-11-18T12:45:00Z', 'time')).toBe('13:45')
  })

  it('say how long ago, and how soon', () => {
    const format = formatIn('de', 'UTC')
    expect(format.relative('2026-11-18T10:45:00Z', '2026-11-18T12:45:00Z')).toBe('vor 2 Stunden')
    expect(format.relative('2026-11-18T12:45:20Z', '2026-11-18T12:45:00Z')).toBe('in dieser Minute')
  })

  it('write money as the data says it', () => {
    expect(formatIn('en', 'UTC').money(15_000)).toBe('$0.015')
    expect(formatIn('de', 'UTC').money(200_000)).toMatch(/^0,20\s\$$/)
  })
})
