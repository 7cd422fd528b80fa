// How are numbers, times and plurals written in a language? By the platform's Intl; no tables here.

export type Language = 'en' | 'de'

/** Locale for Intl: European order and 24 hours also in English. */
const TAG: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

export interface PluralForms { one: string; other: string }

const rules: Record<Language, Intl.PluralRules> = { en: new Intl.PluralRules('en'), de: new Intl.PluralRules('de') }

/** `count(3, {one: '# post', other: '# posts'})`; # is the number in the language's form. */
export function plural(language: Language) {
  return (n: number, forms: PluralForms): string => {
    const form = rules[language].select(n) === 'one' ? forms.one : forms.other
    return form.replaceAll('#', numberIn(language, n))
  }
}

const made = new Map<string, Intl.DateTimeFormat>()
function dates(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  let format = made.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(TAG[language], { timeZone: zone, hourCycle: 'h23', ...options })
    made.set(key, format)
  }
  return format
}

const numbers: Record<Language, Intl.NumberFormat> = { en: new Intl.NumberFormat(TAG.en), de: new Intl.NumberFormat(TAG.de) }
function numberIn(language: Language, n: number): string {
  return numbers[language].format(n)
}

export type DateStyle = 'day' | 'weekday' | 'weekdayLong' | 'dayMonth' | 'long' | 'full' | 'month' | 'short'

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  dayMonth: { day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
}

/** Writes numbers, walls and instants in one language. Walls are texts of the engine and know no zone. */
export interface Format {
  language: Language
  number(n: number): string
  percent(share: number): string
  /** Millionths of a US dollar. */
  money(micro: number): string
  bytes(n: number): string
  /** `14:05`, from a wall time. */
  time(wall: string): string
  /** From a wall time or a day. */
  date(wall: string, style?: DateStyle): string
  /** `Thu 19 Nov, 14:05`, from a wall time. */
  dateTime(wall: string): string
  /** The same from an instant, in the window's zone. */
  instant(at: string, style?: 'time' | 'dateTime'): string
  /** `in 3 hours`, `2 days ago`. */
  relative(at: string, now: string): string
  list(texts: string[]): string
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]]

export function formatIn(language: Language, zone: string): Format {
  const tag = TAG[language]
  const wallDate = (wall: string) => new Date(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall.slice(0, 16)}:00Z`)
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })
  const dayAndTime: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
  return {
    language,
    number: (n) => numberIn(language, n),
    percent: (share) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    money: (micro) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 2, maximumFractionDigits: 3 }).format(micro / 1_000_000),
    bytes: (n) => {
      const [value, unit] = n < 1_000_000 ? [n / 1000, 'kilobyte'] : n < 1e9 ? [n / 1e6, 'megabyte'] : [n / 1e9, 'gigabyte']
      return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
    },
    time: (wall) => wall.slice(11, 16),
    date: (wall, style = 'long') => dates(language, 'UTC', STYLES[style]).format(wallDate(wall)),
    dateTime: (wall) => dates(language, 'UTC', dayAndTime).format(wallDate(wall)),
    instant: (at, style = 'dateTime') =>
      dates(language, zone, style === 'time' ? { hour: '2-digit', minute: '2-digit' } : dayAndTime).format(new Date(at)),
    relative: (at, now) => {
      const seconds = (Date.parse(at) - Date.parse(now)) / 1000
      for (const [unit, length] of UNITS) if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
      return relative.format(0, 'minute')
    },
    list: (texts) => list.format(texts),
  }
}
