// Which commands will the engine have soon? Their shapes until the generated pages bring them.
import type { IncidentDetail } from '@/contract'

export interface LetterView { letter: string; place: string; to: string | null; subject: string; body: string; mailto: string | null; language: 'en' | 'de'; missing: string[] }
export interface ReportView { path: string; bytes: number; sha256: string; files: string[] }
export interface MailShow { on: boolean }
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
  incident_letter: { request: { id: string; letter: string; language?: string | null; changed?: string | null; purpose?: string | null }; view: LetterView }
  incident_before: { request: { id: string }; view: BeforeView }
  before_all: { request: Record<string, never>; view: BeforeAllView }
  incident_report: { request: { id: string; path?: string | null }; view: ReportView }
  incident_slow: { request: { id: string; accounts: string[] }; view: IncidentDetail }
  mail_show: { request: Record<string, never>; view: MailShow }
}
