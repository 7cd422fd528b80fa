import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { emit } from '@tauri-apps/api/event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from './types'
import { inShell, tauriHost } from './tauri'

let asked: unknown[] = []
let answer: (args: unknown) => unknown = () => ({})

beforeEach(() => {
  asked = []
  mockWindows('main')
  mockIPC(
    (command, args) => {
      asked.push([command, args])
      return answer(args)
    },
    { shouldMockEvents: true },
  )
})
afterEach(() => {
  clearMocks()
  answer = () => ({})
})

describe('the host of the shell', () => {
  it('asks by the one command', async () => {
    answer = () => ({ paused_at: null })
    expect(await tauriHost().call('pause_all', {})).toEqual({ paused_at: null })
    expect(asked).toEqual([['call', { name: 'pause_all', request: {} }]])
    expect(inShell()).toBe(true)
  })

  it('gives a refusal of the door as it is', async () => {
    const error = { code: 'no_account', params: { name: 'x' }, retry: 'no', detail: '', trace: 'account_show' }
    answer = () => {
      throw error
    }
    const refused = await tauriHost().call('account_show', { account: 'x' }).catch((cause: unknown) => cause)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).error).toEqual(error)
  })

  it('makes anything else that goes wrong an error with words', async () => {
    answer = () => {
      throw new Error('the channel is closed')
    }
    const refused = (await tauriHost().call('status_show', {}).catch((cause: unknown) => cause)) as Refused
    expect([refused.error.code, refused.error.trace]).toEqual(['internal', 'status_show'])
    expect(refused.error.detail).toContain('the channel is closed')
  })

  it('hears facts once it listens, and no more once it was stopped', async () => {
    const host = tauriHost()
    const heard = vi.fn()
    const stop = host.listen(heard)
    await host.listening()
    await emit('fact', { type: 'plan' })
    expect(heard).toHaveBeenCalledExactlyOnceWith({ type: 'plan' })
    stop()
    await emit('fact', { type: 'plan' })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('can be stopped before the subscription has come about', async () => {
    const host = tauriHost()
    const heard = vi.fn()
    host.on('navigate', heard)()
    await host.listening()
    await emit('navigate', { to: 'queue' })
    expect(heard).not.toHaveBeenCalled()
  })
})
