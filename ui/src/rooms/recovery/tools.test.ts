import { screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { fullWorld, recoveryWorld } from '@/host/fake'
import { announcer } from '@/state/announcer.svelte'
import { casefile as words } from '@/words/en/casefile'
import { eachTest, incident, lastToast, open, press } from './testing'

eachTest()
const show = async (title: RegExp) => userEvent.click(await screen.findByRole('button', { name: title }))

describe('a letter', () => {
  const openLetter = async () => {
    const opened = open('22', recoveryWorld())
    await show(/Appeal$/)
    await screen.findByLabelText(words.letter.subject)
    return opened
  }
  const body = () => screen.getByLabelText(words.letter.body) as HTMLTextAreaElement
  it('comes filled in, names what is missing, and takes what the owner changed', async () => {
    const { calls } = await openLetter()
    expect(body().value).toContain('@weatherbot')
    expect(screen.getByText(words.letter.missing('what you changed'))).toBeTruthy()
    await userEvent.type(screen.getByLabelText(words.letter.changed), 'Fewer links.')
    await press(words.letter.fill)
    await waitFor(() => expect(body().value).toContain('Fewer links.'))
    expect(calls('incident_letter').at(-1)).toEqual({ id: '22', letter: 'appeal', language: 'en', changed: 'Fewer links.', purpose: null })
    expect(screen.getByText(words.letter.complete)).toBeTruthy()
  })
  it('leads to its gap, and is complete once the owner filled it', async () => {
    await openLetter()
    await press(words.letter.nextGap)
    const text = body()
    expect(text.value.slice(text.selectionStart, text.selectionEnd)).toBe('[please fill in: what you changed]')
    await userEvent.clear(text)
    await userEvent.type(text, 'All said.')
    expect(await screen.findByText(words.letter.complete)).toBeTruthy()
  })
  it('speaks the other language, and gives back what was typed over it', async () => {
    await openLetter()
    await userEvent.type(body(), ' PS: thank you.')
    await userEvent.click(screen.getByRole('radio', { name: 'Deutsch' }))
    await waitFor(() => expect(body().value).toContain('Guten Tag'))
    lastToast()?.action?.run()
    await waitFor(() => expect(body().value).toContain('PS: thank you.'))
  })
  it('is copied as it stands, and opens the form outside', async () => {
    const { calls } = await openLetter()
    const written = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: written }, languages: ['en'] })
    await userEvent.type(body(), ' Mine.')
    await press(words.letter.copy)
    expect(written).toHaveBeenCalledWith(expect.stringContaining('Mine.'))
    vi.unstubAllGlobals()
    await press(words.letter.form('help.x.com'))
    expect(calls('shell_open').at(-1)).toEqual({ url: 'https://help.x.com/en/forms/account-access/appeals' })
  })
  it('says why it could not be drafted, and tries again', async () => {
    const { fake } = open('22', recoveryWorld())
    fake.breakWith('incident_letter', 'store_busy')
    await show(/Appeal$/)
    await screen.findByRole('alert')
    fake.breakWith('incident_letter', null)
    await press('Try again')
    expect(await screen.findByLabelText(words.letter.subject)).toBeTruthy()
  })
})

describe('the ticket diary', () => {
  it('takes a ticket down and says when Roost reminds of it', async () => {
    const { calls } = open()
    await press(words.ticket.add)
    await userEvent.type(screen.getByLabelText(words.ticket.place), 'Appeal form')
    await userEvent.type(screen.getByLabelText(words.ticket.number), 'CAS-1')
    await press(words.ticket.keep)
    expect(calls('incident_ticket_add')).toEqual([{ id: '12', place: 'Appeal form', number: 'CAS-1', sent_at: null }])
    expect(await screen.findByText('Appeal form, number CAS-1')).toBeTruthy()
    expect(screen.getByText(/Roost reminds you Sat,? 21 Nov/)).toBeTruthy()
    expect(screen.getByText(/Roost reminds you Wed,? 25 Nov/)).toBeTruthy()
  })
  it('takes the day and time in the account’s zone, and not half of it', async () => {
    const { calls } = open()
    await press(words.ticket.add)
    await userEvent.type(screen.getByLabelText(words.ticket.place), 'Form')
    await userEvent.type(screen.getByLabelText(words.countdown.date), '2026-11-17')
    expect((screen.getByRole('button', { name: words.ticket.keep }) as HTMLButtonElement).disabled).toBe(true)
    await userEvent.type(screen.getByLabelText(words.countdown.time), '09:30')
    expect(screen.getByText(words.countdown.zone('Europe/Berlin'))).toBeTruthy()
    await press(words.ticket.keep)
    expect(calls('incident_ticket_add')).toEqual([{ id: '12', place: 'Form', number: null, sent_at: '2026-11-17 09:30' }])
  })
  it('writes an answer down and closes it, which ends its reminders', async () => {
    const { calls } = open('22', recoveryWorld())
    expect(await screen.findByText(/Roost reminded you/)).toBeTruthy()
    await press(/^Write the answer down/)
    await userEvent.type(screen.getByLabelText(words.ticket.answer), 'Lifted.')
    await press(words.ticket.close)
    expect(calls('incident_ticket_answer')).toEqual([{ id: '22', ticket: '1', answer: 'Lifted.', closed: true }])
    expect(await screen.findByText('Lifted.')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText(/Roost reminded you/)).toBeNull())
  })
})

