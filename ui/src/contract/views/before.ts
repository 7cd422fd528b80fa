// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { Feature, FeatureUnit, Direction } from "../words";

/** What came before all incidents that may come from what an account posts. */
export type BeforeAllView = {
  /** How many incidents count. */
  cases: number,
  /** Which, newest first. */
  incidents: Array<string>,
  /** That they are too few to prove anything; `null` where they are not. */
  warning: string | null,
  /** The name of the statistic and how to read it. */
  statistic: string,
  /** Every feature, the clearest difference first. */
  features: Array<FeatureOverAllView>, };

/** One day before an incident. */
export type BeforeDay = {
  /** `YYYY-MM-DD` in the account's zone. */
  date: string,
  /** Posts that went out on it; of the last day, before the incident. */
  posts: number,
  /** Posts a day usually, the same for every day; `null` without an earlier history. */
  usual: number | null, };

/** What came before one incident. */
export type BeforeView = {
  /** Which incident. */
  incident: string,
  /** Whose posts were looked at; `null` where an incident holds the whole machine. */
  account: string | null,
  /** The 14 days, oldest first; the last is the incident's own. */
  days: Array<BeforeDay>,
  /** What was measured, in the order in which it is shown. */
  features: Array<FeatureView>,
  /** Which days were compared. */
  windows: BeforeWindows | null,
  /** What the figures rest on, in plain words: how many posts, which accounts, what is missing. */
  note: string, };

/** The days that were compared. */
export type BeforeWindows = {
  /** The first of the days before, `YYYY-MM-DD`. */
  before_from: string,
  /** When the incident began. */
  until: string,
  /** How many days before. */
  before_days: number,
  /**
   * How many earlier days are the normal: at most 28, and fewer where Roost knows fewer or other
   * incidents held the account.
   */
  normal_days: number,
  /** Posts in the days before. */
  before_posts: number,
  /** Posts in the earlier days. */
  normal_posts: number,
  /** The accounts that were not locked and are compared with. */
  others: Array<string>, };

/** One feature over all cases. */
export type FeatureOverAllView = {
  /** A word. */
  id: Feature,
  /** What it is called. */
  label: string,
  /** What its figures count. */
  unit: FeatureUnit,
  /** The middle of the cases before their incidents. */
  before: number | null,
  /** The middle of their normals. */
  normal: number | null,
  /** The differences from the account's own normal; `null` where no case has both figures. */
  against_normal: SignsView | null,
  /** The differences from the accounts that were not locked. */
  against_others: SignsView | null,
  /** All of it in one sentence. */
  sentence: string, };

/** One thing that was measured. */
export type FeatureView = {
  /** A word. */
  id: Feature,
  /** What it is called. */
  label: string,
  /** What its figures count. */
  unit: FeatureUnit,
  /** In the 14 days before; `null` with too few posts. */
  before: number | null,
  /** In the days before those. */
  normal: number | null,
  /** The middle of the accounts that were not locked, in the same 14 days. */
  others: number | null,
  /** How it differs from the normal. */
  direction: Direction,
  /** How it differs from the others. */
  direction_others: Direction,
  /** All of it in one sentence. */
  sentence: string, };

/** An evidence pack that was written. */
export type ReportView = {
  /** Where it is. */
  path: string,
  /** Its size. */
  bytes: number,
  /** SHA-256 of it, in hex. */
  sha256: string,
  /** The names of the files in it. */
  files: Array<string>, };

/** The sign test of one feature. */
export type SignsView = {
  /** Cases in which both figures are known. */
  cases: number,
  /** Those with the higher figure before the incident. */
  higher: number,
  /** Those with the lower one. */
  lower: number,
  /** The median of the differences. */
  median_difference: number,
  /** The exact two-sided p. */
  p: number, };
