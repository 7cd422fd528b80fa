// What time is it on the folder's clock, between two answers of the engine? The last answer plus what has
// passed here since.

const EVERY = 15_000

/** Call while a component is being made; `known` is read reactively. */
export function ticking(known: () => string): { readonly now: string } {
  let passed = $state(0)
  $effect(() => {
    void known()
    const began = Date.now()
    passed = 0
    const timer = setInterval(() => (passed = Date.now() - began), EVERY)
    return () => clearInterval(timer)
  })
  return {
    get now() {
      return new Date(Date.parse(known()) + Math.max(0, passed)).toISOString()
    },
  }
}
