//! How does a file get to X? Images in one request, GIFs and videos in chunks with a wait for their
//! processing, then the alt text (X docs, media v2, August 2026; OpenAPI 2.167). Publishes nothing.

use super::XNetwork;
use super::exchange::{Asking, Body, id_text, json};
use crate::http::{Multipart, Response};
use roost_domain::ports::{MediaFile, NetworkError, RemoteMediaId, Reply};
use roost_domain::secret::Keys;
use serde_json::{Value, json as object};
use std::time::Duration;
use tokio::io::AsyncReadExt as _;

/// Images up to 5 MB, GIFs up to 15 MB, videos up to 512 MB (X docs, media, August 2026).
const MOST_IMAGE_BYTES: u64 = 5 * 1024 * 1024;
const MOST_GIF_BYTES: u64 = 15 * 1024 * 1024;
const MOST_VIDEO_BYTES: u64 = 512 * 1024 * 1024;

/// 512 MB in chunks of 4 MiB are 128 segments; X takes 1,000.
const CHUNK_BYTES: usize = 4 * 1024 * 1024;

/// How long a file's processing is waited for. X names no limit; a video of 140 s takes minutes.
const MOST_PROCESSING: Duration = Duration::from_mins(15);

/// Between two looks at it, where X asks for less or for more.
const SHORTEST_WAIT: u64 = 1;
const LONGEST_WAIT: u64 = 60;

/// What kind of media a file is to X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Category {
    Image,
    Gif,
    Video,
}

/// What X says of a file's processing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Processing {
    Done,
    /// Look again after so many seconds.
    Wait(u64),
    Failed,
}

impl XNetwork {
    pub(super) async fn upload_file(
        &self,
        keys: &Keys,
        file: &MediaFile,
    ) -> Result<Reply<RemoteMediaId>, NetworkError> {
        let category = Category::of(file).map_err(|reason| unusable(file, &reason))?;
        let uploaded = match category {
            Category::Image => self.upload_whole(keys, file).await?,
            Category::Gif | Category::Video => self.upload_in_chunks(keys, file, category).await?,
        };
        let (id, processing) = uploaded.value;
        let reply = Reply {
            value: id.clone(),
            evidence: uploaded.evidence,
            limits: uploaded.limits,
            warning: uploaded.warning,
        };
        self.wait_until_processed(keys, file, &id, processing).await?;
        if !file.alt.is_empty() {
            self.set_alt_text(keys, &id, &file.alt).await?;
        }
        Ok(reply)
    }

    async fn upload_whole(
        &self,
        keys: &Keys,
        file: &MediaFile,
    ) -> Result<Reply<(RemoteMediaId, Processing)>, NetworkError> {
        let bytes = tokio::fs::read(&file.path).await.map_err(|error| unusable(file, &error))?;
        // Not `file.bytes`: the file may have grown since it was looked at.
        if bytes.len() as u64 > MOST_IMAGE_BYTES {
            return Err(unusable(file, &"it is larger than 5 MB"));
        }
        let (kind, body) = Multipart::new(&self.signing.stamp().nonce)
            .field("media_category", Category::Image.word())
            .file("media", &file.mime, &bytes)
            .finish();
        let asking = Asking::post("/2/media/upload", Body::Form(kind, body));
        self.ask(keys.into(), asking, uploaded).await
    }

