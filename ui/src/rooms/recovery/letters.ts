// What is still open in a letter, and how does it leave Roost? Gaps stand in brackets; it leaves as an address
// for the owner's own mail program, made of what they wrote.

/** `mailto:` with subject and body; `null` where the address is not a plain one. */
export function mailtoOf(to: string, subject: string, body: string): string | null {
  if (!/^[^\s@?&#:/\\%]+@[^\s@?&#:/\\%]+\.[^\s@?&#:/\\%]+$/.test(to)) return null
  // Lines end as RFC 6068 wants them.
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, '\r\n'))}`
}

export interface Gap { from: number; to: number; what: string }

/** The gaps that stand in a text, as `[please fill in: what you changed]`. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(/\[\p{L}[\p{L} ]{2,30}: ?([^\]\n]{1,200})\]/gu)].map((hit) => ({ from: hit.index, to: hit.index + hit[0].length, what: hit[1] ?? '' }))
}
