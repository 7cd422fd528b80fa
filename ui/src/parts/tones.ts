// Which colours may a part take? Held, recovering and finding mean what the look says, and nothing else.
export type Tone = 'plain' | 'accent' | 'held' | 'recovering' | 'ok' | 'finding' | 'problem'

/** The bar colours of accounts, by their place in the list; the ninth begins again. */
export function accountColour(index: number): string {
  return `var(--account-${(((index % 8) + 8) % 8) + 1})`
}
