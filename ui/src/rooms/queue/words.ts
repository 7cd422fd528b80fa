// Which words does this room say? Both languages, chosen by the settings.
import { inLanguages } from '@/words'
import { queue as de } from '@/words/de/queue'
import { queue as en } from '@/words/en/queue'

export const queueWords = inLanguages(en, de)

/** How a text begins, for names and notes. */
export function beginning(text: string, most = 48): string {
  const line = text.split('\n---\n')[0]?.replace(/\s+/g, ' ').trim() ?? ''
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line
}
