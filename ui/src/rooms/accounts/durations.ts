// How is a length of time typed? A number and a unit; the engine reads `90s 15m 2h 3d`.

export type Unit = 's' | 'm' | 'h' | 'd'
export interface Duration { count: number; unit: Unit }

export function parseDuration(text: string): Duration | null {
  const hit = /^\s*(\d+)\s*([smhd])\s*$/.exec(text)
  return hit ? { count: Number(hit[1]), unit: hit[2] as Unit } : null
}

/** As the engine reads it; `null` for what is no whole number from 0 on. */
export function writeDuration(count: string | number | null, unit: Unit): string | null {
  const text = String(count ?? '').trim()
  return /^\d{1,6}$/.test(text) ? `${Number(text)}${unit}` : null
}

/** Whether two texts mean the same length: `60m` is `1h`. */
export function sameDuration(a: string, b: string): boolean {
  const seconds = (text: string) => {
    const read = parseDuration(text)
    return read ? read.count * { s: 1, m: 60, h: 3600, d: 86_400 }[read.unit] : Number.NaN
  }
  return seconds(a) === seconds(b)
}
