//! Which commands are there? THE list: each line makes a typed method of [`Door`] and a row of the
//! dispatch by name, so a command that has no body, or a body that has no command, doesn't compile.

use crate::contract::CommandListener;
use crate::error::ApiError;
use crate::facts::FactStream;
use crate::handlers::{
    accounts, apps, before, calendar, casefile, composing, folder, incidents, letters, mail, plan,
    posts, report, settings, status, vault,
};
use crate::requests as ask;
use crate::views as view;
use crate::words::Words;
use roost_domain::settings::Language;
use roost_engine::desk::Desk;
use roost_engine::events::Events;
use serde_json::Value;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The one door: every command, typed and by name. Cheap to clone; clones speak the same language.
#[derive(Clone)]
pub struct Door {
    pub(crate) desk: Desk,
    tongue: Arc<Tongue>,
}

/// In which words a door answers.
struct Tongue {
    words: RwLock<Words>,
    /// The system's language, once the door follows the settings.
    system: OnceLock<Language>,
}

impl Door {
    /// Opens the door to a desk, in the terminal's English.
    pub fn new(desk: Desk) -> Self {
        let words = RwLock::new(Words::english());
        Self { desk, tongue: Arc::new(Tongue { words, system: OnceLock::new() }) }
    }

    /// The words in which this door answers now.
    pub fn words(&self) -> Words {
        self.tongue.words.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Speaks to a window from now on, in the language of the settings, and follows them;
    /// `system` is the machine's own language.
    ///
    /// # Errors
    /// What the database says.
    pub async fn follow_settings(&self, system: Language) -> Result<(), ApiError> {
        let language = self.desk.settings_show().await?.language;
        self.tongue.system.get_or_init(|| system);
        self.speak(language);
        Ok(())
    }

    /// Speaks a language, where the door follows the settings.
    pub(crate) fn speak(&self, language: Language) {
        let Some(&system) = self.tongue.system.get() else { return };
        let words = match if language == Language::System { system } else { language } {
            Language::German => Words::german(),
            Language::English | Language::System => Words::english_of_the_window(),
        };
        *self.tongue.words.write().unwrap_or_else(PoisonError::into_inner) = words;
    }

    /// What happens from now on. `events` are those of the loop, where it runs in this process.
    pub fn facts(&self, events: Option<&Events>) -> FactStream {
        FactStream::new(self.desk.facts(events))
    }

    /// The desk behind it.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $view:ty = $body:path;)+) => {
        /// Every command's name, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        /// Tells a listener of every command, in the order of the list.
        pub(crate) fn describe_commands(listener: &mut impl CommandListener) {
            $(listener.command::<$request, $view>(stringify!($name), &[$($doc),+]);)+
        }

        impl Door {
            $(
                $(#[doc = $doc])+
                pub async fn $name(&self, request: $request) -> Result<$view, ApiError> {
                    $body(self, request).await.map_err(|error| error.during(stringify!($name)))
                }
            )+

            /// Does a command by its name: JSON in, JSON out.
            pub async fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
                match name {
                    $(stringify!($name) => {
                        let request: $request = serde_json::from_value(request)
                            .map_err(|error| ApiError::bad_request(stringify!($name), &error))?;
                        let view = self.$name(request).await?;
                        serde_json::to_value(view)
                            .map_err(|error| ApiError::internal(stringify!($name), &error))
                    })+
                    _ => Err(ApiError::unknown_command(name)),
                }
            }
        }
    };
}

