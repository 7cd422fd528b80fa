// What did somebody type as a date or a time? Where the platform has no field for them the owner writes
// them, in whatever order people write dates.

const two = (n: string) => n.padStart(2, '0')

/** `YYYY-MM-DD`; `null` where it is no day. Day and month in the order of Europe. */
export function typedDate(text: string, today: string): string | null {
  const clean = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean)
  const european = /^(\d{1,2})[./ ]\s*(\d{1,2})[./ ]?\s*(\d{2}|\d{4})?$/.exec(clean)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : european
      ? [european[3] === undefined ? today.slice(0, 4) : european[3].length === 2 ? `20${european[3]}` : european[3], european[2], european[1]]
      : []
  if (!year || !month || !day) return null
  const found = `${year}-${two(month)}-${two(day)}`
  const there = new Date(`${found}T00:00:00Z`)
  return Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== found ? null : found
}

/** `HH:MM`; `null` where it is no time. */
export function typedTime(text: string): string | null {
  const clean = text.trim().toLowerCase()
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?(?::\d{2})?\s*(?:uhr|h)?\s*(am|pm)?$/.exec(clean)
  if (!found?.[1]) return null
  let hour = Number(found[1])
  const minute = Number(found[2] ?? '0')
  if (found[3] && (hour < 1 || hour > 12)) return null
  if (found[3] === 'pm' && hour < 12) hour += 12
  if (found[3] === 'am' && hour === 12) hour = 0
  return hour > 23 || minute > 59 ? null : `${two(String(hour))}:${two(String(minute))}`
}

/** Whether the platform has a field of this kind of its own. */
export function hasField(type: 'date' | 'time'): boolean {
  const field = document.createElement('input')
  field.setAttribute('type', type)
  return field.type === type
}
