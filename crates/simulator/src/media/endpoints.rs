//! The media endpoints of v2: one shot, in chunks, state of processing, description.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::changes::Change;
use crate::exchange::{Answer, Request};
use crate::refusals;
use crate::shape::{Shape, is_id};
use crate::simulator::Simulator;

use super::bodies::{APPEND, INITIALIZE, METADATA, ONE_SHOT};
use super::multipart;
use super::uploads::{Incomplete, Upload};
use super::{CHECK_AFTER_S, Medium, MediumKind, Picture, Progress, USABLE_FOR, sha256};

impl Simulator {
    pub(crate) fn upload(&mut self, request: &Request, user: u64, now: DateTime<Utc>) -> Answer {
        let stored = read_form(request, &ONE_SHOT).and_then(|(fields, bytes)| {
            let category = fields["media_category"].as_str().unwrap_or_default();
            let kind = MediumKind::of_category(category).unwrap_or(MediumKind::Photo);
            let id = self.ids.next(now);
            self.store(id, user, kind, &bytes, now)
        });
        self.told(stored, now)
    }

    pub(crate) fn initialize(
        &mut self,
        request: &Request,
        user: u64,
        now: DateTime<Utc>,
    ) -> Answer {
        let started = refusals::json_body(request).and_then(|body| {
            INITIALIZE.check(&body).map_err(|misfit| refusals::misfit(&misfit))?;
            let kind = MediumKind::of_category(body["media_category"].as_str().unwrap_or_default());
            let media_type = body["media_type"].as_str().unwrap_or_default();
            let kind = kind.unwrap_or_else(|| MediumKind::of_type(media_type));
            let total_bytes = body["total_bytes"].as_u64().unwrap_or_default();
            if total_bytes > kind.largest() {
                return Err(too_large(kind, total_bytes));
            }
            let id = self.ids.next(now);
            self.media.uploads.insert(id, Upload::new(user, kind, total_bytes));
            Ok((id, kind))
        });
        match started {
            Ok((id, kind)) => Answer::json(
                200,
                &json!({ "data": {
                    "id": id.to_string(),
                    "media_key": format!("{}_{id}", kind.key_prefix()),
                    "expires_after_secs": USABLE_FOR.num_seconds(),
                } }),
            ),
            Err(refusal) => refusal,
        }
    }

    pub(crate) fn append(&mut self, request: &Request, user: u64, id: &str) -> Answer {
        let appended = read_form(request, &APPEND).and_then(|(fields, bytes)| {
            let upload = self.own_upload(id, user)?;
            let index = fields["segment_index"].as_u64().unwrap_or_default();
            if upload.append(index, bytes) {
                return Ok(());
            }
            let message = "The segments are longer than total_bytes.";
            Err(refusals::invalid_request("media", &json!(id), message))
        });
        match appended {
            Ok(()) => Answer::json(200, &json!({ "data": {} })),
            Err(refusal) => refusal,
        }
    }

    pub(crate) fn finalize(&mut self, user: u64, id: &str, now: DateTime<Utc>) -> Answer {
        let stored = self.own_upload(id, user).and_then(|upload| {
            let bytes = upload.whole().map_err(|why| incomplete(why, id))?;
            Ok((upload.kind, bytes))
        });
        let stored = stored.and_then(|(kind, bytes)| {
            let id = id.parse().unwrap_or_default();
            self.media.uploads.remove(&id);
            self.store(id, user, kind, &bytes, now)
        });
        self.told(stored, now)
    }

    pub(crate) fn upload_status(
        &mut self,
        request: &Request,
        user: u64,
        now: DateTime<Utc>,
    ) -> Answer {
        let query = request.query_pairs();
        let find = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        if let Some(command) = find("command").filter(|command| *command != "STATUS") {
            let message = "command must be STATUS";
            return refusals::invalid_request("command", &json!(command), message);
        }
        let Some(id) = find("media_id") else {
            let message = "The `media_id` query parameter can not be empty";
            return refusals::invalid_request("media_id", &json!(""), message);
        };
        let known = self.own_medium(id, user);
        if let Ok(id) = known
            && let Some(looks) = self.media.looks.get_mut(&id)
        {
            *looks += 1;
        }
        self.told(known, now)
    }

    pub(crate) fn describe(&mut self, request: &Request, user: u64) -> Answer {
        let described = refusals::json_body(request).and_then(|body| {
            METADATA.check(&body).map_err(|misfit| refusals::misfit(&misfit))?;
            let id = self.own_medium(body["id"].as_str().unwrap_or_default(), user)?;
            Ok((id, body["metadata"].clone()))
        });
        let (id, metadata) = match described {
            Ok(described) => described,
            Err(refusal) => return refusal,
        };
        if let Some(text) = metadata["alt_text"]["text"].as_str() {
            self.commit(Change::Alt { id, text: text.to_owned() });
        }
        let data = json!({ "id": id.to_string(), "associated_metadata": metadata });
        Answer::json(200, &json!({ "data": data }))
    }

