// What does a program use, with all that it has started? Read from /proc: WebKit's processes are children
// of the window's.
import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks in a second, as /proc counts them: 100 on every Linux that Rust and WebKit run on. */
const TICKS = 100

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // the process has ended meanwhile
  }
}

/** The fields of /proc/PID/stat after the name, which may hold anything. */
function stat(pid) {
  const text = read(`/proc/${pid}/stat`)
  const rest = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return text ? { name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')), parent: Number(rest[1]), ticks: Number(rest[11]) + Number(rest[12]) } : null
}

/** A process and all below it. */
export function tree(root) {
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    const one = /^\d+$/.test(name) && stat(name)
    if (one) parents.set(Number(name), one.parent)
  }
  const all = [root]
  for (let n = 0; n < all.length; n += 1) for (const [pid, parent] of parents) if (parent === all[n]) all.push(pid)
  return all
}

/** Proportional set size of a process and all below it, in MiB, by process. */
export function memory(root) {
  return tree(root).map((pid) => ({ name: stat(pid)?.name ?? '', mib: Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024 }))
}

/** Seconds of CPU that a process and all below it have used. */
export function cpu(root) {
  return tree(root).reduce((sum, pid) => sum + (stat(pid)?.ticks ?? 0), 0) / TICKS
}

/** The process below `root` that runs a binary. */
export function running(root, name) {
  return tree(root).find((pid) => pid !== root && stat(pid)?.name === name.slice(0, 15))
}
