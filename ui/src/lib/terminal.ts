// What of the engine's sentences is for the terminal? Parts that name a command in backticks; the
// window has buttons for them.

/** The sentence without the parts that name a command of the terminal. */
export function withoutCommands(text: string): string {
  if (!text.includes('`')) return text
  const sentences = text.match(/(?:`[^`]*`|[^.!?`])+[.!?]*\s*/g) ?? [text]
  return sentences.filter((sentence) => !sentence.includes('`')).join('').trim()
}