commands! {
    /// Lists the developer apps.
    app_list(ask::Nothing) -> Vec<view::AppView> = apps::list;
    /// Shows one app.
    app_show(ask::AppNamed) -> view::AppView = apps::show;
    /// Removes an app that no account uses, with its secret.
    app_remove(ask::AppNamed) -> view::AppRemoved = apps::remove;

    /// Adds an account on the Practice network; works without its simulator running.
    account_add_practice(ask::AccountAddPractice) -> view::AccountAdded = accounts::add_practice;
    /// Adds an account on X by the four strings; asks the network who it is.
    account_add_x(ask::AccountAddX) -> view::AccountAdded = accounts::add_x;
    /// Begins a sign-in by PIN, for a new account or for new tokens.
    account_sign_in_begin(ask::SignInBegin) -> view::SignInBegun = accounts::sign_in_begin;
    /// Finishes a sign-in by PIN.
    account_sign_in_finish(ask::SignInFinish) -> view::AccountAdded = accounts::sign_in_finish;
    /// Gives an account new tokens; those of another user are refused.
    account_renew(ask::AccountRenew) -> view::AccountAdded = accounts::renew;
    /// Lists the accounts.
    account_list(ask::Nothing) -> Vec<view::AccountView> = accounts::list;
    /// Shows one account with its rules, slots and ramp.
    account_show(ask::AccountNamed) -> view::AccountDetail = accounts::show;
    /// Changes an account's rules.
    account_set(ask::AccountSet) -> view::AccountDetail = accounts::set;
    /// Shows or replaces an account's weekly slots.
    account_slots(ask::AccountSlots) -> view::SlotsView = accounts::slots;
    /// Pauses an account.
    account_pause(ask::AccountPause) -> view::AccountDetail = accounts::pause;
    /// Ends an account's pause.
    account_resume(ask::AccountNamed) -> view::AccountDetail = accounts::resume;
    /// Removes an account: its waiting deliveries become drafts, its secrets are erased.
    account_remove(ask::AccountNamed) -> view::AccountRemoved = accounts::remove;

    /// Adds a post: one delivery for each account named.
    post_add(ask::PostAdd) -> view::PostAdded = posts::add;
    /// Lists deliveries by due time.
    post_list(ask::PostList) -> Vec<view::DeliveryView> = posts::list;
    /// Shows one delivery with its segments and attempts.
    post_show(ask::DeliveryNamed) -> view::DeliveryDetail = posts::show;
    /// Changes a post's words.
    post_edit(ask::PostEdit) -> view::DeliveryDetail = posts::edit;
    /// Moves a delivery to another time, the next slot, or back to the drafts.
    post_move(ask::PostMove) -> view::DeliveryDetail = posts::reschedule;
    /// Takes a delivery back.
    post_cancel(ask::DeliverySeen) -> view::DeliveryDetail = posts::cancel;
    /// Sends a failed or missed delivery after all.
    post_retry(ask::PostRetry) -> view::DeliveryDetail = posts::retry;
    /// Deletes a published delivery on the network.
    post_delete(ask::DeliverySeen) -> view::DeliveryDetail = posts::delete;
    /// Settles an unconfirmed delivery by what the owner saw.
    post_confirm(ask::PostConfirm) -> view::DeliveryDetail = posts::confirm;
    /// Says why a delivery is not out.
    post_why(ask::DeliveryNamed) -> view::WhyView = posts::why;

    /// Moves several deliveries: all of them, or none.
    post_move_many(ask::PostMoveMany) -> view::Moved = calendar::move_many;
    /// Takes several deliveries back: all of them, or none.
    post_cancel_many(ask::PostCancelMany) -> view::Moved = calendar::cancel_many;
    /// Shifts deliveries by days and minutes: all of them, or none.
    post_shift(ask::PostShift) -> view::Moved = calendar::shift;
    /// Looks at a post that is being written as the engine will; changes nothing.
    post_check(ask::PostToCheck) -> view::PostCheck = composing::check;

    /// Shows what stands where in the calendar.
    calendar_show(ask::CalendarShow) -> view::CalendarView = calendar::show;
    /// Shows each account's queue, in the order in which it goes out.
    queue_show(ask::QueueShow) -> Vec<view::QueueView> = calendar::queue;
    /// Gives a delivery another place in its account's queue; the due times stay as a set.
    queue_reorder(ask::QueueReorder) -> view::Moved = calendar::reorder;
    /// Shows which change of the plan can be undone, and which made again.
    history_show(ask::Nothing) -> view::HistoryView = calendar::history;
    /// Takes the last change of the plan back.
    history_undo(ask::Nothing) -> view::HistoryDone = calendar::undo;
    /// Makes the change again that was undone last.
    history_redo(ask::Nothing) -> view::HistoryDone = calendar::redo;

    /// Lists what waits to be planned or to be finished, the newest first.
    drafts_list(ask::Nothing) -> Vec<view::DraftView> = composing::drafts;
    /// Keeps what is being written.
    composition_save(ask::CompositionSave) -> view::CompositionSaved = composing::save;
    /// Shows what was being written.
    composition_show(ask::CompositionNamed) -> view::CompositionView = composing::show;
    /// Lets go of what was being written.
    composition_discard(ask::CompositionNamed) -> ask::Nothing = composing::discard;
    /// Checks and keeps a media file.
    media_add(ask::MediaAdd) -> view::MediaAdded = composing::media_add;
    /// Checks and keeps media that came without a file, as from the clipboard.
    media_add_bytes(ask::MediaAddBytes) -> view::MediaAdded = composing::media_add_bytes;
    /// Lists every label in use, by name.
    label_list(ask::Nothing) -> Vec<String> = composing::labels;

    /// Shows how the window looks and speaks.
    settings_show(ask::Nothing) -> view::Settings = settings::show;
    /// Changes settings.
    settings_set(ask::SettingsSet) -> view::Settings = settings::set;
    /// Makes a copy of the database.
    backup_now(ask::Nothing) -> view::BackupView = settings::backup_now;
    /// Lists the copies of the database, the newest first.
    backup_list(ask::Nothing) -> Vec<view::BackupView> = settings::backup_list;

    /// Shows what goes out when.
    plan_show(ask::PlanDays) -> Vec<view::PlanDay> = plan::show;
    /// Shows how everything stands.
    status_show(ask::Nothing) -> view::StatusView = status::show;
    /// Pauses all accounts.
    pause_all(ask::Nothing) -> view::PausedView = status::pause;
    /// Ends the pause of all accounts.
    resume_all(ask::Nothing) -> view::PausedView = status::resume;

    /// Lists incidents, newest first.
    incident_list(ask::Nothing) -> Vec<view::IncidentView> = incidents::list;
    /// Shows one incident with its checklist and diary.
    incident_show(ask::IncidentNamed) -> view::IncidentDetail = incidents::show;
    /// The owner says that it is unlocked: one read asks the network.
    incident_unlocked(ask::IncidentNamed) -> view::UnlockedView = incidents::unlocked;
    /// Shows the way back without taking it.
    incident_resume_preview(ask::IncidentResume) -> view::ResumeView = incidents::resume_preview;
    /// Takes the way back: the quiet post goes out first, the rest once it is confirmed.
    incident_resume_apply(ask::IncidentResume) -> view::ResumeView = incidents::resume_apply;
    /// Writes into an incident's diary.
    incident_note(ask::IncidentNote) -> view::IncidentDetail = incidents::note;
    /// Says which screen the owner sees on the network's page.
    incident_see(ask::IncidentSee) -> view::IncidentDetail = casefile::see;
    /// Marks a step of the checklist.
    incident_step(ask::IncidentStep) -> view::IncidentDetail = casefile::step;
    /// Enters the countdown that the network's page shows; Roost looks once when it is over.
    incident_countdown(ask::IncidentCountdown) -> view::IncidentDetail = casefile::countdown;
    /// Switches 'look once a day' on or off.
    incident_look_daily(ask::IncidentLookDaily) -> view::IncidentDetail = casefile::look_daily;
    /// Writes a form or mail down that was sent; reminders follow after 3 and 7 days.
    incident_ticket_add(ask::IncidentTicketAdd) -> view::IncidentDetail = casefile::ticket_add;
    /// Writes down what was answered to a ticket.
    incident_ticket_answer(ask::IncidentTicketAnswer) -> view::IncidentDetail = casefile::ticket_answer;
    /// Drafts a letter to the network with what is known of an incident; sends nothing.
    incident_letter(ask::IncidentLetter) -> view::LetterView = letters::letter;
    /// Closes an incident whose account was removed.
    incident_close(ask::IncidentNamed) -> view::IncidentDetail = casefile::close;
    /// Puts the 14 days before an incident beside the account's normal and beside other accounts.
    incident_before(ask::IncidentNamed) -> view::BeforeView = before::one;
    /// Which features differ most before all locks, suspensions, warnings and blocks.
    before_all(ask::Nothing) -> view::BeforeAllView = before::all;
    /// Writes the evidence pack: one zip without secrets, ready for a support form.
    incident_report(ask::IncidentReport) -> view::ReportView = report::write;
    /// Slows accounts with similar posts for 48 hours; an empty list ends it.
    incident_slow(ask::IncidentSlow) -> view::IncidentDetail = before::slow;

    /// Shows how the mail watch stands.
    mail_show(ask::Nothing) -> view::MailWatchView = mail::show;
    /// Sets the mail watch up and switches it on; the password goes to the vault.
    mail_set(ask::MailSet) -> view::MailWatchView = mail::set;
    /// Looks into the mailbox once, now.
    mail_check(ask::Nothing) -> view::MailCheckedView = mail::check;
    /// Switches the mail watch off, and forgets the mailbox where that is asked for.
    mail_off(ask::MailOff) -> view::MailWatchView = mail::off;

    /// Says where the secrets lie.
    vault_status(ask::Nothing) -> view::VaultView = vault::status;
    /// Moves the secrets to another place.
    vault_move(ask::VaultMove) -> view::VaultMoved = vault::relocate;
    /// Confirms a folder that was copied or restored, so that it may send again.
    folder_confirm(ask::Nothing) -> view::FolderConfirmed = folder::confirm;
    /// Checks keys, clock, store and vault.
    doctor_check(ask::Nothing) -> view::DoctorView = folder::doctor;
}
