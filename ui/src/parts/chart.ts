// How do numbers become points of a small picture?

/** The smallest round number that nothing exceeds; at least 1. */
export function roundTop(values: readonly number[]): number {
  const most = Math.max(1, ...values)
  const scale = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 5, 10].map((step) => step * scale).find((top) => top >= most) ?? most
}

/** A stepped line through the values, from the left edge to the right one. */
export function steps(values: readonly number[], width: number, height: number, top: number): string {
  const each = width / Math.max(1, values.length)
  return values.map((value, n) => {
    const y = (height - (value / top) * height).toFixed(1)
    return `${n === 0 ? 'M' : 'L'}${(n * each).toFixed(1)} ${y}H${((n + 1) * each).toFixed(1)}`
  }).join('')
}
