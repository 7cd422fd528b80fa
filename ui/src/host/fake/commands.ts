// Which command does the host in memory answer, and how? All of them: a missing one does not compile.
import type { AccountDetail, DeliveryState, Weekday } from '@/lib/contract'
import type { Bodies, FakeDesk } from './index'
import { postCheck } from './check'
import { incidentCommands } from './incidents'
import { calendarAnswer } from './calendar'
import { change, changeSlots, find, moved, reordered, resolve, segments, shifted, step } from './plan'
import { refuse } from './refuse'
import { accountView, deliveryDetail, deliveryView, draftsView, queueView, statusView, why } from './views'
import { account as newAccount, type FakeDelivery } from './world'

/** The engine's word for why a delivery is not out, by its state. */
const REASONS: Partial<Record<DeliveryState, string>> = { held: 'held', unconfirmed: 'asks_owner', missed: 'missed', failed: 'failed', sending: 'sending', draft: 'draft', published: 'published', cancelled: 'cancelled' }

function theAccount({ world }: FakeDesk, name: string): AccountDetail {
  const handle = name.replace(/^@/, '')
  const one = world.accounts.find((account) => account.account === handle)
  if (!one) throw refuse('no_account', { name })
  return one
}

function detail(desk: FakeDesk, name: string): AccountDetail {
  const one = theAccount(desk, name)
  return { ...one, ...accountView(desk.world, one.account) }
}

function set(desk: FakeDesk, name: string, fields: Partial<AccountDetail>): AccountDetail {
  Object.assign(theAccount(desk, name), fields)
  desk.emit({ type: 'accounts' })
  return detail(desk, name)
}

function wrote(desk: FakeDesk, ids: string[]): void {
  desk.emit({ type: 'deliveries', ids })
  desk.emit({ type: 'plan' })
}

function one(desk: FakeDesk, code: Parameters<typeof change>[2], after: FakeDelivery) {
  const [written] = change(desk.world, desk.history, code, [after])
  wrote(desk, [after.id])
  return deliveryDetail(desk.world, written ?? after)
}

function turned(desk: FakeDesk, way: 'undo' | 'redo') {
  const done = step(desk.world, desk.history, way)
  const deliveries = done.after.map((other) => other.id)
  wrote(desk, deliveries)
  if (done.slots) desk.emit({ type: 'accounts' })
  return { done: { code: done.code, count: deliveries.length, at: done.at }, deliveries }
}

function add(desk: FakeDesk, network: 'x' | 'practice', handle: string, app: string, zone?: string | null) {
  const bare = handle.replace(/^@/, '')
  if (!/^\w{1,15}$/.test(bare)) throw refuse('bad_handle', { handle })
  if (desk.world.accounts.some((other) => other.account === bare)) throw refuse('account_exists', { handle: bare, network })
  const made = newAccount(bare, { network, app, zone: zone ?? desk.world.settings.effective_zone })
  desk.world.accounts.push(made)
  desk.emit({ type: 'accounts' })
  return { id: made.id, handle: bare, network, closed: [], released: 0 }
}

function dropComposition(desk: FakeDesk, id: string | null | undefined): void {
  if (id) desk.world.compositions = desk.world.compositions.filter((other) => other.id !== id)
}

