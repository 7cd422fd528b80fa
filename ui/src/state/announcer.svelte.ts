// What is said to somebody who can't see it change? One live region in App.svelte reads this.

let said = $state({ text: '', turn: 0 })

/** Says a text to screen readers; the same text twice is said twice. */
export function say(text: string): void {
  said = { text, turn: said.turn + 1 }
}

export const announcer = {
  get said(): { text: string; turn: number } {
    return said
  },
}
