// What does a wall say? Wall times are texts that the engine computed; nothing here knows a zone.

/** Milliseconds of a wall time or day, as if it were UTC; for arithmetic and Intl only. */
export function wallMs(wall: string): number {
  return Date.parse(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall.slice(0, 16)}:00Z`)
}

/** The wall text of such milliseconds. */
export function msWall(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16)
}

/** The day that lies so many days after this one. */
export function addDays(day: string, days: number): string {
  return msWall(wallMs(day) + days * 86_400_000).slice(0, 10)
}

/** Minutes since the wall's midnight. */
export function minuteOf(wall: string): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16))
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: string): number {
  return (new Date(wallMs(day)).getUTCDay() + 6) % 7
}

/** The day on which the week of this one begins. */
export function weekBegin(day: string, start: 'monday' | 'sunday'): string {
  const at = weekday(day)
  return addDays(day, -(start === 'monday' ? at : (at + 1) % 7))
}

/** The first day of the month, and the first of the next. */
export function monthOf(day: string): { from: string; to: string } {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  return { from: `${day.slice(0, 7)}-01`, to: next }
}
