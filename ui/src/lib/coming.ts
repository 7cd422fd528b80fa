// Which commands will the engine have soon? Their shapes until the generated pages bring them.
import type { IncidentDetail } from '@/contract'

export interface LetterView { letter: string; place: string; to: string | null; subject: string; body: string; mailto: string | null; language: string; missing: string[] }
export interface ReportView { path: string; bytes: number; sha256: string; files: string[] }
export type MailWatchState = 'off' | 'resting' | 'idle' | 'polling' | 'retrying' | 'stopped'
export interface MailWatchView {
  on: boolean; host: string | null; port: number | null; user: string | null; authserv_id: string | null; authserv_learned: boolean; state: MailWatchState; trouble: string | null
  sentence: string; since: string | null; retry_at: string | null; looked_at: string | null
}
export interface MailCheckedView { watch: MailWatchView; incidents: number; new: number }
export interface MailSet { host?: string | null; port?: number | null; user?: string | null; password?: string | null; authserv_id?: string | null }
export type FeatureUnit = 'a_day' | 'minutes' | 'number' | 'percent' | 'a_post'
export type Direction = 'higher' | 'lower' | 'same' | 'unknown'
export interface BeforeDay { date: string; posts: number; usual: number | null }
export interface BeforeWindows { before_from: string; until: string; before_days: number; normal_days: number; before_posts: number; normal_posts: number; others: string[] }
export interface FeatureView { id: string; label: string; unit: FeatureUnit; before: number | null; normal: number | null; others: number | null; direction: Direction; direction_others: Direction; sentence: string }
export interface BeforeView { incident: string; account: string | null; days: BeforeDay[]; features: FeatureView[]; windows: BeforeWindows | null; note: string }
export interface SignsView { cases: number; higher: number; lower: number; median_difference: number; p: number }
export interface FeatureOverAllView { id: string; label: string; unit: FeatureUnit; before: number | null; normal: number | null; against_normal: SignsView | null; against_others: SignsView | null; sentence: string }
export interface BeforeAllView { cases: number; incidents: string[]; warning: string | null; statistic: string; features: FeatureOverAllView[] }

export interface Coming {
  incident_letter: { request: { id: string; letter: string; language?: 'en' | 'de' | null; changed?: string | null; purpose?: string | null }; view: LetterView }
  incident_before: { request: { id: string }; view: BeforeView }
  before_all: { request: Record<string, never>; view: BeforeAllView }
  incident_report: { request: { id: string; path?: string | null }; view: ReportView }
  incident_slow: { request: { id: string; accounts: string[] }; view: IncidentDetail }
  mail_show: { request: Record<string, never>; view: MailWatchView }
  mail_set: { request: MailSet; view: MailWatchView }
  mail_check: { request: Record<string, never>; view: MailCheckedView }
  mail_off: { request: { forget?: boolean | null }; view: MailWatchView }
}