describe('a countdown', () => {
  it('is entered as a length, shows what is left, and says that Roost looks by itself', async () => {
    const world = fullWorld()
    incident(world).screen = 'limited'
    const { calls } = open('12', world)
    await show(/Enter the countdown$/)
    await press(words.countdown.start)
    expect(await screen.findByText(words.countdown.problem)).toBeTruthy()
    await userEvent.type(screen.getByLabelText(words.countdown.hours), '12')
    await press(words.countdown.start)
    expect(calls('incident_countdown')).toEqual([{ id: '12', ends_at: expect.stringMatching(/^2026-11-19T00:45:0/) }])
    expect(await screen.findByText('12 hours left')).toBeTruthy()
    expect(screen.getByText(/Roost looks then by itself/)).toBeTruthy()
  })
  it('is taken away again', async () => {
    const { calls } = open('21', recoveryWorld())
    expect(await screen.findByText('10 hours and 24 minutes left')).toBeTruthy()
    await press(words.countdown.remove)
    expect(calls('incident_countdown')).toEqual([{ id: '21', ends_at: null }])
    await waitFor(() => expect(screen.queryByText(/minutes left/)).toBeNull())
  })
})

describe('‘look once a day’', () => {
  it('is off, and shows the next time once it is on', async () => {
    const { calls } = open()
    const look = await screen.findByRole('switch', { name: words.daily.label })
    expect(look.getAttribute('aria-checked')).toBe('false')
    await userEvent.click(look)
    expect(calls('incident_look_daily')).toEqual([{ id: '12', on: true }])
    expect(await screen.findByText(/The next look is Thu,? 19 Nov/)).toBeTruthy()
  })
  it('goes back to off where it was refused', async () => {
    open().fake.breakWith('incident_look_daily', 'no_look')
    await userEvent.click(await screen.findByRole('switch', { name: words.daily.label }))
    await waitFor(() => expect(lastToast()?.tone).toBe('problem'))
    await waitFor(() => expect(screen.getByRole('switch', { name: words.daily.label }).getAttribute('aria-checked')).toBe('false'))
  })
  it('is not offered for this machine’s clock', async () => {
    open('27', recoveryWorld())
    await screen.findByRole('heading', { level: 2, name: /clock is wrong/ })
    expect(screen.queryByRole('switch')).toBeNull()
  })
})

describe('new keys', () => {
  it('are given inside the incident, for each account of an app', async () => {
    open('23', recoveryWorld())
    await show(/Sign in again$/)
    await press(words.renew.all)
    expect(await screen.findByRole('dialog', { name: /@marketwatch/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Open X in the browser' })).toBeTruthy()
  })
})

describe('mail', () => {
  it('shows sender, subject and whether it is really from X, and warns', async () => {
    open()
    expect(await screen.findByText('Unlock your account now')).toBeTruthy()
    expect(screen.getByText(words.mails.verdicts.failed)).toBeTruthy()
    expect(screen.getByText(words.mails.verdicts.proven)).toBeTruthy()
    expect(screen.getByText(words.mails.careful)).toBeTruthy()
    // Nothing of a mail can be followed.
    expect(within(screen.getByRole('region', { name: words.mails.title })).queryAllByRole('link')).toEqual([])
  })
})

describe('the offer to slow others', () => {
  it('slows those that were chosen, and ends it for one early', async () => {
    const { calls } = open()
    await userEvent.click(await screen.findByRole('checkbox', { name: /@sportsbot/ }))
    await press(words.cascade.slow(1))
    expect(calls('incident_slow')).toEqual([{ id: '12', accounts: ['citydesk'] }])
    await press(words.cascade.end('@citydesk'))
    expect(calls('incident_slow').at(-1)).toEqual({ id: '12', accounts: [] })
    await waitFor(() => expect(screen.queryByText(/slow until/)).toBeNull())
  })
  it('does nothing by itself', async () => {
    const { calls } = open()
    await screen.findByText(words.cascade.title)
    expect(calls('incident_slow')).toEqual([])
  })
})

describe('the evidence pack', () => {
  it('says where it lies, and shows the folder', async () => {
    const { calls } = open()
    await press(words.pack.button)
    await press(words.pack.make)
    expect(await screen.findByText('/srv/lena/.local/share/roost/reports/incident-12.zip')).toBeTruthy()
    expect(announcer.said.text).toContain('incident-12.zip')
    await press(words.pack.reveal)
    expect(calls('shell_reveal')).toEqual([{ what: 'reports' }])
  })
  it('says why it could not be made', async () => {
    open().fake.breakWith('incident_report', 'store_full')
    await press(words.pack.button)
    await press(words.pack.make)
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})
