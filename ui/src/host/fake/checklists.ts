// Which checklists does the host in memory have? Short ones in the shape of the engine's: enough to see
// every tool, in both languages.
import type { RefusalKind, ScreenView, StepAction, StepView } from '@/lib/contract'

type Pair = [en: string, de: string]
interface Line { id: string; title: Pair; text: Pair; why?: Pair; avoid?: Pair; link?: string; label?: Pair; action?: StepAction; letter?: string; screens?: string[]; source?: Pair; sourceLink?: string }

const ACCESS = 'https://x.com/account/access'
const TOLD: Pair[] = [['Say that it is unlocked', 'Sagen, dass es entsperrt ist'], ['Roost asks X once, quietly. Nothing is posted by that.', 'Roost fragt X einmal still. Dabei wird nichts gepostet.']]
const tell = (title: Pair = TOLD[0] as Pair): Line => ({ id: 'tell_roost', title, text: TOLD[1] as Pair, action: 'unlocked' })
const wayBack: Line = {
  id: 'way_back', action: 'resume', title: ['Choose the quiet post and take the way back', 'Den stillen Beitrag wählen und den Rückweg annehmen'],
  text: ['One quiet post goes first; the rest follows over four weeks.', 'Ein stiller Beitrag geht zuerst; der Rest folgt über vier Wochen.'],
}
const diary: Line = {
  id: 'diary', action: 'ticket', title: ['Write down what you sent', 'Notieren, was Sie gesendet haben'],
  text: ['Where, when, and the number that came back. Roost reminds you after 3 and 7 days.', 'Wohin, wann und die Nummer, die zurückkam. Roost erinnert Sie nach 3 und nach 7 Tagen.'],
}

const LOCKED: Line[] = [
  {
    id: 'open_access', link: ACCESS, title: ['Open x.com/account/access as this account', 'x.com/account/access als dieses Konto öffnen'],
    text: ['In your normal browser, signed in as this account.', 'In Ihrem gewohnten Browser, angemeldet als dieses Konto.'],
    why: ['Only you can answer what X asks there. X forbids driving its pages by a program.', 'Nur Sie können beantworten, was X dort fragt. X verbietet es, seine Seiten durch ein Programm zu bedienen.'],
    avoid: ['Don’t post by hand, don’t make a second account, don’t create a new API key.', 'Nicht von Hand posten, kein zweites Konto anlegen, keinen neuen API-Schlüssel erzeugen.'],
    source: ['X’s help page on locked and limited accounts (2024)', 'Hilfeseite von X über gesperrte und eingeschränkte Konten (2024)'], sourceLink: 'https://help.x.com/en/managing-your-account/locked-and-limited-accounts',
  },
  {
    id: 'solve', screens: ['challenge', 'unsure'], title: ['Solve the puzzle, then “Continue to X”', 'Das Rätsel lösen, dann „Weiter zu X“'],
    text: ['Takes a few minutes. If X offers to wait instead, wait.', 'Dauert einige Minuten. Bietet X an zu warten, dann warten Sie.'], why: ['Trying again makes it longer.', 'Neue Versuche verlängern es.'],
  },
  {
    id: 'phone', screens: ['phone'], title: ['Give the number and type the code', 'Die Nummer angeben und den Code eintippen'],
    text: ['The code comes by SMS or call, sometimes only after hours. The number is then tied to the account.', 'Der Code kommt per SMS oder Anruf, manchmal erst nach Stunden. Die Nummer gehört dann zum Konto.'],
    avoid: ['Don’t use a number from a web page: others can read its codes.', 'Keine Nummer von einer Webseite nehmen: andere können ihre Codes lesen.'],
  },
  {
    id: 'mail_code', screens: ['email_code', 'unsure'], title: ['Look for the mail with the code', 'Nach der Mail mit dem Code sehen'],
    text: ['Look into the spam folder too. Real mail comes from @x.com, has no attachment and never asks for your password.', 'Sehen Sie auch in den Spam-Ordner. Echte Mail kommt von @x.com, hat keinen Anhang und fragt nie nach Ihrem Passwort.'],
  },
  {
    id: 'password', screens: ['change_password'], link: 'https://x.com/account/begin_password_reset', title: ['Change the password', 'Das Passwort ändern'],
    text: ['X suspects a stranger. Then secure the mailbox, and review apps and sessions.', 'X vermutet einen Fremden. Sichern Sie dann das Postfach und sehen Sie Apps und Sitzungen durch.'],
    why: ['A new password can take the app’s keys away; Roost then asks to sign in again.', 'Ein neues Passwort kann der App die Schlüssel nehmen; Roost bittet dann um eine neue Anmeldung.'],
  },
  { id: 'sign_in', screens: ['change_password'], action: 'renew', title: ['Sign in again in Roost', 'In Roost neu anmelden'], text: ['New keys are checked at once. They must belong to the same account.', 'Neue Schlüssel werden sofort geprüft. Sie müssen zum selben Konto gehören.'] },
  {
    id: 'do_first', screens: ['limited'], link: ACCESS, title: ['Do first what X asks', 'Zuerst tun, was X verlangt'],
    text: ['The countdown begins only then.', 'Der Countdown beginnt erst dann.'],
  },
  { id: 'countdown', screens: ['limited'], action: 'countdown', title: ['Enter the countdown', 'Den Countdown eintragen'], text: ['Roost looks by itself when it is over.', 'Roost sieht von selbst nach, wenn er um ist.'] },
  {
    id: 'post', screens: ['named_post'], title: ['Delete the post, or appeal', 'Den Beitrag löschen oder Einspruch einlegen'], action: 'letter', letter: 'appeal',
    text: ['Deleting is quicker. An appeal hides the post meanwhile.', 'Löschen geht schneller. Ein Einspruch verbirgt den Beitrag inzwischen.'],
  },
  {
    id: 'apps', link: 'https://x.com/settings/connected_apps', label: ['Look at the connected apps', 'Verbundene Apps ansehen'], title: ['Check that the app is still connected', 'Prüfen, ob die App noch verbunden ist'],
    text: ['If it is gone from the list, renew the keys.', 'Fehlt sie in der Liste, erneuern Sie die Schlüssel.'],
  },
  tell(), wayBack,
]

