// Which words does this room say, and whom are they about?
import type { AccountView, AppView, IncidentView } from '@/lib/contract'
import { withoutCommands } from '@/lib/terminal'
import { fmt, inLanguages, shellWords } from '@/words'
import { casefile as casefileDe } from '@/words/de/casefile'
import { recovery as de } from '@/words/de/recovery'
import { casefile as casefileEn } from '@/words/en/casefile'
import { type About, recovery as en } from '@/words/en/recovery'

export const recoveryWords = inLanguages(en, de)
export const caseWords = inLanguages(casefileEn, casefileDe)

/** On which network it happened: that of its account, or of its app; X where nothing is known. */
export function networkOf(one: IncidentView, accounts: readonly AccountView[], apps: readonly AppView[] = []): 'x' | 'practice' {
  const account = accounts.find((other) => other.account === one.account) ?? accounts.find((other) => one.account === null && other.app === one.app)
  return account?.network ?? apps.find((app) => app.name === one.app)?.network ?? 'x'
}

/** Times of the same day are told without it. */
export function moment(at: string, now: string): string {
  return Math.abs(Date.parse(now) - Date.parse(at)) < 18 * 3_600_000 ? fmt().instant(at, 'time') : fmt().instant(at)
}

export function about(one: IncidentView, network: 'x' | 'practice', now: string): About {
  return { account: one.account ?? '', app: one.app ?? '', network: shellWords().network[network], since: moment(one.opened_at, now) }
}

/** `@news`, the app's name, or this machine. */
export function who(one: IncidentView): string {
  const words = recoveryWords()
  if (one.scope === 'machine') return words.machine
  return one.scope === 'app' || !one.account ? words.ofApp(one.app ?? '') : `@${one.account}`
}

/** What happened, in one line, by how far the way out is. */
export function headline(one: IncidentView & { headline?: string }, network: 'x' | 'practice', now: string): string {
  const words = recoveryWords()
  if (one.state === 'closed') return words.headlineClosed(who(one))
  if (one.state === 'recovering') return words.headlineRamp(who(one))
  if (one.state === 'verifying') return words.headlineVerify(who(one))
  const kind = words.kinds[one.kind]
  return kind ? kind.headline(about(one, network, now)) : withoutCommands(one.headline ?? who(one))
}
