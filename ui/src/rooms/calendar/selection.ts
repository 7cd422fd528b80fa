// Which deliveries are selected? A set with the one from which Shift extends.

export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const NOTHING: Selection = { ids: new Set(), anchor: null }

/** Takes one in or out. */
export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** Everything from the anchor to this one, in the order of the calendar, and what was selected before. */
export function extended(selection: Selection, order: readonly string[], to: string, from: string | null = selection.anchor): Selection {
  const end = order.indexOf(to)
  const begin = from === null ? end : order.indexOf(from)
  if (end < 0 || begin < 0) return toggled(selection, to)
  const range = order.slice(Math.min(begin, end), Math.max(begin, end) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: from ?? to }
}

/** What is still there. */
export function kept(selection: Selection, there: ReadonlySet<string>): Selection {
  if ([...selection.ids].every((id) => there.has(id))) return selection
  return { ids: new Set([...selection.ids].filter((id) => there.has(id))), anchor: selection.anchor && there.has(selection.anchor) ? selection.anchor : null }
}