const SUSPENDED: Line[] = [
  { id: 'open_access', link: ACCESS, title: ['Sign in and follow what X shows first', 'Anmelden und dem folgen, was X zuerst zeigt'], text: ['A check by phone or mail can be all that X wants.', 'Eine Prüfung per Telefon oder Mail kann alles sein, was X will.'], avoid: ['Don’t open a new account meanwhile.', 'Inzwischen kein neues Konto eröffnen.'] },
  { id: 'appeal', action: 'letter', letter: 'appeal', link: 'https://help.x.com/en/forms/account-access/appeals', title: ['Appeal', 'Einspruch einlegen'], text: ['Say which account it is and what it posts.', 'Schreiben Sie, welches Konto es ist und was es postet.'], why: ['Answers take from a day to some weeks.', 'Antworten dauern einen Tag bis einige Wochen.'] },
  diary, tell(['Say that X has lifted it', 'Sagen, dass X es aufgehoben hat']), wayBack,
]

const BLOCKED: Line[] = [
  { id: 'no_new_key', title: ['Leave the keys as they are', 'Die Schlüssel lassen, wie sie sind'], text: ['The block belongs to the app. It ends when X lifts it.', 'Die Sperre gehört zur App. Sie endet, wenn X sie aufhebt.'], avoid: ['Don’t make a new key or a new app meanwhile.', 'Inzwischen keinen neuen Schlüssel und keine neue App anlegen.'] },
  { id: 'write', action: 'letter', letter: 'platform', link: 'https://help.x.com/forms/platform', title: ['Write to X', 'An X schreiben'], text: ['The form asks for the app’s id, who registered it, what it is for, and what you changed.', 'Das Formular fragt nach der Nummer der App, wer sie angemeldet hat, wozu sie dient und was Sie geändert haben.'], avoid: ['Never send a secret key.', 'Nie einen geheimen Schlüssel senden.'] },
  diary,
  { id: 'renew', action: 'renew', title: ['Renew the keys of each account', 'Die Schlüssel jedes Kontos erneuern'], text: ['Once X has answered.', 'Sobald X geantwortet hat.'] },
  tell(['Say that X has released it', 'Sagen, dass X sie freigegeben hat']), wayBack,
]

const SIGN_IN: Line[] = [
  { id: 'apps', link: 'https://x.com/settings/connected_apps', title: ['Check that the app is still connected', 'Prüfen, ob die App noch verbunden ist'], text: ['A changed password, or a click on ‘Revoke’, takes the keys away.', 'Ein geändertes Passwort oder ein Klick auf „Zugriff entziehen“ nimmt die Schlüssel weg.'] },
  { id: 'renew', action: 'renew', title: ['Sign in again', 'Neu anmelden'], text: ['New keys are checked at once.', 'Neue Schlüssel werden sofort geprüft.'] },
]

