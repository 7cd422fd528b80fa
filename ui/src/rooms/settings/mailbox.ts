// What was typed about a mailbox: is it whole, and what is asked of the engine?
import type { MailSet, MailWatchView } from '@/lib/contract'

export interface Typed { host: string; port: string; user: string; password: string; provider: string }

export type Wrong = Partial<Record<'host' | 'port' | 'user' | 'password', true>>

/** What keeps it from being saved. A password may stay in the vault as long as server and user are the same. */
export function problemsOf(typed: Typed, before: Pick<MailWatchView, 'host' | 'user'>): Wrong {
  const wrong: Wrong = {}
  const host = typed.host.trim()
  const port = Number(typed.port.trim() || '993')
  if (!/^[^\s/@:]+$/.test(host)) wrong.host = true
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong.port = true
  if (!typed.user.trim()) wrong.user = true
  if (!typed.password && (before.host === null || before.host !== host || before.user !== typed.user.trim())) wrong.password = true
  return wrong
}

export function requestOf(typed: Typed): MailSet {
  return {
    host: typed.host.trim(), port: Number(typed.port.trim() || '993'), user: typed.user.trim(), authserv_id: typed.provider.trim(), ...(typed.password ? { password: typed.password } : {}),
  }
}
