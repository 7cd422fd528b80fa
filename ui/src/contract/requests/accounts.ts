// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";

/** Adds an account on the Practice network. */
export type AccountAddPractice = {
  /** Its handle, with or without @. */
  handle: string,
  /** The simulator it lives on; `None` for the one that the running loop hosts. */
  simulator?: string | null,
  /** Its IANA zone; the machine's where nothing is said. */
  zone?: string | null, };

/** Adds an account on X by the four strings. */
export type AccountAddX = {
  /** The owner's name for the app; a new one is made, one that exists is used. */
  app: string,
  /** Where the API is; X's own address where nothing is said. */
  api_base?: string | null,
  /** The four strings. */
  keys: FourStrings,
  /** Its IANA zone; the machine's where nothing is said. */
  zone?: string | null, };

/** Names an account. */
export type AccountNamed = {
  /** Handle with or without @; `practice:h` or `x:h` where two networks share it. */
  account: string, };

/** Pauses an account. */
export type AccountPause = {
  /** Which account. */
  account: string,
  /** When it ends by itself: RFC 3339 or `YYYY-MM-DD HH:MM` in the account's zone. */
  until?: string | null, };

/** Gives an account new tokens. */
export type AccountRenew = {
  /** Which account. */
  account: string,
  /** The four strings. */
  keys: FourStrings, };

/** Changes an account's rules; what is not said stays. */
export type AccountSet = {
  /** Which account. */
  account: string,
  /** Least time between two posts, e.g. `15m`. */
  gap?: string | null,
  /** At most so much is added to a slot's time, e.g. `3m`. */
  jitter?: string | null,
  /** Most original posts in a rolling 24 h: a number, or `none`. */
  cap?: string | null,
  /** `spread`, `today` or `ask`. */
  catch_up?: string | null,
  /** Older than this a post is missed, e.g. `24h`. */
  late_limit?: string | null,
  /** IANA zone, e.g. `Europe/Berlin`. */
  zone?: string | null, };

/** Shows or replaces an account's weekly slots. */
export type AccountSlots = {
  /** Which account. */
  account: string,
  /** The new slots, e.g. `mon,wed 09:00`; an empty list clears them, `None` only shows them. */
  set?: Array<string> | null, };

/** Names an app. */
export type AppNamed = {
  /** The owner's name for it; `practice:NAME` or `x:NAME` where two networks share it. */
  app: string, };

/** The four strings of `--secrets-stdin`. */
export type FourStrings = {
  /** The app's key; not secret by itself. */
  consumer_key: string,
  /** The app's secret. */
  consumer_secret: SecretText,
  /** The account's token. */
  token: SecretText,
  /** The account's token secret. */
  token_secret: SecretText, };

/** A secret on its way in. It can be read from the wire and never written to it. */
export type SecretText = string;

/** Begins a sign-in by PIN. */
export type SignInBegin = {
  /** Whom the sign-in is for. */
  purpose: SignInPurpose,
  /** The app's two strings; only for an app that Roost doesn't know yet. */
  keys?: TwoStrings | null, };

/** Finishes a sign-in by PIN. */
export type SignInFinish = {
  /** Which sign-in, as `account_sign_in_begin` said. */
  sign_in: string,
  /** What the page showed. */
  pin: string, };

/** Whom a sign-in is for. */
export type SignInPurpose = { "add": {
    /** The owner's name for the app. */
    app: string,
    /** Where the API is; X's own address where nothing is said. */
    api_base?: string | null,
    /** Its IANA zone; the machine's where nothing is said. */
    zone?: string | null, } } | { "renew": {
    /** Which account. */
    account: string, } };

/** The two strings of a new app, for a sign-in by PIN. */
export type TwoStrings = {
  /** The app's key. */
  consumer_key: string,
  /** The app's secret. */
  consumer_secret: SecretText, };
