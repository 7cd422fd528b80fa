// What does the window ask of whatever runs it: the shell, or the host in memory?
import type { ApiError, Commands, Fact } from '@/lib/contract'

export type CommandName = keyof Commands
export type RequestOf<K extends CommandName> = Commands[K]['request']
export type ViewOf<K extends CommandName> = Commands[K]['view']

/** What the shell tells the page besides facts. */
export interface HostEvents {
  /** A place to go to, as it stands behind `#/`: a notification or the tray was clicked. */
  navigate: { to: string }
  /** Files were dropped on the window; CSS pixels. */
  'files-dropped': { paths: string[]; x: number; y: number }
  /** Quit was chosen while deliveries are due within the hour. */
  'quit-asked': { due: number }
  /** The vault file is needed and shut; one that is not there yet gets a passphrase. */
  'passphrase-asked': { path: string; is_new: boolean }
}

export type Stop = () => void

export interface Backend {
  /** Which one it is; the fake one says so in the corner. */
  kind: 'shell' | 'fake'
  call<K extends CommandName>(name: K, request: RequestOf<K>): Promise<ViewOf<K>>
  listen(hear: (fact: Fact) => void): Stop
  on<E extends keyof HostEvents>(event: E, hear: (payload: HostEvents[E]) => void): Stop
  /** Until everything that was subscribed to is really heard. */
  listening(): Promise<void>
  /** The address of a stored file, for `<img src>`. */
  mediaUrl(sha256: string): string
}

/** A refusal of the door, as an exception. */
export class Refused extends Error {
  constructor(readonly error: ApiError) {
    super(error.code)
    this.name = 'Refused'
  }
}
