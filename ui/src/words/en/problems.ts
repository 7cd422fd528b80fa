// What does each error of the door say? Cause, consequence, next step. A code without words does not
// compile.
import { casefileProblems } from './casefile-problems'
import { type Problems, say } from '../saying'

export type { Params, Presentation, Problems } from '../saying'

export const problems: Problems = {
  ...casefileProblems,
  unknown_command: (p) => say(
    `This window asked for something that the engine does not know (${p.name}).`,
    'Nothing was changed.',
    'Restart Roost; if it stays, reinstall it.',
  ),
  bad_request: (p) => say(
    `The engine could not read what this window asked (${p.reason}).`,
    'Nothing was changed.',
    'Please report this with the details.',
  ),
  internal: () => say(
    'Roost made a mistake of its own.',
    'What you asked for was not done.',
    'Try again; if it stays, report it with the details.',
  ),
  no_account: (p) => say(
    `There is no account ${p.name} here.`,
    '',
    'Look under Accounts what it is called now.',
  ),
  two_accounts: (p) => say(
    `${p.name} is on two networks.`,
    '',
    `Say which: x:${p.name} or practice:${p.name}.`,
  ),
  no_app: (p) => say(
    `There is no app ${p.name} here.`,
    '',
    'Look under Accounts which apps there are.',
  ),
  two_apps: (p) => say(
    `The app ${p.name} is on two networks.`,
    '',
    `Say which: x:${p.name} or practice:${p.name}.`,
  ),
  no_delivery: () => say(
    'This post is no longer here.',
    '',
    'Reload the page.',
  ),
  no_incident: (p) => say(
    `There is no incident ${p.id}.`,
    '',
    'Open Recovery to see which there are.',
  ),
  no_sign_in: () => say(
    'This sign-in has run out.',
    'No account was added.',
    'Begin the sign-in anew.',
  ),
  bad_id: (p) => say(
    `“${p.text}” is not an id.`,
    '',
    'Open it from a list.',
  ),
  bad_state: (p) => say(
    `“${p.text}” is not a state of a post.`,
    '',
    'Choose one from the list.',
  ),
  account_exists: (p) => say(
    `@${p.handle} is here already.`,
    'It was not added again.',
    'Open it under Accounts.',
  ),
  same_user: (p) => say(
    `This is the same user as @${p.handle}, who is here already.`,
    'It was not added again.',
    `Open @${p.handle} under Accounts.`,
  ),
  other_user: (p) => say(
    `These keys belong to @${p.found}, not to @${p.handle}.`,
    'The account keeps its old keys.',
    `Sign in on X as @${p.handle} and make the keys anew.`,
  ),
  app_key_differs: (p) => say(
    `The app ${p.name} is here with another consumer key.`,
    'Nothing was changed.',
    'Use its own key, or give this app another name.',
  ),
  app_base_differs: (p) => say(
    `The app ${p.name} is here with another address (${p.api_base}).`,
    'Nothing was changed.',
    'Use that address, or give this app another name.',
  ),
  app_keys_missing: (p) => say(
    `Roost does not know the app ${p.name} yet.`,
    '',
    'Enter its consumer key and consumer secret.',
  ),
  app_in_use: (p) => say(
    `Accounts still use the app ${p.name}: ${p.count}.`,
    'It was not removed.',
    'Remove those accounts first.',
  ),
  bad_handle: (p) => say(
    `“${p.handle}” can’t be a handle.`,
    '',
    'Use 1 to 15 letters, digits or underscores.',
  ),
  bad_zone: (p) => say(
    `“${p.zone}” is not a time zone.`,
    'The zone was not changed.',
    'Choose one from the list, such as Europe/Berlin.',
  ),
  bad_base: (p) => say(
    `${p.url} can’t be the address of a network.`,
    '',
    'Use an https address; plain http works only on this machine.',
  ),
  lapsed_folder: () => say(
    'This data folder was used in time-lapse and takes Practice accounts only.',
    'The account was not added.',
    'Use another data folder for real accounts.',
  ),
  no_network: () => say(
    'The Practice network is not running.',
    'Nothing was sent.',
    'Wait a moment, or restart Roost.',
  ),
  no_keys: (p) => say(
    `There are no keys for @${p.handle}.`,
    'Nothing can be sent for it.',
    'Renew its keys under Accounts.',
  ),
  account_held: (p) => say(
    `@${p.handle} is held.`,
    'Nothing is sent for it, and its posts are kept.',
    'Open the incident and follow its steps.',
  ),
  refused: (p) => say(
    `X refused: ${p.message}`,
    'What you asked for was not done.',
    `${p.sentence}`,
  ),
  not_sent: (p) => say(
    `The request did not leave this machine (${p.reason}).`,
    'Nothing was sent.',
    'Check the connection and try again.',
  ),
  no_answer: (p) => say(
    `No answer came (${p.reason}).`,
    'It is not known whether it was done.',
    'Look on X before you try again.',
  ),
  simulator_unreachable: (p) => say(
    `The simulator at ${p.base} does not answer.`,
    'Nothing was sent.',
    'Start it, then try again.',
  ),
  no_simulator: (p) => say(
    `What answers at ${p.base} is not a simulator.`,
    'Nothing was sent.',
    'Check the address.',
  ),
  time_unreadable: (p) => say(
    `“${p.text}” can’t be read as a time.`,
    '',
    'Write it as 2026-11-21 12:18.',
  ),
  time_past: (p) => say(
    `${p.at} has passed.`,
    'The post stays where it was.',
    'Choose a later time.',
  ),
  time_in_gap: (p) => say(
    `${p.wall} does not exist in ${p.zone}: the clocks go forward over it.`,
    'The post stays where it was.',
    `Choose ${p.before} or ${p.after}.`,
  ),
  duration_unreadable: (p) => say(
    `“${p.text}” can’t be read as a length of time.`,
    'Nothing was changed.',
    'Write 90s, 15m, 2h or 3d.',
  ),
  duration_too_long: (p) => say(
    `“${p.text}” is too long.`,
    'Nothing was changed.',
    'Choose a shorter time.',
  ),
  slot_unreadable: (p) => say(
    `“${p.spec}” can’t be read as a slot.`,
    'The slots stay as they were.',
    'Write days and a time, such as mon,wed 09:00.',
  ),
  slot_day: (p) => say(
    `“${p.word}” in “${p.spec}” is not a day of the week.`,
    'The slots stay as they were.',
    'Use mon, tue, wed, thu, fri, sat or sun.',
  ),
  slot_time: (p) => say(
    `“${p.word}” in “${p.spec}” is not a time of day.`,
    'The slots stay as they were.',
    'Write it as 09:00.',
  ),
  bad_cap: (p) => say(
    `A cap can’t be “${p.value}”.`,
    'The cap stays as it was.',
    'Use a number from 1 to 2400, or none.',
  ),
  bad_catch_up: (p) => say(
    `“${p.value}” is not a way to catch up.`,
    'Nothing was changed.',
    'Choose spread, today or ask.',
  ),
  bad_late_limit: (p) => say(
    `The late limit can’t be “${p.value}”.`,
    'Nothing was changed.',
    'Choose a time longer than nothing.',
  ),
  no_account_named: () => say(
    'No account is chosen.',
    'Nothing was planned.',
    'Choose at least one account.',
  ),
  no_segment: () => say(
    'There is nothing to post yet.',
    'Nothing was planned.',
    'Write something first.',
  ),
  empty_segment: (p) => say(
    `Part ${p.segment} is empty.`,
    'Nothing was planned.',
    'Fill it or remove it.',
  ),
  too_long: (p) => say(
    `Part ${p.segment} is too long: ${p.weighted} of ${p.max}.`,
    'X refuses it for certain, so it was not planned.',
    `Shorten it by ${p.over}, or split it.`,
  ),
  bad_character: (p) => say(
    `Part ${p.segment} holds a character that X does not take.`,
    'Nothing was planned.',
    'Remove it; it is often an invisible one from copied text.',
  ),
  media_unreadable: (p) => say(
    `${p.path} can’t be read (${p.reason}).`,
    'It was not added.',
    'Check that the file is still there and that you may open it.',
  ),
  media_kind: (p) => say(
    `X does not take files like ${p.path}.`,
    'It was not added.',
    'Use JPEG, PNG, WebP, GIF or MP4.',
  ),
  media_too_large: (p) => say(
    `${p.path} is too large: ${p.size}, at most ${p.most}.`,
    'It was not added.',
    'Make it smaller and add it again.',
  ),
  media_mix: (p) => say(
    `Part ${p.segment} has too many files, or a mix that X does not take.`,
    'Nothing was planned.',
    'Use up to four pictures, or one GIF, or one video.',
  ),
  alt_too_long: (p) => say(
    `The alt text of ${p.path} is too long (${p.chars} characters).`,
    'Nothing was planned.',
    'Keep it within 1,000 characters.',
  ),
  poll_options: (p) => say(
    `A poll can’t have ${p.count} options.`,
    'Nothing was planned.',
    'Give it two to four.',
  ),
  poll_option: (p) => say(
    `Option ${p.option} of the poll is empty or too long.`,
    'Nothing was planned.',
    'Use 1 to 25 characters.',
  ),
  poll_minutes: (p) => say(
    `A poll can’t stay open for ${p.minutes} minutes.`,
    'Nothing was planned.',
    'Choose between 5 minutes and 7 days.',
  ),
  poll_and_media: (p) => say(
    `Part ${p.segment} has a poll and media; X takes one or the other.`,
    'Nothing was planned.',
    'Remove one of them.',
  ),
  reply_settings: (p) => say(
    `“${p.word}” is not a choice of who may reply.`,
    'Nothing was planned.',
    'Choose one from the list.',
  ),
  conflict: () => say(
    'This was changed elsewhere while you looked at it.',
    'Your change was not made; nothing is lost.',
    'Look at it as it is now and do it again.',
  ),
  illegal_move: (p) => say(
    `A post that is ${p.from} can’t become ${p.to}.`,
    'It stays as it was.',
    '',
  ),
  not_a_draft: (p) => say(
    `Only a draft goes to another account; this post is ${p.state}.`,
    'It stays where it is.',
    'Move it back to the drafts first.',
  ),
  said_there: (p) => say(
    `@${p.handle} has this post already.`,
    'It stays where it is.',
    'An account says the same post once.',
  ),
  not_editable: (p) => say(
    `This post can’t be changed any more: it is ${p.state}.`,
    'Its words stay as they are.',
    'Write a new post instead.',
  ),
  half_sent: () => say(
    'Part of this thread is out already.',
    'It stays as it was.',
    'Decide on its page whether it goes on.',
  ),
  remote_id_needed: () => say(
    'Roost needs to know which post on X this is.',
    'It stays unconfirmed.',
    'Paste the address of the post on X.',
  ),
  bad_remote_id: (p) => say(
    `“${p.text}” is not the id or address of a post on X.`,
    'It stays unconfirmed.',
    'Copy the address from the post itself.',
  ),
  not_deletable: (p) => say(
    `Only what is out can be deleted on X; this post is ${p.state}.`,
    'Nothing was deleted.',
    'Cancel it instead.',
  ),
  not_retryable: (p) => say(
    `This post can’t be tried again: it is ${p.state}.`,
    'It stays as it was.',
    'Move it to another time instead.',
  ),
  incident_is: (p) => say(
    `The incident is ${p.state} already.`,
    'Nothing was changed.',
    'Reload the page.',
  ),
  not_held_by: () => say(
    'This post is not held by the incident.',
    'It can’t be the quiet post.',
    'Choose one of those it holds.',
  ),
  vault_is_there: (p) => say(
    `The secrets lie there already (${p.place}).`,
    'Nothing was moved.',
    '',
  ),
  bad_vault_place: (p) => say(
    `Secrets can’t lie in “${p.place}”.`,
    'Nothing was moved.',
    'Choose the keyring or the encrypted file.',
  ),
  vault_unreachable: (p) => say(
    `The system’s keyring does not answer (${p.reason}).`,
    'Keys can’t be read, so nothing is sent with them.',
    'Start the keyring, or move the secrets into the encrypted file.',
  ),
  vault_locked: () => say(
    'The system’s keyring is locked.',
    'Keys can’t be read, so nothing is sent with them.',
    'Unlock it and try again.',
  ),
  vault_wrong_passphrase: (p) => say(
    `The passphrase does not open ${p.path}.`,
    'Keys can’t be read, so nothing is sent with them.',
    'Try again with the right one.',
  ),
  vault_no_passphrase: (p) => say(
    `${p.path} needs its passphrase.`,
    'Keys can’t be read, so nothing is sent with them.',
    'Type it when Roost asks for it.',
  ),
  vault_file: (p) => say(
    `The file ${p.path} can’t be used (${p.reason}).`,
    'Keys can’t be read or kept.',
    'Check the file and its folder.',
  ),
  not_erased: (p) => say(
    `A secret is still there after it was removed (${p.what}).`,
    'The account is gone, its key is not.',
    'Remove it from the keyring by hand.',
  ),
  not_moved: (p) => say(
    `A secret did not arrive (${p.what}).`,
    'All secrets stay where they were.',
    'Try again.',
  ),
  store_busy: () => say(
    'Another Roost is writing to the data folder.',
    'Nothing was changed.',
    'Try again in a moment.',
  ),
  store_full: () => say(
    'The disk is full.',
    'Nothing was changed, and nothing is sent until there is room.',
    'Make room, then try again.',
  ),
  store_read_only: () => say(
    'The data folder can’t be written to.',
    'Nothing was changed, and nothing is sent.',
    'Give yourself the right to write there.',
  ),
  store_broken: (p) => say(
    `The database is broken (${p.reason}).`,
    'Nothing is sent.',
    'Restart Roost: it goes back to the newest good copy and says so.',
  ),
  store_disk: (p) => say(
    `The disk refused (${p.reason}).`,
    'Nothing was changed.',
    'Check the disk, then try again.',
  ),
  store_newer: (p) => say(
    `The data folder was written by a newer Roost (${p.found}; this one knows ${p.known}).`,
    'It is not opened, so that nothing in it breaks.',
    'Update Roost.',
  ),
  store_in_use: (p) => say(
    `The data folder is in use by ${p.holder}.`,
    'This Roost does not send.',
    'Close the other one.',
  ),
  store_file: (p) => say(
    `${p.path} can’t be used (${p.reason}).`,
    'What needs it was not done.',
    'Check the file and its folder.',
  ),
  nothing_to_undo: () => say(
    'There is nothing to undo.',
    '',
    '',
  ),
  nothing_to_redo: () => say(
    'There is nothing to redo.',
    '',
    '',
  ),
  undo_stale: () => say(
    'This was changed since, so it can’t be undone.',
    'Everything stays as it is.',
    'Change it by hand.',
  ),
  undo_stale_slots: (p) => say(
    `@${p.account} has other slots since, or was removed, so this can’t be undone.`,
    'Everything stays as it is.',
    'Change the slots by hand.',
  ),
  no_composition: () => say(
    'This draft is no longer here.',
    '',
    'Look among the drafts in the calendar.',
  ),
  no_time: () => say(
    'This post has no time that could be shifted.',
    'It stays where it is.',
    'Give it a time first.',
  ),
  not_in_queue: (p) => say(
    `This post is not in the queue of @${p.account} any more, or can’t be put elsewhere now.`,
    'The order stays as it was.',
    'Look at the queue again.',
  ),
  bad_date: (p) => say(
    `‘${p.text}’ is not a date.`,
    'The calendar stays where it was.',
    'Pick a day in the calendar.',
  ),
  bad_days: (p) => say(
    `The calendar shows 1 to ${p.most} days at a time, not ${p.count}.`,
    'The calendar stays where it was.',
    'Pick fewer days.',
  ),
  no_folder: () => say(
    'This database lies in memory and has no folder.',
    'No copy was made.',
    'Start Roost on a data folder.',
  ),
}
