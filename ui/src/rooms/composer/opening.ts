// What does an address of the composer open: a new post, a composition to go on with, a delivery to edit?
import type { ApiError, DeliveryDetail, DeliveryState } from '@/lib/contract'
import { ask } from '@/state/act'
import { leftBehind, pageStorage, keepIn } from './keep'
import { openEntries, type Start } from './session.svelte'
import { choiceOfAddress } from './when'
import { fromComposition, fromDelivery, isEmpty, newWriting, type Writing } from './writing'

export type Address =
  | { is: 'new'; at: string | null; account: string | null }
  | { is: 'composition'; id: string }
  | { is: 'delivery'; id: string }

export type Opened =
  | { is: 'open'; start: Start; restored: boolean }
  | { is: 'failed'; error: ApiError }
  | { is: 'gone' }
  | { is: 'fixed'; state: DeliveryState }

export function readAddress(rest: string[], query: URLSearchParams): Address {
  const [word, id] = rest
  if (word === 'composition' && id) return { is: 'composition', id }
  if (word === 'delivery' && id) return { is: 'delivery', id }
  if (word && /^\d+$/.test(word)) return { is: 'delivery', id: word }
  return { is: 'new', at: query.get('at'), account: query.get('account') }
}

/** States in which the words can still be changed. */
const EDITABLE: ReadonlySet<DeliveryState> = new Set(['draft', 'queued', 'scheduled', 'held', 'missed', 'failed'])

const REMEMBERED = 'roost.composer.accounts'

export function rememberAccounts(accounts: string[]): void {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(accounts))
  } catch {
    // Only a convenience.
  }
}

function remembered(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]')
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** Who a new post is for, before anybody says so: as last time, or the only one there is. */
export function firstAccounts(asked: string | null, there: string[]): string[] {
  const wished = asked?.split(',').map((one) => one.replace(/^@/, '')).filter((one) => there.includes(one)) ?? []
  if (wished.length > 0) return wished
  const before = remembered().filter((one) => there.includes(one))
  return before.length > 0 ? before : there.length === 1 ? there : []
}

/** Opens what the address names. */
export async function open(address: Address, folder: string, zone: string): Promise<Opened> {
  const back = await takeUp(folder)
  switch (address.is) {
    case 'composition':
      return openComposition(address.id, zone, false)
    case 'delivery':
      return openDelivery(address.id, zone)
    case 'new': {
      // What was not saved last time comes first, unless the calendar asked for a certain time.
      if (back && address.at === null && address.account === null) {
        if ('content' in back) return opened({ writing: fromComposition(back.content, zone), composition: null, fresh: true }, true)
        const found = await openComposition(back.id, zone, true)
        if (found.is === 'open') return found
      }
      const accounts = await ask('account_list', {})
      const there = accounts.ok ? accounts.view.map((one) => one.account) : []
      const choice = choiceOfAddress(address.at, zone)
      const writing = newWriting({ accounts: firstAccounts(address.account, there), ...(choice ? { choice } : {}) })
      return opened({ writing, composition: null, fresh: address.at === null }, false)
    }
  }
}

function opened(start: Omit<Start, 'delivery' | 'before'>, restored: boolean): Opened {
  return { is: 'open', restored, start: { delivery: null, before: null, ...start } }
}

async function openComposition(id: string, zone: string, restored: boolean): Promise<Opened> {
  const found = await ask('composition_show', { id })
  if (!found.ok) return found.error.code === 'no_composition' ? { is: 'gone' } : { is: 'failed', error: found.error }
  const { content, ...composition } = found.view
  const writing = fromComposition(content, zone)
  if (!content.editing) return { is: 'open', restored, start: { writing, composition, before: null, delivery: null, fresh: restored } }
  const delivery = await ask('post_show', { id: content.editing })
  // Its delivery went out or is gone: the words live on as a new post.
  if (!delivery.ok || !EDITABLE.has(delivery.view.state))
    return { is: 'open', restored, start: { writing: { ...writing, editing: null }, composition, before: null, delivery: null, fresh: false } }
  return { is: 'open', restored, start: { writing, composition, before: fromDelivery(delivery.view, zone), delivery: delivery.view, fresh: false } }
}

async function openDelivery(id: string, zone: string): Promise<Opened> {
  const found = await ask('post_show', { id })
  if (!found.ok) return found.error.code === 'no_delivery' ? { is: 'gone' } : { is: 'failed', error: found.error }
  if (!EDITABLE.has(found.view.state)) return { is: 'fixed', state: found.view.state }
  const begun = await unfinishedEdit(id)
  if (begun) return openComposition(begun, zone, false)
  return openFresh(found.view, zone)
}

function openFresh(delivery: DeliveryDetail, zone: string): Opened {
  const writing: Writing = fromDelivery(delivery, zone)
  return { is: 'open', restored: false, start: { writing, before: writing, delivery, composition: null, fresh: false } }
}

/** The composition in which this delivery's words were being changed. */
async function unfinishedEdit(delivery: string): Promise<string | null> {
  const drafts = await ask('drafts_list', {})
  if (!drafts.ok) return null
  const ids = drafts.view.filter((one) => one.kind === 'composition').map((one) => one.id)
  const all = await Promise.all(ids.map((id) => ask('composition_show', { id })))
  const found = all.find((one) => one.ok && one.view.content.editing === delivery)
  return found?.ok ? found.view.id : null
}

/** Tells the engine what earlier composers left in the page's storage; gives the newest of it. */
async function takeUp(folder: string): Promise<{ id: string } | { content: Parameters<typeof fromComposition>[0] } | null> {
  let newest: Awaited<ReturnType<typeof takeUp>> = null
  for (const { entry, kept } of leftBehind(pageStorage(), folder, openEntries())) {
    const drop = () => keepIn(pageStorage(), folder, entry).drop()
    if (isEmpty(fromComposition(kept.content, 'UTC'))) {
      drop()
      continue
    }
    let saved = await ask('composition_save', { id: kept.id, revision: kept.revision, content: kept.content })
    if (!saved.ok && kept.id !== null && ['conflict', 'no_composition'].includes(saved.error.code))
      saved = await ask('composition_save', { id: null, revision: null, content: kept.content })
    if (saved.ok) {
      drop()
      newest = { id: saved.view.id }
    } else newest = { content: kept.content }
  }
  return newest
}
