//! How much may a server say? async-imap reserves what a server announces, up to half a gigabyte, before
//! it has come. So the bytes are counted here, and a literal (RFC 3501, section 4.3) that is larger than
//! anything that was asked for ends the connection before the parser sees it.

use crate::error::TooMuch;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The largest literal: a header as far as it is read, with room.
const MOST_LITERAL: u64 = 64 * 1024;
/// The longest line outside of literals: numbers of mails, for the most part.
const MOST_LINE: u64 = 256 * 1024;

/// A stream of which only so much may be read.
pub(crate) struct Rationed<S> {
    inner: S,
    left: u64,
    watch: Watch,
}

impl<S> Rationed<S> {
    pub(crate) fn new(inner: S) -> Self {
        Self { inner, left: 0, watch: Watch::default() }
    }

    /// From now on so many bytes may come.
    pub(crate) fn allow(&mut self, bytes: u64) {
        self.left = bytes;
    }
}

impl<S> std::fmt::Debug for Rationed<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rationed").field("left", &self.left).finish_non_exhaustive()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Rationed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = into.filled().len();
        ready!(Pin::new(&mut this.inner).poll_read(context, into))?;
        let new = &into.filled()[before..];
        let is_within = this.watch.pass(new);
        let count = new.len() as u64;
        if !is_within || count > this.left {
            into.set_filled(before);
            return Poll::Ready(Err(io::Error::other(TooMuch)));
        }
        this.left -= count;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Rationed<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

/// Looks for announcements of literals, `{123}` at the end of a line, outside of literals.
#[derive(Debug, Default)]
struct Watch {
    /// Bytes of the present literal that are still to come.
    literal: u64,
    /// Length of the present line.
    line: u64,
    state: State,
}

#[derive(Debug, Default, Clone, Copy)]
enum State {
    #[default]
    Text,
    /// After `{`, with the number so far.
    Number(u64),
    /// After `{123}`.
    Closed(u64),
}

impl Watch {
    /// Lets bytes pass; `false` where they announce too much.
    fn pass(&mut self, mut bytes: &[u8]) -> bool {
        while let Some((&byte, rest)) = bytes.split_first() {
            if self.literal > 0 {
                let skipped = self.literal.min(bytes.len() as u64);
                self.literal -= skipped;
                bytes = &bytes[skipped as usize..];
                continue;
            }
            bytes = rest;
            self.line += 1;
            self.state = match (self.state, byte) {
                (_, b'{') => State::Number(0),
                (State::Number(number), b'0'..=b'9') => {
                    State::Number(number.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
                }
                // LITERAL+ and LITERAL- (RFC 7888) write a sign.
                (State::Number(number), b'+' | b'-') => State::Number(number),
                (State::Number(number), b'}') | (State::Closed(number), b'\r') => {
                    State::Closed(number)
                }
                (State::Closed(number), b'\n') => {
                    self.literal = number;
                    State::Text
                }
                _ => State::Text,
            };
            if byte == b'\n' {
                self.line = 0;
            }
            if self.literal > MOST_LITERAL || self.line > MOST_LINE {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use tokio::io::AsyncReadExt;

    #[rstest]
    #[case::text(b"* OK ready\r\n", true)]
    #[case::small(b"* 1 FETCH (BODY[] {5}\r\nabcde)\r\n", true)]
    #[case::large(b"* 1 FETCH (BODY[] {65537}\r\n", false)]
    #[case::huge(b"{99999999999999999999999999}\r\n", false)]
    #[case::bare_line_feed(b"{500000000}\n", false)]
    #[case::sign(b"{500000000+}\r\n", false)]
    #[case::not_at_the_end(b"* OK {500000000} bytes\r\n", true)]
    #[case::within_a_literal(b"{13}\r\n{500000000}\r\n)\r\n", true)]
    #[case::after_a_literal(b"{2}\r\nab {500000000}\r\n", false)]
    fn a_literal_is_stopped_where_it_is_announced(#[case] bytes: &[u8], #[case] passes: bool) {
        assert_eq!(Watch::default().pass(bytes), passes);
        let mut by_byte = Watch::default();
        assert_eq!(bytes.iter().all(|byte| by_byte.pass(&[*byte])), passes, "byte by byte");
    }

    #[test]
    fn a_line_without_an_end_is_stopped() {
        assert!(!Watch::default().pass(&vec![b'a'; MOST_LINE as usize + 1]));
    }

    #[tokio::test]
    async fn no_more_can_be_read_than_was_allowed() {
        let mut stream = Rationed::new(&[b'a'; 20][..]);
        stream.allow(10);
        let mut into = [0; 10];
        assert_eq!(stream.read(&mut into).await.unwrap(), 10);
        let error = stream.read(&mut into).await.unwrap_err();
        assert!(error.get_ref().unwrap().is::<TooMuch>());
    }
}
