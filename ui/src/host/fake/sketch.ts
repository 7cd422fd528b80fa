// What does the lock of the sketches have in its case file?
import type { EvidenceView, IncidentDetail } from '@/lib/contract'
import { checklistOf, screensOf } from './checklists'
import { NOW } from './clock'

export const ago = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()
export const ahead = (hours: number) => ago(-hours)

export function evidence(n: number, change: Partial<EvidenceView> = {}): EvidenceView {
  return {
    attempt: String(4000 + n), at: ago(3 + n / 10), account: 'newsdesk', purpose: 'post', delivery: '108', outcome: 'refused', http_status: 403, codes: [326], kind: 'locked', rule: 'code 326',
    message: 'To protect our users from spam and other malicious activity, this account is temporarily locked.', headers: ['content-type: application/json', 'x-rate-limit-remaining: 92', 'date: Wed, 18 Nov 2026 12:00:04 GMT'],
    body: '{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account."}]}', ...change,
  }
}

export function lockOfTheSketch(): Pick<IncidentDetail, 'screens' | 'checklist' | 'checklist_source' | 'evidence' | 'cascade' | 'mails'> {
  return {
    screens: screensOf('locked', false), checklist: checklistOf('locked', null, false), checklist_source: 'X’s help pages on locked accounts, and reports of people whose account was locked',
    evidence: [evidence(0, { at: ago(0.75) })],
    cascade: {
      until_hours: 48, offered: [
        { account: 'citydesk', likeness: 0.82, why: 'Same links and the same opening words in 9 of 11 posts.', slowed_until: null },
        { account: 'sportsbot', likeness: 0.61, why: 'Posts at the same minute.', slowed_until: null },
      ],
    },
    mails: [
      { id: 'm1', from: 'X <notify@x.com>', subject: 'Your account has been locked', at: ago(0.6), verdict: 'proven', why: 'Your provider says that DMARC passed for x.com.' },
      { id: 'm2', from: 'X Support <help@x-account-team.example>', subject: 'Unlock your account now', at: ago(0.3), verdict: 'failed', why: 'The sender’s domain is made to look like one of X.' },
    ],
  }
}
