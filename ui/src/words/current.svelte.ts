// Which language does the window speak now, and in which zone does it write instants?
import { type Format, formatIn, type Language } from './format'

let language = $state<Language>('en')
let zone = $state('UTC')
const format = $derived(formatIn(language, zone))

export function currentLanguage(): Language {
  return language
}

/** How numbers and times are written now. Reactive. */
export function fmt(): Format {
  return format
}

/** The settings (or a test) choose. A zone that this platform doesn't know is written as UTC. */
export function useLanguage(next: Language, nextZone: string = zone): void {
  language = next
  try {
    new Intl.DateTimeFormat('en', { timeZone: nextZone })
    zone = nextZone
  } catch {
    zone = 'UTC'
  }
}

/** Words in both languages; call the answer where you need them, inside `$derived` or the markup. */
export function inLanguages<Words>(en: Words, de: NoInfer<Words>): () => Words {
  return () => (language === 'de' ? de : en)
}
