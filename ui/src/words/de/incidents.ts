// Wie wird jede Art von Vorfall erzählt und jede Zeile seines Tagebuchs? Einfache Worte für jemanden in
// Sorge, keine Schuld. Die Schritte der Checkliste kommen aus der Tür des Kerns.
import type { events as eventsEn, KindWords } from '../en/incidents'

const stopped = 'Roost hat sofort angehalten; seither ging nichts dafür hinaus.'

export const kinds: Record<string, KindWords> = {
  locked: {
    short: 'gesperrt',
    headline: ({ account, since }) => `@${account} ist seit ${since} gesperrt`,
    means: () => stopped,
    done: 'Ich habe es entsperrt',
  },
  suspended: {
    short: 'suspendiert',
    headline: ({ account, since }) => `@${account} ist seit ${since} suspendiert`,
    means: () => stopped,
    done: 'X hat es aufgehoben',
  },
  automated: {
    short: 'wirkte automatisiert',
    headline: ({ account, since }) => `@${account} wirkte um ${since} auf X automatisiert`,
    means: () => 'Das ist eine Warnung: eine Sperre kann folgen. Roost hat für eine Weile angehalten, sieht dann einmal nach und macht langsam von selbst weiter.',
    done: 'Jetzt nachsehen',
  },
  credentials: {
    short: 'abgemeldet',
    headline: ({ account, app, since }) => (account ? `X verlangt seit ${since}, dass @${account} sich neu anmeldet` : `Die Schlüssel der App ${app} gelten seit ${since} nicht mehr`),
    means: () => 'Die Schlüssel, die Roost hat, gelten nicht mehr. Sonst ist mit dem Konto alles in Ordnung.',
    done: 'Noch einmal fragen',
  },
  write_blocked: {
    short: 'App darf nicht schreiben',
    headline: ({ app, since }) => `Die App ${app} darf seit ${since} nicht schreiben`,
    means: () => 'X hat die App gesperrt, kein Konto. Alle Konten darauf ruhen; seither ging nichts für sie hinaus.',
    done: 'X hat sie freigegeben',
  },
  app_suspended: {
    short: 'App suspendiert',
    headline: ({ app, since }) => `Die App ${app} ist seit ${since} suspendiert`,
    means: () => 'X hat die App suspendiert, kein Konto. Alle Konten darauf ruhen; seither ging nichts für sie hinaus.',
    done: 'X hat sie freigegeben',
  },
  setup: {
    short: 'eine Einstellung fehlt',
    headline: ({ app, since }) => `Eine Einstellung hindert die App ${app} seit ${since} am Posten`,
    means: () => 'X verlangt eine andere Einstellung der App. Mit den Konten ist alles in Ordnung.',
    done: 'Ich habe sie geändert',
  },
  money: {
    short: 'Guthaben aufgebraucht',
    headline: ({ app, since }) => `Das Guthaben der App ${app} ist seit ${since} aufgebraucht`,
    means: () => 'X nimmt Geld für jeden Beitrag, und Guthaben oder Grenze sind erreicht. Mit den Konten ist alles in Ordnung.',
    done: 'Ich habe aufgeladen',
  },
  clock: {
    short: 'Uhr geht falsch',
    headline: ({ since }) => `Die Uhr dieses Rechners geht falsch; seit ${since} wird nichts gesendet`,
    means: () => 'X nimmt Anfragen nur von einer Uhr an, die richtig geht. Mit den Konten ist alles in Ordnung.',
    done: 'Die Uhr geht richtig',
  },
  retired: {
    short: 'Roost braucht ein Update',
    headline: ({ since }) => `X hat etwas geändert, und Roost braucht ein Update; angehalten seit ${since}`,
    means: () => 'X hat abgeschaltet, womit Roost gepostet hat. Mit Ihren Konten und Schlüsseln ist alles in Ordnung.',
    done: 'Roost ist aktualisiert',
  },
  doubtful: {
    short: 'ohne Grund abgelehnt',
    headline: ({ account, app, since }) => `X hat um ${since} einen Beitrag von ${account ? `@${account}` : `der App ${app}`} abgelehnt und nicht gesagt, warum`,
    means: () => 'Das kann mehreres bedeuten. Seither ging nichts hinaus, damit nichts schlimmer wird.',
    done: 'Es sieht gut aus',
  },
}

export const events: typeof eventsEn = {
  opened: () => 'Es begann. Alles ist erhalten.',
  unlocked: () => 'Sie sagten, dass es entsperrt ist.',
  usable: () => 'Nachgesehen: wieder benutzbar.',
  still_held: (note) => `Nachgesehen: noch angehalten.${note ? ` „${note}“` : ''}`,
  unclear: (note) => `Nachgesehen: keine klare Antwort.${note ? ` ${note}` : ''}`,
  asks_owner: () => 'Nachgesehen: es lässt sich lesen. Den Rest können nur Sie sagen.',
  held: (note) => `${note} Beiträge sind erhalten.`,
  recovering: () => 'Das Posten kommt langsam zurück.',
  resumed: () => 'Sie haben den Rückweg angenommen.',
  quiet_post: () => 'Der stille Beitrag ist draußen.',
  quiet_post_failed: () => 'Der stille Beitrag ging nicht hinaus.',
  step_back: () => 'Ein Warnzeichen: eine Stufe zurück.',
  recovered: () => 'Wieder wie zuvor.',
  superseded: (note) => `Ein anderer Vorfall trat an seine Stelle${note ? ` (Nummer ${note})` : ''}.`,
  renewed: () => 'Die Schlüssel wurden erneuert.',
  account_removed: () => 'Das Konto wurde entfernt.',
  seen: (note) => (note ? `Sie sagten, was X zeigt: ${note}.` : 'Sie nahmen zurück, was X zeigt.'),
  step_done: (note) => `Erledigt: ${note}`,
  step_skipped: (note) => `Übersprungen: ${note}`,
  step_todo: (note) => `Wieder geöffnet: ${note}`,
  app_wide: () => 'Alle versuchten Konten der App wurden gleich abgelehnt, also geht es um die App.',
  waiting: () => 'Sie haben getan, was Sie können. Roost wartet mit Ihnen.',
  waits_no_more: () => 'Es wird auf nichts mehr gewartet.',
  countdown: (note) => `Ein Countdown läuft bis ${note}.`,
  countdown_cleared: () => 'Der Countdown wurde entfernt.',
  look_daily_on: () => 'Roost sieht einmal am Tag nach.',
  look_daily_off: () => 'Roost sieht nicht mehr einmal am Tag nach.',
  ticket: (note) => `Eine Anfrage wurde notiert: ${note}`,
  ticket_answer: (note) => `Eine Antwort wurde notiert: ${note}`,
  ticket_closed: (note) => `Eine Anfrage wurde geschlossen: ${note}`,
  slowed: (note) => `${note} wurde gebremst.`,
  slow_ended: (note) => `${note} postet wieder im üblichen Tempo.`,
  closed_by_owner: () => 'Sie haben ihn geschlossen.',
  not_understood: (note) => `Was er ist, lässt sich hier nicht lesen: „${note}“.`,
  taken_as_doubtful: (note) => `Was die Datenbank von ihm sagte („${note}“), war hier nicht bekannt. Auf Ihr Wort geht er weiter wie eine Ablehnung ohne Grund.`,
  note: (note) => note,
}
