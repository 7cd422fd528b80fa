// Which words does the window say? Typed messages: English gives the shape, German must fill it, or it
// does not compile. Rooms bring their own: `inLanguages(en, de)`.
import { currentLanguage, inLanguages } from './current.svelte'
import { problems as problemsDe } from './de/problems'
import { shell as shellDe } from './de/shell'
import { problems as problemsEn, type Presentation } from './en/problems'
import { shell as shellEn } from './en/shell'
import type { ApiError } from '@/lib/contract'

export { currentLanguage, fmt, inLanguages, useLanguage } from './current.svelte'
export { plural, type Format, type Language } from './format'
export type { Presentation } from './en/problems'

/** What the frame around the rooms says, and words that several rooms share (states, kinds, actions). */
export const shellWords = inLanguages(shellEn, shellDe)

const problems = inLanguages(problemsEn, problemsDe)

/** Cause, consequence and next step of an error, in the owner's language. */
export function presentation(error: ApiError): Presentation {
  const all = problems()
  // A newer engine may know codes that this window does not.
  const say = all[error.code] ?? all.internal
  return say(readable(error.params))
}

/** States travel as words of the wire; people read them in their own. */
function readable(params: Record<string, string>): Record<string, string> {
  const { deliveryState, incidentState } = shellWords()
  const states: Record<string, string> = { ...incidentState, ...deliveryState }
  const named = Object.entries(params).map(([name, value]) => {
    const state = name === 'from' || name === 'to' || name === 'state' ? states[value] : undefined
    return [name, state ? state.toLocaleLowerCase(currentLanguage()) : value] as const
  })
  // A parameter that an older engine does not send is a gap in the sentence, not the word 'undefined'.
  return new Proxy<Record<string, string>>(Object.fromEntries(named), { get: (all, name) => all[String(name)] ?? '…' })
}
