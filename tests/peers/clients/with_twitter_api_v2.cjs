// Does the simulator look like X to twitter-api-v2? Text, image with alt text, thread.
//
// Takes the base URL and the simulator's ready line. Nothing of twitter-api-v2 is changed but its
// base URL; as that is plain http on loopback, its https calls are led to http.

'use strict';

const assert = require('node:assert');
const http = require('node:http');
const https = require('node:https');
const path = require('node:path');

const baseUrl = process.argv[2].replace(/\/$/, '');
const keys = JSON.parse(process.argv[3]);

https.request = http.request;
const root = path.join(process.cwd(), 'node_modules', 'twitter-api-v2');
const globals = require(path.join(root, 'dist', 'cjs', 'globals.js'));
globals.API_V2_PREFIX = `${baseUrl}/2/`;
globals.API_V1_1_PREFIX = `${baseUrl}/1.1/`;
const { TwitterApi } = require(root);
const { version } = require(path.join(root, 'package.json'));

// A picture of one grey pixel.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

function client(tokenSecret) {
  return new TwitterApi({
    appKey: keys.consumer_key,
    appSecret: keys.consumer_secret,
    accessToken: keys.accounts[0].token,
    accessSecret: tokenSecret,
  });
}

async function main() {
  const { v2 } = client(keys.accounts[0].token_secret);
  const me = await v2.me();
  assert.strictEqual(me.data.id, keys.accounts[0].user_id);

  const text = await v2.tweet('twitter-api-v2 says hello & good-bye: example.org');
  assert.match(text.data.text, /hello &amp; good-bye: https:\/\/t\.co\//);

  const media = await v2.uploadMedia(picture, { media_type: 'image/png' });
  await v2.createMediaMetadata(media, { alt_text: { text: 'one grey pixel' } });
  const withPicture = await v2.tweet('with a picture', { media: { media_ids: [media] } });
  assert.match(withPicture.data.text, /^with a picture https:\/\/t\.co\//);
  const read = await v2.singleTweet(withPicture.data.id, {
    expansions: ['attachments.media_keys'],
    'media.fields': ['alt_text', 'type'],
  });
  assert.strictEqual(read.includes.media[0].alt_text, 'one grey pixel');
  assert.strictEqual(read.includes.media[0].type, 'photo');

  const thread = await v2.tweetThread(['first of three', 'second of three', 'third of three']);
  assert.strictEqual(thread.length, 3);
  const timeline = await v2.userTimeline(me.data.id, {
    'tweet.fields': ['referenced_tweets', 'conversation_id'],
    max_results: 5,
  });
  const [third, second] = timeline.data.data;
  assert.strictEqual(third.id, thread[2].data.id);
  assert.strictEqual(third.referenced_tweets[0].id, second.id);
  assert.strictEqual(third.conversation_id, thread[0].data.id);

  const wrong = client(`${keys.accounts[0].token_secret}x`).v2.me();
  await assert.rejects(wrong, (error) => error.code === 401);
  console.log(`twitter-api-v2 ${version}: text, image with alt text, thread, wrong secret: ok`);
}

main().catch((error) => {
  console.error(error.data ? JSON.stringify(error.data) : error);
  process.exitCode = 1;
});
