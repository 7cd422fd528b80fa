// Which instant is a wall time? Only the host in memory asks: in the real app Rust answers.

/** The moment of the sketches. */
export const NOW = '2026-11-18T12:45:00.000Z'
export const ZONE = 'Europe/Berlin'
export const TODAY = '2026-11-18'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone)
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    })
    formats.set(zone, made)
  }
  return made
}

/** `YYYY-MM-DDTHH:MM` in the zone. */
export function wallIn(instant: string | number, zone: string): string {
  const parts = Object.fromEntries(format(zone).formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/** Offset of the zone at an instant, in milliseconds. */
function offset(ms: number, zone: string): number {
  return Date.parse(`${wallIn(ms, zone)}:00Z`) - Math.floor(ms / 60_000) * 60_000
}

/** The instant of a wall time; `null` in a DST gap, the first one in an overlap. */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall.slice(0, 16)}:00Z`)
  const found = [offset(asUtc - 86_400_000, zone), offset(asUtc + 86_400_000, zone)]
    .map((shift) => asUtc - shift)
    .filter((ms) => wallIn(ms, zone) === wall.slice(0, 16))
  return found.length === 0 ? null : new Date(Math.min(...found)).toISOString()
}
