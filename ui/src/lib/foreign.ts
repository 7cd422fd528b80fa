// How is foreign text shown (answers of a network, mails)? As text, and as nothing that moves the text
// around it: what would turn the direction or hide is shown as a mark.

// Controls but tab and line feed; zero width and direction marks, embeddings, overrides, isolates, tags.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu

/** Foreign text with a mark where a sign would not be seen; at most so long. */
export function plain(text: string, most = Number.POSITIVE_INFINITY): string {
  const short = text.length > most ? `${text.slice(0, most).trimEnd()}…` : text
  return short.replaceAll('\r\n', '\n').replace(UNSEEN, '\ufffd')
}