    /// Puts a whole file on the shelf, unless X would not take it.
    fn store(
        &mut self,
        id: u64,
        owner: u64,
        kind: MediumKind,
        bytes: &[u8],
        now: DateTime<Utc>,
    ) -> Result<u64, Answer> {
        if bytes.len() as u64 > kind.largest() {
            return Err(too_large(kind, bytes.len() as u64));
        }
        let picture = Picture::of(bytes);
        let is_right = match kind {
            MediumKind::Photo => picture.is_some_and(|picture| !picture.is_video()),
            MediumKind::AnimatedGif => {
                picture.is_some_and(|picture| picture.media_type == "image/gif")
            }
            // What is wrong with a video comes out while it is processed.
            MediumKind::Video | MediumKind::Subtitles => true,
        };
        if !is_right {
            let message = "media type unrecognized.";
            return Err(refusals::invalid_request("media", &json!(id.to_string()), message));
        }
        let is_video_readable = picture.is_some_and(Picture::is_video);
        self.commit(Change::Medium(Medium {
            id,
            owner,
            kind,
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
            alt: None,
            pixels: picture.and_then(|picture| picture.pixels),
            stored_at: now,
            is_broken: kind == MediumKind::Video && !is_video_readable,
        }));
        if kind.is_processed() {
            self.media.looks.insert(id, 0);
        }
        Ok(id)
    }

    /// The answer that tells how a medium stands.
    fn told(&self, stored: Result<u64, Answer>, now: DateTime<Utc>) -> Answer {
        let medium = match stored {
            Ok(id) => self.media.get(id),
            Err(refusal) => return refusal,
        };
        let Some(medium) = medium else { return refusals::internal_error() };
        let mut data = json!({
            "id": medium.id.to_string(),
            "media_key": medium.key(),
            "size": medium.bytes,
            "expires_after_secs": USABLE_FOR.num_seconds(),
        });
        if let Some((width, height)) = medium.pixels {
            data["image"] = json!({ "w": width, "h": height });
        }
        if medium.kind.is_processed() {
            data["processing_info"] = match self.media.progress(medium, now) {
                Progress::Pending => {
                    json!({ "state": "pending", "check_after_secs": CHECK_AFTER_S })
                }
                Progress::Halfway => json!({
                    "state": "in_progress",
                    "check_after_secs": CHECK_AFTER_S,
                    "progress_percent": 50,
                }),
                Progress::Done => json!({ "state": "succeeded", "progress_percent": 100 }),
                Progress::Failed => json!({ "state": "failed", "progress_percent": 100 }),
            };
        }
        Answer::json(200, &json!({ "data": data }))
    }

    fn own_upload(&mut self, id: &str, user: u64) -> Result<&mut Upload, Answer> {
        let refusal = missing(id);
        let found = id.parse().ok().and_then(|id| self.media.uploads.get_mut(&id));
        found.filter(|upload| upload.owner == user).ok_or(refusal)
    }

    fn own_medium(&self, id: &str, user: u64) -> Result<u64, Answer> {
        let found = id.parse().ok().and_then(|id| self.media.get(id));
        let own = found.filter(|medium| medium.owner == user);
        own.map(|medium| medium.id).ok_or_else(|| missing(id))
    }
}

/// Fields and file of a request in JSON (the file in base64) or multipart; `shape` is that of the
/// JSON form.
fn read_form(request: &Request, shape: &Shape) -> Result<(Value, Vec<u8>), Answer> {
    if request.content_type() != "multipart/form-data" {
        let body = refusals::json_body(request)?;
        shape.check(&body).map_err(|misfit| refusals::misfit(&misfit))?;
        let media = body["media"].as_str().unwrap_or_default();
        let message = "media is not valid base64";
        let wrong = |_| refusals::invalid_request("media", &Value::Null, message);
        let bytes = BASE64.decode(media).map_err(wrong)?;
        return Ok((body, bytes));
    }
    let content_type = request.header("content-type").unwrap_or_default();
    let message = "The multipart body can't be read.";
    let wrong = || refusals::invalid_request("$", &Value::Null, message);
    let parts = multipart::parts(content_type, &request.body).ok_or_else(wrong)?;
    let mut fields = json!({});
    let mut bytes = Vec::new();
    for part in parts {
        let text = String::from_utf8_lossy(part.bytes);
        fields[&part.name] = match part.name.as_str() {
            "media" => {
                bytes = part.bytes.to_vec();
                json!("")
            }
            "segment_index" => text.parse::<u64>().map_or(json!(text), |index| json!(index)),
            "shared" => json!(text == "true"),
            _ => json!(text),
        };
    }
    shape.check(&fields).map_err(|misfit| refusals::misfit(&misfit))?;
    Ok((fields, bytes))
}

fn too_large(kind: MediumKind, bytes: u64) -> Answer {
    let message = format!("File size exceeds {} bytes.", kind.largest());
    refusals::invalid_request("media", &json!(bytes.to_string()), &message)
}

fn incomplete(why: Incomplete, id: &str) -> Answer {
    let message = match why {
        Incomplete::Gap => "A segment is missing.",
        Incomplete::Length => "The segments are not total_bytes long.",
    };
    refusals::invalid_request("media", &json!(id), message)
}

fn missing(id: &str) -> Answer {
    if !is_id(id) {
        return refusals::invalid_id("id", id);
    }
    Answer::problem(404, &refusals::not_found("media", "id", id))
}
