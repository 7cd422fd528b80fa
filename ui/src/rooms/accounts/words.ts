// Which words does this room say, and how does it name a slot, a state, a length of time?
import type { AccountView } from '@/lib/contract'
import { fmt, inLanguages, shellWords } from '@/words'
import { accounts as de } from '@/words/de/accounts'
import { accounts as en } from '@/words/en/accounts'
import { parseDuration } from './durations'
import { DAYS, timeOf, type Slot } from './slots'

export const accountWords = inLanguages(en, de)

export function dayName(day: number): string {
  return shellWords().weekdays[DAYS[day] ?? ''] ?? ''
}

export function slotName(slot: Slot): string {
  return accountWords().slots.slot(dayName(slot.day), timeOf(slot.minute), slot.category)
}

/** Why it is in its state, in one sentence; empty for an account that is well. */
export function reasonOf(one: AccountView): string {
  const words = accountWords()
  if (one.state === 'active') return one.slowed_until ? words.slowedUntil(fmt().instant(one.slowed_until)) : ''
  if (one.state === 'paused') return one.paused_until ? words.pausedUntil(fmt().instant(one.paused_until)) : words.pausedOpen
  if (one.state === 'recovering') return words.comingBack
  return words.reasons[one.reason ?? ''] ?? shellWords().accountState[one.state]
}

/** `10 minutes`, from `10m`. */
export function lengthOf(text: string): string {
  const read = parseDuration(text)
  return read ? `${fmt().number(read.count)} ${accountWords().rules.units[read.unit]}` : text
}
