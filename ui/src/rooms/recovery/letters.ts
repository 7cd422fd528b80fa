// How does a letter leave Roost? As an address for the owner's own mail program, made of what they wrote.

/** `mailto:` with subject and body; `null` where the address is not a plain one. */
export function mailtoOf(to: string, subject: string, body: string): string | null {
  if (!/^[^\s@?&#:/\\%]+@[^\s@?&#:/\\%]+\.[^\s@?&#:/\\%]+$/.test(to)) return null
  // Lines end as RFC 6068 wants them.
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, '\r\n'))}`
}