export const commands: Bodies = {
  ...incidentCommands,
  app_list: (_, { world }) => world.apps,
  app_show: ({ app }, { world }) => {
    const found = world.apps.find((other) => other.name === app)
    if (!found) throw refuse('no_app', { name: app })
    return found
  },
  app_remove: ({ app }, { world }) => {
    world.apps = world.apps.filter((other) => other.name !== app)
    return { id: app, name: app }
  },
  account_add_practice: (ask, desk) => add(desk, 'practice', ask.handle, 'practice', ask.zone),
  account_add_x: (ask, desk) => {
    if (ask.keys.token_secret.length < 8) throw refuse('refused', { kind: 'credentials', sentence: 'X does not accept these keys.', message: 'Could not authenticate you.', status: '401' })
    return add(desk, 'x', 'northpress', ask.app, ask.zone)
  },
  account_sign_in_begin: () => ({ sign_in: 's1', url: 'https://api.x.com/oauth/authorize?oauth_token=practice' }),
  account_sign_in_finish: ({ pin }, desk) => {
    if (!/^\d{7}$/.test(pin)) throw refuse('refused', { kind: 'credentials', sentence: 'X does not accept this PIN.', message: 'PIN is wrong', status: '401' })
    return add(desk, 'x', 'northpress', 'desk', null)
  },
  account_renew: ({ account }, desk) => ({ id: theAccount(desk, account).id, handle: account, network: 'x', closed: [], released: 0 }),
  account_list: (_, { world }) => world.accounts.flatMap((other) => accountView(world, other.account) ?? []),
  account_show: ({ account }, desk) => detail(desk, account),
  account_set: ({ account, cap, ...rest }, desk) => {
    const said = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)
    const fields = Object.fromEntries(said) as Partial<AccountDetail>
    if (cap !== undefined && cap !== null) {
      const value = Number(cap)
      if (cap !== 'none' && !(value >= 1 && value <= 2400)) throw refuse('bad_cap', { value: cap })
      fields.cap = cap === 'none' ? null : value
    }
    return set(desk, account, fields)
  },
  account_slots: ({ account, set: specs }, desk) => {
    const mine = theAccount(desk, account)
    if (specs) {
      const slots = specs.flatMap((spec) => {
        const [days = '', time = '', category] = spec.split(' ')
        if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw refuse('slot_time', { spec, word: time })
        return days.split(',').map((day) => ({ day: day as Weekday, time, category: category?.replace(/^#/, '') ?? null }))
      })
      changeSlots(desk.world, desk.history, mine.account, slots)
      desk.emit({ type: 'accounts' })
      wrote(desk, [])
    }
    return { account, zone: mine.zone, slots: mine.slots, placed: [] }
  },
  account_pause: ({ account, until }, desk) => set(desk, account, { state: 'paused', reason: 'paused', paused_until: until ?? null }),
  account_resume: ({ account }, desk) => set(desk, account, { state: 'active', reason: null, paused_until: null }),
  account_remove: ({ account }, desk) => {
    const mine = theAccount(desk, account)
    desk.world.accounts = desk.world.accounts.filter((other) => other !== mine)
    desk.emit({ type: 'accounts' })
    return { id: mine.id, drafts: 0, erased: true }
  },

  post_add: ({ accounts, when, pin, segments: texts, labels, composition }, desk) => {
    if (accounts.length === 0) throw refuse('no_account_named', {})
    const parts = segments(texts)
    const made = accounts.map((account): FakeDelivery => {
      const held = theAccount(desk, account).state === 'held'
      const due = resolve(desk.world, account, when)
      const state = when === 'draft' ? 'draft' : held ? 'held' : due ? 'scheduled' : 'queued'
      desk.world.next_id += 1
      return {
        id: String(desk.world.next_id), account, state, due, original_due: due, segments: parts, labels: labels ?? [], attempts: 0, revision: 0,
        timing: when === 'next' ? 'slot' : pin === 'pinned' ? 'pinned' : 'chosen', incident: state === 'held' ? '12' : null,
        reason: state === 'held' ? 'locked' : null, published_at: null, saved_at: desk.world.now,
      }
    })
    change(desk.world, desk.history, 'added', made)
    dropComposition(desk, composition)
    wrote(desk, made.map((other) => other.id))
    return { post: `p${made[0]?.id}`, deliveries: made.map((other) => other.id), due: made.map((other) => other.due), findings: [] }
  },
  post_list: ({ state, account }, { world }) =>
    world.deliveries.filter((other) => (!state || other.state === state) && (!account || other.account === account)).map(deliveryView),
  post_show: ({ id }, { world }) => deliveryDetail(world, find(world, id)),
  post_edit: ({ id, revision, segments: texts, media, labels, composition }, desk) => {
    const old = find(desk.world, id, revision)
    if (old.state === 'published' || old.state === 'sending') throw refuse('not_editable', { id, state: old.state })
    dropComposition(desk, composition)
    return one(desk, 'edited', { ...old, segments: segments(texts, media === 'as_said' ? [] : old.segments), labels: labels ?? old.labels, state: old.state === 'failed' ? 'scheduled' : old.state })
  },
  post_move: ({ id, revision, when, pin }, desk) => one(desk, when === 'draft' ? 'drafted' : 'moved', moved(desk.world, find(desk.world, id, revision), when, pin)),
  post_cancel: ({ id, revision }, desk) => {
    const old = find(desk.world, id, revision)
    if (old.state === 'published') throw refuse('illegal_move', { id, from: old.state, to: 'cancelled' })
    return one(desk, 'cancelled', { ...old, state: 'cancelled', incident: null })
  },
  post_retry: ({ id, revision }, desk) => {
    const old = find(desk.world, id, revision)
    if (!['failed', 'missed', 'held'].includes(old.state)) throw refuse('not_retryable', { id, state: old.state })
    return one(desk, 'retried', { ...old, state: 'scheduled', due: desk.world.now, reason: null })
  },
  post_delete: ({ id, revision }, desk) => one(desk, 'cancelled', { ...find(desk.world, id, revision), state: 'cancelled' }),
  post_confirm: ({ id, revision, seen }, desk) =>
    one(desk, 'edited', seen === 'not_there'
      ? { ...find(desk.world, id, revision), state: 'scheduled', reason: null }
      : { ...find(desk.world, id, revision), state: 'published', published_at: desk.world.now, reason: null }),
  post_why: ({ id }, { world }) => {
    const found = find(world, id)
    return { id, state: found.state, reason: REASONS[found.state] ?? (found.due && found.due <= world.now ? 'gap' : 'not_due'), sentence: why(world, found) ?? 'It goes out at its time.', until: found.due }
  },
  post_move_many: ({ moves }, desk) => {
    const after = moves.map((move) => moved(desk.world, find(desk.world, move.id, move.revision), move.when, move.pin))
    const written = change(desk.world, desk.history, 'moved', after)
    wrote(desk, written.map((other) => other.id))
    return { deliveries: written.map(deliveryView), findings: [] }
  },
  post_cancel_many: ({ ids }, desk) => {
    const after = ids.map(({ id, revision }) => {
      const old = find(desk.world, id, revision)
      if (old.state === 'published') throw refuse('illegal_move', { id, from: old.state, to: 'cancelled' })
      return { ...old, state: 'cancelled' as const, incident: null }
    })
    const written = change(desk.world, desk.history, 'cancelled', after)
    wrote(desk, written.map((other) => other.id))
    return { deliveries: written.map(deliveryView), findings: [] }
  },
  post_shift: ({ ids, days, minutes }, desk) => {
    const after = ids.map(({ id, revision }) => shifted(desk.world, find(desk.world, id, revision), days, minutes))
    const written = change(desk.world, desk.history, 'shifted', after)
    wrote(desk, written.map((other) => other.id))
    return { deliveries: written.map(deliveryView), findings: [] }
  },
  post_check: (ask, { world }) => postCheck(world, ask),

  calendar_show: (ask, { world }) => calendarAnswer(world, ask),
  plan_show: () => [],
  status_show: (_, { world }) => statusView(world),
  pause_all: (_, desk) => {
    desk.world.paused_at = desk.world.now
    desk.emit({ type: 'plan' })
    return { paused_at: desk.world.paused_at }
  },
  resume_all: (_, desk) => {
    desk.world.paused_at = null
    desk.emit({ type: 'plan' })
    return { paused_at: null }
  },
  history_show: (_, { history }) => {
    const [undo, redo] = [history.done.at(-1), history.undone.at(-1)]
    return {
      undo: undo ? { code: undo.code, count: undo.after.length, at: undo.at } : null,
      redo: redo ? { code: redo.code, count: redo.after.length, at: redo.at } : null,
    }
  },
  history_undo: (_, desk) => turned(desk, 'undo'),
  history_redo: (_, desk) => turned(desk, 'redo'),
  queue_show: ({ account }, { world }) => queueView(world, account ?? undefined),
  queue_reorder: ({ account, id, revision, before }, desk) => {
    find(desk.world, id, revision)
    const written = change(desk.world, desk.history, 'reordered', reordered(desk.world, account, id, before ?? null))
    wrote(desk, written.map((other) => other.id))
    return { deliveries: written.map(deliveryView), findings: [] }
  },
  drafts_list: (_, { world }) => draftsView(world),
  composition_save: ({ id, revision, content }, desk) => {
    const old = desk.world.compositions.find((other) => other.id === id)
    if (id && !old) throw refuse('no_composition', { id })
    if (old && revision !== null && revision !== old.revision) throw refuse('conflict', { id: old.id })
    desk.world.next_id += 1
    const saved = { id: old?.id ?? `c${desk.world.next_id}`, revision: (old?.revision ?? 0) + 1, saved_at: desk.world.now, content }
    desk.world.compositions = [...desk.world.compositions.filter((other) => other !== old), saved]
    desk.emit({ type: 'plan' })
    return { id: saved.id, revision: saved.revision, saved_at: saved.saved_at }
  },
  composition_show: ({ id }, { world }) => {
    const found = world.compositions.find((other) => other.id === id)
    if (!found) throw refuse('no_composition', { id })
    return found
  },
  composition_discard: ({ id }, desk) => {
    dropComposition(desk, id)
    desk.emit({ type: 'plan' })
    return {}
  },
  media_add: ({ path }) => stored(path.split('/').at(-1) ?? path, path),
  media_add_bytes: ({ name, base64 }) => stored(name, base64.slice(0, 64)),
  label_list: (_, { world }) => [...new Set(world.deliveries.flatMap((other) => other.labels))].sort(),

  vault_status: () => ({ place: 'keyring', secrets: [{ what: 'app', name: 'desk' }] }),
  vault_move: ({ to }) => ({ place: to, moved: 4 }),
  folder_confirm: () => ({ was_waiting: false, unconfirmed: 0 }),
  doctor_check: () => ({ checks: [{ check: 'store', about: null, verdict: 'good', message: 'The database is whole.' }] }),
  settings_show: (_, { world }) => world.settings,
  settings_set: (ask, desk) => {
    if (ask.zone && !desk.world.settings.zones.includes(ask.zone)) throw refuse('bad_zone', { zone: ask.zone })
    Object.assign(desk.world.settings, ask)
    if (ask.zone !== undefined) desk.world.settings.effective_zone = ask.zone ?? 'Europe/Berlin'
    desk.emit({ type: 'settings' })
    return desk.world.settings
  },
  backup_now: (_, { world }) => {
    const made = { path: `${world.settings.data_folder}/copies/${world.now.slice(0, 10)}-by-hand.db`, bytes: 1_842_000, at: world.now, kind: 'owner' as const }
    world.backups.unshift(made)
    return made
  },
  backup_list: (_, { world }) => world.backups,

  shell_open: () => ({}),
  shell_pick_media: () => ({ paths: ['/srv/lena/Pictures/harbour.jpg'] }),
  shell_autostart_show: (_, { world }) => ({ on: world.autostart }),
  shell_autostart_set: ({ on }, { world }) => {
    world.autostart = on
    return { on }
  },
  shell_reveal: () => ({}),
  shell_quit: () => ({}),
  shell_about: (_, { world }) => ({ version: world.settings.version, data_folder: world.settings.data_folder, part: 'owner' }),
  shell_show_page: () => ({}),
  shell_ready: () => ({}),
  shell_passphrase_give: () => ({}),
  shell_passphrase_decline: () => ({}),
  shell_vault_open: () => ({}),
  practice_page: () => ({ url: 'http://127.0.0.1:8123/' }),
}

function stored(name: string, seed: string) {
  const kind = /\.(mp4|mov)$/i.test(name) ? 'video' as const : /\.gif$/i.test(name) ? 'gif' as const : 'image' as const
  if (!/\.(jpe?g|png|webp|gif|mp4|mov)$/i.test(name)) throw refuse('media_kind', { path: name })
  const sha256 = [...seed].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7).toString(16).padStart(8, '0').repeat(8)
  return { sha256, mime: kind === 'video' ? 'video/mp4' : 'image/jpeg', bytes: 310_000, kind, name }
}