    async fn upload_in_chunks(
        &self,
        keys: &Keys,
        file: &MediaFile,
        category: Category,
    ) -> Result<Reply<(RemoteMediaId, Processing)>, NetworkError> {
        let mut open =
            tokio::fs::File::open(&file.path).await.map_err(|error| unusable(file, &error))?;
        let length = open.metadata().await.map_err(|error| unusable(file, &error))?.len();
        if length > category.most_bytes() {
            return Err(unusable(file, &"it is larger than X takes"));
        }
        let start = Body::Json(object!({
            "media_type": file.mime,
            "total_bytes": length,
            "media_category": category.word(),
        }));
        let begun = self
            .ask(keys.into(), Asking::post("/2/media/upload/initialize", start), uploaded)
            .await?;
        let (id, _) = begun.value;
        let mut index = 0_u32;
        let mut left = length;
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK_BYTES);
            let mut chunk = vec![0; want];
            open.read_exact(&mut chunk).await.map_err(|error| unusable(file, &error))?;
            self.append(keys, &id, index, &chunk).await?;
            left -= want as u64;
            index += 1;
        }
        let asking = Asking::post(format!("/2/media/upload/{}/finalize", id.0), Body::None);
        self.ask(keys.into(), asking, uploaded).await
    }

    async fn append(
        &self,
        keys: &Keys,
        id: &RemoteMediaId,
        index: u32,
        chunk: &[u8],
    ) -> Result<(), NetworkError> {
        let (kind, body) = Multipart::new(&self.signing.stamp().nonce)
            .field("segment_index", &index.to_string())
            .file("media", "application/octet-stream", chunk)
            .finish();
        let asking =
            Asking::post(format!("/2/media/upload/{}/append", id.0), Body::Form(kind, body));
        self.ask(keys.into(), asking, |_| Some(())).await.map(|_| ())
    }

    async fn wait_until_processed(
        &self,
        keys: &Keys,
        file: &MediaFile,
        id: &RemoteMediaId,
        first: Processing,
    ) -> Result<(), NetworkError> {
        let mut state = first;
        let mut waited = Duration::ZERO;
        loop {
            let seconds = match state {
                Processing::Done => return Ok(()),
                Processing::Failed => return Err(unusable(file, &"X could not process it")),
                Processing::Wait(seconds) => seconds.clamp(SHORTEST_WAIT, LONGEST_WAIT),
            };
            let pause = Duration::from_secs(seconds);
            if waited + pause > MOST_PROCESSING {
                let reason =
                    format!("X was still processing the file after {} s", waited.as_secs());
                return Err(NetworkError::Lost { reason });
            }
            tokio::time::sleep(pause).await;
            waited += pause;
            let asking = Asking::get("/2/media/upload")
                .query("command", "STATUS")
                .query("media_id", id.0.as_str());
            state = self.ask(keys.into(), asking, uploaded).await?.value.1;
        }
    }

    async fn set_alt_text(
        &self,
        keys: &Keys,
        id: &RemoteMediaId,
        alt: &str,
    ) -> Result<(), NetworkError> {
        let body = object!({ "id": id.0, "metadata": { "alt_text": { "text": alt } } });
        let asking = Asking::post("/2/media/metadata", Body::Json(body)).sent(alt);
        self.ask(keys.into(), asking, |_| Some(())).await.map(|_| ())
    }
}

impl Category {
    /// Or why X takes no such file.
    fn of(file: &MediaFile) -> Result<Self, String> {
        let category = match file.mime.as_str() {
            "image/jpeg" | "image/png" | "image/webp" => Self::Image,
            "image/gif" => Self::Gif,
            "video/mp4" | "video/quicktime" | "video/webm" => Self::Video,
            other => return Err(format!("X takes no files of type {other}")),
        };
        if file.bytes > category.most_bytes() {
            let most = category.most_bytes() / (1024 * 1024);
            return Err(format!("it is larger than {most} MB"));
        }
        Ok(category)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Image => "tweet_image",
            Self::Gif => "tweet_gif",
            Self::Video => "tweet_video",
        }
    }

    fn most_bytes(self) -> u64 {
        match self {
            Self::Image => MOST_IMAGE_BYTES,
            Self::Gif => MOST_GIF_BYTES,
            Self::Video => MOST_VIDEO_BYTES,
        }
    }
}

fn uploaded(answer: &Response) -> Option<(RemoteMediaId, Processing)> {
    let body = json(answer)?;
    let data = body.get("data")?;
    let id = id_text(data.get("id")?)?;
    // The id goes into a path next.
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (RemoteMediaId(id), processing(data.get("processing_info"))))
}

fn processing(info: Option<&Value>) -> Processing {
    let Some(info) = info else { return Processing::Done };
    match info.get("state").and_then(Value::as_str) {
        Some("succeeded") => Processing::Done,
        Some("failed") => Processing::Failed,
        Some(_) | None => Processing::Wait(
            info.get("check_after_secs").and_then(Value::as_u64).unwrap_or(SHORTEST_WAIT),
        ),
    }
}

fn unusable(file: &MediaFile, reason: &dyn std::fmt::Display) -> NetworkError {
    NetworkError::Media { path: file.path.clone(), reason: reason.to_string() }
}
