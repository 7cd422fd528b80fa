//! What does `roost mail` take? Everything but the password, which is asked for or read from standard
//! input: arguments are seen by every process of the machine.

use clap::{Args, Subcommand};

/// `roost mail ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Show how the mail watch stands; found mails are shown with their incident
    #[command(after_help = "Example:\n  roost mail show")]
    Show,
    /// Set the mail watch up and switch it on
    Set(MailSet),
    /// Look into the mailbox once, now
    #[command(
        after_help = "Marks nothing as read and fetches no mail, only the headers of those that \
        claim to be of X.\n\nExample:\n  roost mail check"
    )]
    Check,
    /// Switch the mail watch off
    #[command(after_help = "Examples:\n  roost mail off\n  roost mail off --forget")]
    Off {
        /// Forget the mailbox too, and erase its password
        #[arg(long)]
        forget: bool,
    },
}

/// `roost mail set`.
#[derive(Debug, Args)]
#[command(after_help = "Off until you set it. While an incident holds posts, the loop then looks \
for mails of X in your inbox: by IMAP over TLS, read-only. It marks nothing as read, fetches \
headers only and opens no link. The password goes to the vault. Many providers want an app \
password.

Whether a mail is proven to be of X is your provider's word alone. Roost learns the name under \
which it writes (the authserv-id in Authentication-Results); --authserv-id sets it.

Examples:
  roost mail set --host imap.example.org --user news@example.org
  roost mail set --password-stdin < password.txt
  roost mail set --authserv-id mx.example.org")]
pub(crate) struct MailSet {
    /// The IMAP server
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// Its port, with TLS from the first byte [default: 993]
    #[arg(long, value_name = "P")]
    pub(crate) port: Option<u16>,
    /// Your name there, mostly the mail address
    #[arg(long, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// The name under which your provider writes its checks, *.example.org for all hosts of a
    /// domain, or learn
    #[arg(long, value_name = "ID")]
    pub(crate) authserv_id: Option<String>,
    /// Read the password from standard input, one line
    #[arg(long)]
    pub(crate) password_stdin: bool,
}
