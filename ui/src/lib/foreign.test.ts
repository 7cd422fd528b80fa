import { describe, expect, it } from 'vitest'
import { plain } from './foreign'

describe('foreign text', () => {
  it('stays as it is when it is only text', () => {
    expect(plain('Grüße, 你好 <b>x</b>\n\tשלום 👩‍👩‍👧')).toBe('Grüße, 你好 <b>x</b>\n\tשלום 👩‍👩‍👧')
  })
  it('can neither turn nor hide what stands beside it', () => {
    expect(plain('a\u202Eb\u2066c\u200Bd\u0007e\u{e0041}f')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf')
  })
  it('is cut where there is little room', () => {
    expect(plain('x'.repeat(400), 10)).toBe(`${'x'.repeat(10)}…`)
  })
})
