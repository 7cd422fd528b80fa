// Where do all posts go? A loopback stand-in for a network, the same for every engine: it takes any
// signature, answers after a set time, and remembers what arrived when. A post counts as posted the
// moment it arrives, also when the client is gone before its answer: that is how a kill is judged.
//
//   node sink.mjs          prints its port as JSON, then serves until its standard input closes
//
// For engines: POST /2/tweets, GET /2/users/me, GET /2/users/:id/tweets, POST /_control/accounts.
// For the comparison: POST /_sink/reset {"answer_ms"}, GET /_sink/count, GET /_sink/arrivals.
import http from 'node:http';
import { performance } from 'node:perf_hooks';

let answerMs = 0;
let arrivals = [];   // [account, text, ms since 1970]
let timelines = new Map();
let given = 0;

const nowMs = () => performance.timeOrigin + performance.now();
// An id as X's are: milliseconds since its epoch, then 22 bits that tell posts of one moment apart.
const nextId = (ms) =>
  String((BigInt(Math.floor(ms) - 1288834974657) << 22n) | BigInt(given++ & 0x3fffff));

// Tokens look like "1007-7": the user's id comes first. Without a signature the body names the account.
function accountOf(request, body) {
  const header = request.headers.authorization;
  if (header === undefined) return String(body?.account ?? '');
  return /oauth_token="(\d+)-/.exec(header)?.[1] ?? '';
}

function answer(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function takePost(request, body, response) {
  const at = nowMs();
  const account = accountOf(request, body);
  const post = { id: nextId(at), text: body.text ?? '', created_at: new Date(at).toISOString() };
  arrivals.push([account, post.text, at]);
  const timeline = timelines.get(account);
  if (timeline) timeline.push(post);
  else timelines.set(account, [post]);
  const reply = () => answer(response, 201, { data: { id: post.id, text: post.text } });
  if (answerMs > 0) setTimeout(reply, answerMs);
  else reply();
}

function timeline(user, query, response) {
  const since = Date.parse(query.get('start_time') ?? '') || 0;
  const own = (timelines.get(user) ?? []).filter((post) => Date.parse(post.created_at) >= since);
  const from = Number(query.get('pagination_token') ?? 0);
  const page = own.reverse().slice(from, from + 100);
  const meta = { result_count: page.length };
  if (from + 100 < own.length) meta.next_token = String(from + 100);
  answer(response, 200, { data: page.map((post) => ({ ...post, entities: {} })), meta });
}

function route(request, text, response) {
  const url = new URL(request.url, 'http://sink');
  const path = url.pathname;
  const body = text === '' ? {} : JSON.parse(text);
  if (path === '/2/tweets') return takePost(request, body, response);
  if (path === '/2/users/me') {
    const id = accountOf(request, body);
    return answer(response, 200, { data: { id, username: `load${id - 1000}`, name: 'Load' } });
  }
  const user = /^\/2\/users\/(\d+)\/tweets$/.exec(path)?.[1];
  if (user !== undefined) return timeline(user, url.searchParams, response);
  if (path === '/_control/accounts') {
    const n = Number(/\d+$/.exec(body.handle)?.[0] ?? 0);
    return answer(response, 200, {
      handle: body.handle, user_id: String(1000 + n), token: `${1000 + n}-${n}`,
      token_secret: 's', consumer_key: 'k', consumer_secret: 'c',
    });
  }
  if (path === '/_sink/reset') {
    answerMs = body.answer_ms ?? 0;
    arrivals = [];
    timelines = new Map();
    return answer(response, 200, {});
  }
  if (path === '/_sink/count') return answer(response, 200, { count: arrivals.length });
  if (path === '/_sink/arrivals') return answer(response, 200, arrivals);
  return answer(response, 404, { title: 'Not Found', status: 404 });
}

const server = http.createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => route(request, text, response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.on('end', () => process.exit(0)).resume();
