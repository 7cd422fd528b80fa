// What does each error around an incident's case file say: steps, letters, tickets, mail, evidence pack?
import { type Problems, say } from '../saying'

type Casefile = Pick<Problems, 'bad_screen' | 'bad_step' | 'no_ticket' | 'no_place' | 'no_look' | 'account_still_there' | 'bad_letter' | 'report_exists' | 'report_unwritable'
  | 'not_slowable' | 'mail_not_set_up' | 'bad_mail_host' | 'bad_mail_port' | 'bad_mail_user' | 'bad_mail_provider' | 'mail_failed'>

export const casefileProblems: Casefile = {
  bad_screen: (p) => say(
    `“${p.text}” is none of this incident’s screens.`,
    'Nothing was changed.',
    `Choose one of ${p.choices}.`,
  ),
  bad_step: (p) => say(
    `“${p.text}” is none of this incident’s steps.`,
    'Nothing was changed.',
    `The steps are ${p.choices}.`,
  ),
  no_ticket: () => say(
    'This ticket is not here any more.',
    'Nothing was changed.',
    'Reload the page.',
  ),
  no_place: () => say(
    'A ticket says where it was sent.',
    'Nothing was written down.',
    'Give the form’s address, or the mail address.',
  ),
  no_look: () => say(
    'A look at a time proves nothing here.',
    'Nothing was changed.',
    'Do the steps, then say that it is done.',
  ),
  account_still_there: (p) => say(
    `@${p.account} is still here.`,
    'The incident stays open.',
    'It ends by its steps.',
  ),
  bad_letter: (p) => say(
    `There is no letter “${p.text}” for this incident.`,
    'Nothing was drafted.',
    `The letters are ${p.choices}.`,
  ),
  report_exists: (p) => say(
    `${p.path} is there already.`,
    'An evidence pack never overwrites a file.',
    'Name another file.',
  ),
  report_unwritable: (p) => say(
    `The evidence pack can’t be written to ${p.path} (${p.reason}).`,
    'Nothing was written.',
    'Make room there, or see that you may write there.',
  ),
  not_slowable: (p) => say(
    `@${p.account} can’t be slowed for this incident.`,
    'It posts at its usual pace.',
    'Only active accounts on the same network can be, while the incident is open.',
  ),
  mail_not_set_up: () => say(
    'No mailbox is set up yet.',
    'Roost looks for no mail.',
    'Set one up in the settings.',
  ),
  bad_mail_host: (p) => say(
    `“${p.host}” is not the name of a mail server.`,
    'Nothing was changed.',
    'Write it as your provider does, for example imap.example.org.',
  ),
  bad_mail_port: (p) => say(
    `Port ${p.port} can’t be used.`,
    'Nothing was changed.',
    'Take the port on which TLS begins with the first byte: 993 nearly everywhere.',
  ),
  bad_mail_user: () => say(
    'This can’t be the user name of a mailbox.',
    'Nothing was changed.',
    'Mostly it is the mail address.',
  ),
  bad_mail_provider: (p) => say(
    `“${p.id}” can’t be the name of a mail provider.`,
    'Nothing was changed.',
    'Write it as it stands first in the ‘Authentication-Results’ of your mails, or leave it empty.',
  ),
  mail_failed: (p) => say(
    `The mailbox on ${p.host} can’t be read. ${p.sentence}`,
    p.reason ? `It said: ${p.reason}` : '',
    'Look at server, user and password in the settings.',
  ),
}
