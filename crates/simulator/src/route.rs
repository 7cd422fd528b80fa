//! Which endpoint does a request mean, and which of X's two envelopes does that endpoint speak?

use crate::exchange::Request;

/// What can be asked of the simulated network. Ids in paths are as sent, unchecked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint<'a> {
    CreatePost,
    DeletePost(&'a str),
    LookUpPosts,
    LookUpPost(&'a str),
    Me,
    Timeline(&'a str),
    Upload,
    UploadStatus,
    Initialize,
    Append(&'a str),
    Finalize(&'a str),
    Describe,
    InvalidateToken,
    RequestToken,
    AccessToken,
    AuthorizePage,
    AuthorizeChoice,
    /// The media upload of v1.1, switched off since 2026-10-09 by one report.
    OldUpload,
    /// Anything else of v1.1, which today's access does not cover.
    Old,
    Unknown,
}

impl<'a> Endpoint<'a> {
    pub(crate) fn of(request: &'a Request) -> Self {
        let mut parts = request.path.split('/').skip(1);
        let parts: [Option<&str>; 6] = std::array::from_fn(|_| parts.next());
        match (request.method.as_str(), parts) {
            ("POST", [Some("2"), Some("tweets"), None, ..]) => Self::CreatePost,
            ("GET", [Some("2"), Some("tweets"), None, ..]) => Self::LookUpPosts,
            ("DELETE", [Some("2"), Some("tweets"), Some(id), None, ..]) => Self::DeletePost(id),
            ("GET", [Some("2"), Some("tweets"), Some(id), None, ..]) => Self::LookUpPost(id),
            ("GET", [Some("2"), Some("users"), Some("me"), None, ..]) => Self::Me,
            ("GET", [Some("2"), Some("users"), Some(id), Some("tweets"), None, ..]) => {
                Self::Timeline(id)
            }
            (method, [Some("2"), Some("media"), rest @ ..]) => Self::of_media(method, rest),
            ("POST", [Some("1.1"), Some("oauth"), Some("invalidate_token.json"), None, ..]) => {
                Self::InvalidateToken
            }
            (_, [Some("1.1"), Some("media"), Some("upload.json"), ..]) => Self::OldUpload,
            (_, [Some("1.1"), ..]) => Self::Old,
            ("POST", [Some("oauth"), Some("request_token"), None, ..]) => Self::RequestToken,
            ("POST", [Some("oauth"), Some("access_token"), None, ..]) => Self::AccessToken,
            ("GET", [Some("oauth"), Some("authorize"), None, ..]) => Self::AuthorizePage,
            ("POST", [Some("oauth"), Some("authorize"), None, ..]) => Self::AuthorizeChoice,
            _ => Self::Unknown,
        }
    }

    fn of_media(method: &str, rest: [Option<&'a str>; 4]) -> Self {
        match (method, rest) {
            ("POST", [Some("upload"), None, ..]) => Self::Upload,
            ("GET", [Some("upload"), None, ..]) => Self::UploadStatus,
            ("POST", [Some("upload"), Some("initialize"), None, ..]) => Self::Initialize,
            ("POST", [Some("upload"), Some(id), Some("append"), None]) => Self::Append(id),
            ("POST", [Some("upload"), Some(id), Some("finalize"), None]) => Self::Finalize(id),
            ("POST", [Some("metadata"), None, ..]) => Self::Describe,
            _ => Self::Unknown,
        }
    }

    /// False for sign-in and v1.1, which speak the old envelope only.
    pub(crate) fn speaks_v2(self) -> bool {
        !matches!(
            self,
            Self::InvalidateToken
                | Self::RequestToken
                | Self::AccessToken
                | Self::OldUpload
                | Self::Old
                | Self::Unknown
        )
    }
}
