import { cleanup, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { createRawSnippet } from 'svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Button, Curve, Dialog, ErrorState, Field, icons, Menu, Segmented, StateMark, Switch, Toast } from '@/parts'
import { accountColour } from './tones'
import { roundTop, steps } from './chart'
import { place } from './place'

afterEach(cleanup)
const user = userEvent.setup()
const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }))

describe('a button', () => {
  it('takes no second press while it is busy, and keeps the focus', async () => {
    const onclick = vi.fn()
    const { rerender } = render(Button, { onclick, children: text('Schedule') })
    const button = screen.getByRole('button', { name: 'Schedule' })
    await user.click(button)
    await rerender({ busy: true })
    await user.click(button)
    expect(onclick).toHaveBeenCalledTimes(1)
    expect([button.getAttribute('aria-busy'), document.activeElement]).toEqual(['true', button])
  })
})

describe('a field', () => {
  it('says its hint and its problem to a screen reader', () => {
    render(Field, { label: 'Handle', value: '', hint: 'Letters.', problem: 'Enter a handle.' })
    const input = screen.getByLabelText('Handle')
    const said = input.getAttribute('aria-describedby')!.split(' ').map((id) => document.getElementById(id)?.textContent)
    expect(said).toEqual(['Letters.', 'Enter a handle.'])
    expect(input.getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a switch', () => {
  it('is turned by Space', async () => {
    const onchange = vi.fn()
    render(Switch, { label: 'Start at login', on: false, onchange })
    screen.getByRole('switch', { name: 'Start at login' }).focus()
    await user.keyboard(' ')
    expect(onchange).toHaveBeenCalledWith(true)
  })
})

describe('a choice of a few', () => {
  it('is one group, of which one is on', async () => {
    const onchange = vi.fn()
    render(Segmented, { label: 'View', value: 'week', options: [{ value: 'week', label: 'Week' }, { value: 'day', label: 'Day' }], onchange })
    expect((screen.getByRole('radio', { name: 'Week' }) as HTMLInputElement).checked).toBe(true)
    await user.click(screen.getByRole('radio', { name: 'Day' }))
    expect(onchange).toHaveBeenCalledWith('day')
  })
})

describe('a dialog', () => {
  it('gives the focus back to where it was', async () => {
    const before = document.body.appendChild(document.createElement('button'))
    before.focus()
    const onclose = vi.fn()
    render(Dialog, { open: true, title: 'Quit Roost?', onclose, children: text('Really.') })
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    await waitFor(() => expect(onclose).toHaveBeenCalledTimes(1))
    expect(document.activeElement).toBe(before)
    before.remove()
  })
})

describe('a menu', () => {
  const actions = () => ['Edit', 'Later', 'Cancel'].map((label) => ({ label, disabled: label === 'Later', run: vi.fn() }))

  it('is opened, walked and closed by keys, and passes over what can’t be done', async () => {
    const all = actions()
    render(Menu, { label: 'More', actions: all })
    const button = screen.getByRole('button', { name: 'More' })
    button.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Edit'))
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent?.trim()).toBe('Cancel')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent?.trim()).toBe('Edit')
    await user.keyboard('c{Enter}')
    expect([all[0]?.run.mock.calls.length, all[2]?.run.mock.calls.length]).toEqual([0, 1])
    expect([screen.queryByRole('menu'), document.activeElement]).toEqual([null, button])
  })

  it('closes by Escape and by a press elsewhere, doing nothing', async () => {
    const all = actions()
    render(Menu, { label: 'More', actions: all })
    const button = screen.getByRole('button', { name: 'More' })
    await user.click(button)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(document.activeElement).toBe(button)
    await user.click(button)
    await user.click(document.body)
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(all.some((one) => one.run.mock.calls.length > 0)).toBe(false)
  })
})

describe('a floating panel', () => {
  const window = { width: 400, height: 300 }
  const panel = { width: 120, height: 80 }

  it('stands below its button, or above where there is no room', () => {
    expect(place({ left: 20, top: 20, width: 60, height: 30 }, panel, window, 'start')).toEqual({ left: 20, top: 54 })
    expect(place({ left: 20, top: 250, width: 60, height: 30 }, panel, window, 'start')).toEqual({ left: 20, top: 166 })
  })

  it('never leaves the window', () => {
    for (const align of ['start', 'center', 'end'] as const) {
      for (const left of [0, 200, 390]) {
        const at = place({ left, top: 10, width: 10, height: 10 }, panel, window, align)
        expect(at.left).toBeGreaterThanOrEqual(8)
        expect(at.left + panel.width).toBeLessThanOrEqual(392)
      }
    }
  })
})

describe('an error', () => {
  it('says cause, consequence and next step, and copies the rest', async () => {
    const onretry = vi.fn()
    render(ErrorState, { error: { code: 'store_full', params: {}, retry: 'later', detail: 'disk full', trace: 'post_add' }, onretry })
    expect(screen.getByRole('alert').textContent).toMatch(/The disk is full\..*nothing is sent until there is room.*Make room/s)
    await user.click(screen.getByRole('button', { name: 'Copy details' }))
    expect(await navigator.clipboard.readText()).toContain('disk full')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onretry).toHaveBeenCalledTimes(1)
  })
})

describe('a note', () => {
  it('does its action once and goes', async () => {
    const run = vi.fn()
    const onclose = vi.fn()
    render(Toast, { text: 'Moved.', action: { label: 'Undo', run }, onclose })
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect([run.mock.calls.length, onclose.mock.calls.length]).toEqual([1, 1])
  })
})

describe('a state', () => {
  it('has its own form and is said in words', () => {
    const forms = ['draft', 'queued', 'scheduled', 'sending', 'published', 'unconfirmed', 'failed', 'held', 'missed', 'cancelled'] as const
    const drawn = forms.map((state) => {
      const { container, unmount } = render(StateMark, { state })
      const svg = container.querySelector('svg')!.innerHTML.replace(/<!--.*?-->/g, '')
      expect(container.textContent?.trim()).not.toBe('')
      unmount()
      return svg
    })
    expect(new Set(drawn).size).toBe(forms.length)
  })
})

describe('a curve', () => {
  it('has all its numbers in a table', () => {
    const { container } = render(Curve, { label: 'The way back', unit: 'a day', points: [{ label: 'Week 1', value: 1 }, { label: 'Week 2', value: 2 }] })
    expect([...container.querySelectorAll('tr')].map((row) => row.textContent?.replace(/\s+/g, ' ').trim())).toEqual(['Week 11 a day', 'Week 22 a day'])
  })

  it('ends at a round number that holds everything', () => {
    expect([roundTop([0]), roundTop([3]), roundTop([11]), roundTop([47])]).toEqual([1, 4, 20, 50])
    expect(steps([1, 2], 100, 50, 2)).toBe('M0.0 25.0H50.0L50.0 0.0H100.0')
  })
})

describe('signs and colours', () => {
  it('draw something for every name', () => {
    for (const [name, inner] of Object.entries(icons)) expect(inner, name).toMatch(/<(path|circle|rect|line|polyline|polygon|ellipse)/)
  })

  it('give eight accounts eight bars, and the ninth begins again', () => {
    expect(accountColour(8)).toBe(accountColour(0))
    expect(new Set(Array.from({ length: 8 }, (_, n) => accountColour(n))).size).toBe(8)
  })
})