const WARNING: Line[] = [
  { id: 'rest', title: ['Leave it alone for now', 'Jetzt erst einmal ruhen lassen'], text: ['Roost waits, looks once, and begins again at half the usual number of posts.', 'Roost wartet, sieht einmal nach und beginnt mit der Hälfte der üblichen Beiträge.'], avoid: ['Don’t post by hand meanwhile.', 'Inzwischen nicht von Hand posten.'] },
  { id: 'queue', action: 'lint', title: ['Use the time to look at the queue', 'Die Zeit nutzen und die Schlange ansehen'], text: ['What looked like a machine?', 'Was wirkte wie eine Maschine?'] },
]

const CONSOLE: Line[] = [
  { id: 'console', link: 'https://console.x.com', title: ['Open X’s developer console', 'Die Entwicklerkonsole von X öffnen'], text: ['There is the setting or the credit that is missing.', 'Dort ist die Einstellung oder das Guthaben, das fehlt.'] },
  tell(['Say that it is done', 'Sagen, dass es getan ist']),
]

const HERE: Line[] = [{ id: 'put_right', title: ['Put it right on this machine', 'Auf diesem Rechner in Ordnung bringen'], text: ['Everything stays kept until then.', 'Bis dahin bleibt alles erhalten.'] }, tell(['Say that it is right', 'Sagen, dass es stimmt'])]

const ALL: Partial<Record<RefusalKind, Line[]>> = {
  locked: LOCKED, suspended: SUSPENDED, write_blocked: BLOCKED, app_suspended: BLOCKED, credentials: SIGN_IN, automated: WARNING, setup: CONSOLE, money: CONSOLE, clock: HERE, retired: HERE,
  doubtful: [LOCKED[0] as Line, tell(['Say that it looks fine', 'Sagen, dass es gut aussieht'])],
}

const SCREENS: [string, Pair, Pair][] = [
  ['challenge', ['A puzzle or “Start”', 'Ein Rätsel oder „Start“'], ['solve it by hand', 'von Hand lösen']],
  ['phone', ['Asks for a phone number', 'Fragt nach einer Telefonnummer'], ['code by SMS or call', 'Code per SMS oder Anruf']],
  ['email_code', ['Asks for a code by e-mail', 'Fragt nach einem Code per Mail'], ['only from @x.com', 'nur von @x.com']],
  ['change_password', ['Change your password', 'Passwort ändern'], ['X suspects a takeover', 'X vermutet eine Übernahme']],
  ['limited', ['Features limited, with a countdown', 'Eingeschränkt, mit Countdown'], ['12 hours to 7 days', '12 Stunden bis 7 Tage']],
  ['named_post', ['Names a post', 'Nennt einen Beitrag'], ['delete it or appeal', 'löschen oder Einspruch']],
  ['suspended_banner', ['Account suspended', 'Konto suspendiert'], ['appeal form', 'Einspruchsformular']],
  ['nothing', ['Nothing at all', 'Gar nichts'], ['everything looks as ever', 'alles sieht aus wie immer']],
  ['unsure', ['I’m not sure', 'Ich bin nicht sicher'], ['we check together', 'wir sehen gemeinsam nach']],
]

export function screensOf(kind: RefusalKind, german: boolean): ScreenView[] {
  return kind === 'locked' || kind === 'doubtful' ? SCREENS.map(([id, label, hint]) => ({ id, label: label[german ? 1 : 0], hint: hint[german ? 1 : 0] })) : []
}

/** The steps of a kind for what is seen; marks that were made before are kept, lost steps come last. */
export function checklistOf(kind: RefusalKind, screen: string | null, german: boolean, marked: readonly StepView[] = []): StepView[] {
  const say = (pair: Pair | undefined) => pair?.[german ? 1 : 0]
  const lines = (ALL[kind] ?? []).filter((line) => !line.screens || (screen !== null && line.screens.includes(screen)))
  const steps = lines.map((line): StepView => {
    const before = marked.find((one) => one.id === line.id)
    return {
      id: line.id, title: say(line.title) ?? '', text: say(line.text) ?? '', why: say(line.why) ?? '', avoid: say(line.avoid) ?? null, link: line.link ?? null,
      link_label: say(line.label) ?? null, action: line.action ?? 'none', letter: line.letter ?? null, source: say(line.source) ?? null, source_link: line.sourceLink ?? null, gone: false, state: before?.state ?? 'todo', at: before?.at ?? null, note: before?.note ?? '',
    }
  })
  const lost = marked.filter((one) => one.state !== 'todo' && !steps.some((step) => step.id === one.id)).map((one) => ({ ...one, gone: true }))
  return [...steps, ...lost]
}
