//! The JSON bodies of the media endpoints, as X's specification 2.167 (August 2026) has them.

use crate::shape::{Field, Shape, optional, required};

const ANY_TEXT: Shape = Shape::Text(usize::MAX);
const CATEGORY: Shape = Shape::OneOf(&[
    "amplify_video",
    "tweet_gif",
    "tweet_image",
    "tweet_video",
    "dm_gif",
    "dm_image",
    "dm_video",
    "subtitles",
]);
const MEDIA_TYPE: Shape = Shape::OneOf(&[
    "video/mp4",
    "video/webm",
    "video/mp2t",
    "video/quicktime",
    "text/srt",
    "text/vtt",
    "image/jpeg",
    "image/gif",
    "image/bmp",
    "image/png",
    "image/webp",
    "image/pjpeg",
    "image/tiff",
    "model/gltf-binary",
    "model/vnd.usdz+zip",
]);

/// `POST /2/media/upload`, base64 in JSON.
pub(super) static ONE_SHOT: Shape = Shape::Object(&[
    required("media", ANY_TEXT),
    required("media_category", CATEGORY),
    optional("media_type", MEDIA_TYPE),
    optional("additional_owners", Shape::Any),
    optional("shared", Shape::Flag),
]);

/// `POST /2/media/upload/initialize`. At most 16 GiB by the specification.
pub(super) static INITIALIZE: Shape = Shape::Object(&[
    optional("additional_owners", Shape::List(&Shape::Id, 0, usize::MAX)),
    optional("media_category", CATEGORY),
    required("media_type", MEDIA_TYPE),
    optional("shared", Shape::Flag),
    required("total_bytes", Shape::Whole(0, 17_179_869_184)),
]);

/// `POST /2/media/upload/:id/append`, base64 in JSON.
pub(super) static APPEND: Shape =
    Shape::Object(&[required("media", ANY_TEXT), required("segment_index", Shape::Whole(0, 999))]);

/// `POST /2/media/metadata`.
pub(super) static METADATA: Shape =
    Shape::Object(&[required("id", Shape::Id), optional("metadata", Shape::Object(DETAILS))]);

const DETAILS: &[Field] = &[
    optional("alt_text", Shape::Object(&[required("text", Shape::Text(1000))])),
    optional("allow_download_status", Shape::Any),
    optional("audience_policy", Shape::Any),
    optional("content_expiration", Shape::Any),
    optional("domain_restrictions", Shape::Any),
    optional("found_media_origin", Shape::Any),
    optional("geo_restrictions", Shape::Any),
    optional("management_info", Shape::Any),
    optional("preview_image", Shape::Any),
    optional("sensitive_media_warning", Shape::Any),
    optional("shared_info", Shape::Any),
    optional("sticker_info", Shape::Any),
    optional("upload_source", Shape::Any),
];
