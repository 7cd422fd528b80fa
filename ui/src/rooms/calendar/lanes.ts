// Who stands beside whom where deliveries overlap? Each gets a lane; what does not fit is one '+N'.

/** Something with a place on the axis. */
export interface Block<T> {
  top: number
  /** The least that it needs: those nearer than this stand side by side. */
  height: number
  item: T
}

export interface Laid<T> extends Block<T> {
  lane: number
  /** How many lanes its group has. */
  of: number
}

/** What had no room: stands in the last lane of its group. */
export interface Rest<T> {
  top: number
  height: number
  lane: number
  of: number
  items: T[]
}

export interface Lanes<T> {
  laid: Laid<T>[]
  rests: Rest<T>[]
}

/** Lays blocks that are sorted by `top` into at most `most` lanes. */
export function lanesOf<T>(blocks: readonly Block<T>[], most: number): Lanes<T> {
  const laid: Laid<T>[] = []
  const rests: Rest<T>[] = []
  let group: Block<T>[] = []
  let bottom = -Infinity
  for (const block of blocks) {
    if (block.top >= bottom) {
      close(group, most, laid, rests)
      group = []
      bottom = -Infinity
    }
    group.push(block)
    bottom = Math.max(bottom, block.top + block.height)
  }
  close(group, most, laid, rests)
  return { laid, rests }
}

function close<T>(group: Block<T>[], most: number, laid: Laid<T>[], rests: Rest<T>[]): void {
  if (group.length === 0) return
  const needed = spread(group, Infinity)
  // Where there is room for one only, '+1' would take as much of it as the second itself.
  if (needed.of <= Math.max(2, most)) {
    for (const [n, block] of group.entries()) laid.push({ ...block, lane: needed.lanes[n] ?? 0, of: needed.of })
    return
  }
  // The last lane is kept for what has no room.
  const kept = Math.max(1, most - 1)
  const { lanes } = spread(group, kept)
  const of = kept + 1
  let rest: Rest<T> | null = null
  for (const [n, block] of group.entries()) {
    const lane = lanes[n] ?? -1
    if (lane >= 0) {
      laid.push({ ...block, lane, of })
      continue
    }
    if (rest && block.top < rest.top + rest.height) {
      rest.items.push(block.item)
      continue
    }
    rest = { top: block.top, height: block.height, lane: kept, of, items: [block.item] }
    rests.push(rest)
  }
}

/** Lets each grow towards `full` where nothing stands below it. */
export function grown<T>(laid: readonly Laid<T>[], full: (item: T) => number): Laid<T>[] {
  return laid.map((one, n) => {
    let height = full(one.item)
    for (const other of laid.slice(n + 1)) {
      if (other.top >= one.top + height) break
      const beside = other.lane / other.of >= (one.lane + 1) / one.of || (other.lane + 1) / other.of <= one.lane / one.of
      if (!beside && other.top > one.top) height = Math.max(one.height, other.top - one.top)
    }
    return { ...one, height }
  })
}

/** First lane that is free, for each; -1 where there is none. */
function spread<T>(group: readonly Block<T>[], most: number): { lanes: number[]; of: number } {
  const ends: number[] = []
  const lanes = group.map((block) => {
    let lane = ends.findIndex((end) => end <= block.top)
    if (lane < 0) {
      if (ends.length >= most) return -1
      lane = ends.length
    }
    ends[lane] = block.top + block.height
    return lane
  })
  return { lanes, of: ends.length }
}
