// Was sagt jeder Fehler um die Akte eines Vorfalls: Schritte, Briefe, Anfragen, Mail, Beweispaket?
import type { casefileProblems as en } from '../en/casefile-problems'
import { say } from '../saying'

export const casefileProblems: typeof en = {
  bad_screen: (p) => say(
    `„${p.text}“ ist keine der Ansichten dieses Vorfalls.`,
    'Nichts wurde geändert.',
    `Wählen Sie eine von diesen: ${p.choices}.`,
  ),
  bad_step: (p) => say(
    `„${p.text}“ ist keiner der Schritte dieses Vorfalls.`,
    'Nichts wurde geändert.',
    `Die Schritte sind ${p.choices}.`,
  ),
  no_ticket: () => say(
    'Dieses Ticket gibt es nicht mehr.',
    'Nichts wurde geändert.',
    'Laden Sie die Seite neu.',
  ),
  no_place: () => say(
    'Ein Ticket sagt, wohin es ging.',
    'Nichts wurde aufgeschrieben.',
    'Geben Sie die Adresse des Formulars oder die E-Mail-Adresse an.',
  ),
  no_look: () => say(
    'Ein Blick zu einer Zeit beweist hier nichts.',
    'Nichts wurde geändert.',
    'Gehen Sie die Schritte, dann sagen Sie, dass es erledigt ist.',
  ),
  account_still_there: (p) => say(
    `@${p.account} ist noch da.`,
    'Der Vorfall bleibt offen.',
    'Er endet durch seine Schritte.',
  ),
  bad_letter: (p) => say(
    `Für diesen Vorfall gibt es kein Schreiben „${p.text}“.`,
    'Nichts wurde entworfen.',
    `Die Schreiben sind ${p.choices}.`,
  ),
  report_exists: (p) => say(
    `${p.path} gibt es schon.`,
    'Ein Beweispaket überschreibt nie eine Datei.',
    'Nennen Sie eine andere Datei.',
  ),
  report_unwritable: (p) => say(
    `Das Beweispaket lässt sich nicht nach ${p.path} schreiben (${p.reason}).`,
    'Nichts wurde geschrieben.',
    'Schaffen Sie dort Platz, oder prüfen Sie, ob Sie dort schreiben dürfen.',
  ),
  not_slowable: (p) => say(
    `@${p.account} lässt sich für diesen Vorfall nicht bremsen.`,
    'Es postet im üblichen Tempo.',
    'Das geht nur bei aktiven Konten im selben Netz, solange der Vorfall offen ist.',
  ),
  mail_not_set_up: () => say(
    'Es ist noch kein Postfach eingerichtet.',
    'Roost sieht nach keiner Mail.',
    'Richten Sie es in den Einstellungen ein.',
  ),
  bad_mail_host: (p) => say(
    `„${p.host}“ ist nicht der Name eines Mailservers.`,
    'Nichts wurde geändert.',
    'Schreiben Sie ihn wie Ihr Anbieter, zum Beispiel imap.example.org.',
  ),
  bad_mail_port: (p) => say(
    `Port ${p.port} lässt sich nicht nehmen.`,
    'Nichts wurde geändert.',
    'Nehmen Sie den Port, auf dem TLS mit dem ersten Byte beginnt: fast überall 993.',
  ),
  bad_mail_user: () => say(
    'Das kann nicht der Benutzername eines Postfachs sein.',
    'Nichts wurde geändert.',
    'Meist ist es die Mailadresse.',
  ),
  bad_mail_provider: (p) => say(
    `„${p.id}“ kann nicht der Name eines Mailanbieters sein.`,
    'Nichts wurde geändert.',
    'Schreiben Sie ihn, wie er in „Authentication-Results“ Ihrer Mails zuerst steht, oder lassen Sie ihn leer.',
  ),
  mail_failed: (p) => say(
    `Das Postfach auf ${p.host} lässt sich nicht lesen. ${p.sentence}`,
    p.reason ? `Es hieß: ${p.reason}` : '',
    'Sehen Sie in den Einstellungen nach Server, Benutzer und Passwort.',
  ),
}
