// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** Names a delivery. */
export type DeliveryNamed = {
  /** Its id. */
  id: string, };

/** Does something to a delivery as it was looked at. */
export type DeliverySeen = {
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null, };

/** What an edit does with media that a segment has and the edit doesn't bring. */
export type EditMedia = "keep_unsaid" | "as_said";

/** A kept file to attach. */
export type MediaKept = {
  /** SHA-256 of its content, in hexadecimal. */
  sha256: string,
  /** What it shows, for people who can't see it. */
  alt?: string, };

/** A file to attach. */
export type MediaPath = {
  /** Where it lies. */
  path: string,
  /** What it shows, for people who can't see it. */
  alt?: string, };

/** A file to attach: one that lies somewhere, or one that Roost has kept already. */
export type MediaText = MediaPath | MediaKept;

/** Whether a post goes first against cap and ramp. */
export type Pin = "loose" | "pinned";

/** A poll as written. */
export type PollText = {
  /** Two to four options. */
  options: Array<string>,
  /** How long it stays open. */
  minutes: number, };

/** Adds a post. */
export type PostAdd = {
  /** One delivery for each of these. */
  accounts: Array<string>,
  /** When it goes out. */
  when: When,
  /** Whether it goes first. */
  pin?: Pin,
  /** One for a plain post, more for a thread. */
  segments: Array<SegmentText>,
  /** The owner's labels. */
  labels?: Array<string>,
  /** Its category; slots that are tied to one take only posts of it. */
  category?: string | null,
  /** The composition that it was written in; it goes in the same transaction. */
  composition?: string | null, };

/** Says what the owner saw on the network. */
export type PostConfirm = {
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** What was seen. */
  seen: Seen, };

/** Changes a post's words; every delivery of it that hasn't begun says the new ones. */
export type PostEdit = {
  /** A delivery of the post. */
  id: string,
  /** The delivery's revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** All segments anew. */
  segments: Array<SegmentText>,
  /** What becomes of the media that a segment has and doesn't bring. */
  media?: EditMedia,
  /** Its labels from now on; `None` leaves them. */
  labels?: Array<string> | null,
  /** The composition that it was written in; it goes in the same transaction. */
  composition?: string | null, };

/** Which deliveries are listed. */
export type PostList = {
  /** Only those in this state. */
  state?: string | null,
  /** Only those of this account. */
  account?: string | null, };

/** Moves a delivery to another time. */
export type PostMove = {
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** To which account, where it is a draft; `None` leaves it where it is. */
  account?: string | null,
  /** Where to. */
  when: When,
  /** Whether it goes first from now on. */
  pin?: Pin, };

/** Sends a failed or missed delivery after all. */
export type PostRetry = {
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** When; `None` is now. */
  at?: string | null, };

/** What the owner saw on the network. */
export type Seen = { "there": {
    /** Its id there, if the owner read it off. */
    remote_id?: string | null, } } | "not_there";

/** One segment as written. */
export type SegmentText = {
  /** The text. */
  text: string,
  /** Files in order. */
  media?: Array<MediaText>,
  /** A poll. */
  poll?: PollText | null,
  /** `everyone`, `following`, `mentioned_users`, `subscribers` or `verified`. */
  reply_settings?: string | null, };

/** When a post goes out. */
export type When = { "at": string } | { "wall": {
    /** `YYYY-MM-DDTHH:MM`. */
    time: string,
    /** IANA zone. */
    zone: string, } } | "next" | "draft";
