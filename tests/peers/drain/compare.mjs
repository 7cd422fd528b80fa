// How fast is Roost beside what people would use instead? The release binary and BullMQ with Redis
// (AOF, fsync at every write, 64 in flight), round by round in turns, against one sink. Medians, and
// the least and the most in brackets. Nothing is left behind but the packages in the temporary folder.
//
//   cargo build --release -p roost-cli -p roost-tests --bins
//   node tests/peers/drain/compare.mjs [--rounds 5] [--only drain,instant,kill,history]
//        [--past 1000,100000,1000000] [--binaries DIR]
//
// drain    10,000 posts due now over 100 accounts; the sink answers at once
// instant  1,000 posts due at one instant; the sink answers after 50 ms
// kill     2,000 posts, killed (SIGKILL) when 1,000 arrived, started again; answers after 20 ms
// history  Roost alone: 5,000 posts due now, after each of the --past deliveries. `start_s` is from the
//          start of the process to its first post; `each_ms` is a delivery of the steady drain, between
//          the first tenth of the posts and the last. The day's copy is made before: at most once a day.
//
// Wants Linux (/proc), Node 20 or newer, npm, and Debian's redis-server.
import { spawn, execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const BULLMQ = '6.7.0';
const IOREDIS = '6.0.0'; // the client that BullMQ speaks to Redis with
const here = dirname(fileURLToPath(import.meta.url));
const house = join(here, '../../..');
const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'drain,instant,kill,history' },
    engines: { type: 'string', default: 'roost,bullmq' },
    past: { type: 'string', default: '1000,100000,1000000' },
    binaries: { type: 'string', default: join(house, 'target/release') },
  },
});
const rounds = Number(asked.rounds);
const roostBinary = join(asked.binaries, 'roost');
const loadBinary = join(asked.binaries, 'load');
const place = mkdtempSync(join(tmpdir(), 'roost-drain-'));
const children = new Set();
const nowMs = () => performance.timeOrigin + performance.now();

// ---- processes -----------------------------------------------------------------------------------

function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  children.add(child);
  child.ended = new Promise((done) => child.on('exit', (code, signal) => {
    children.delete(child);
    done({ code, signal, at: nowMs() });
  }));
  return child;
}

// The most memory, and the seconds of CPU, that a process had when it was last looked at.
function look(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return {
      mb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000,
      cpu: (Number(stat[11]) + Number(stat[12])) / 100,
    };
  } catch {
    return undefined;
  }
}

async function toItsEnd(child) {
  let seen = { mb: 0, cpu: 0 };
  const eye = setInterval(() => {
    const now = look(child.pid);
    if (now && now.mb > 0) seen = now;
  }, 50);
  const { code } = await child.ended;
  clearInterval(eye);
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}`);
  return seen;
}

// ---- the sink ------------------------------------------------------------------------------------

async function startSink() {
  const child = start(process.execPath, [join(here, 'sink.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const { port } = JSON.parse(line);
    const url = `http://127.0.0.1:${port}`;
    const ask = async (path, body) => {
      const method = body === undefined ? 'GET' : 'POST';
      return (await fetch(url + path, { method, body: JSON.stringify(body) })).json();
    };
    return { port, url, ask };
  }
  throw new Error('the sink did not start');
}

// ---- the engines ---------------------------------------------------------------------------------

function roost(sink) {
  let folder;
  const env = () => ({
    PATH: process.env.PATH, HOME: place, XDG_DATA_HOME: join(place, 'share'), TZ: 'UTC',
    ROOST_DATA_DIR: folder,
  });
  return {
    name: 'roost',
    async fill(count, dueIn, past) {
      if (folder) rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(place, 'roost-'));
      if (past) cpSync(past, folder, { recursive: true });
      const line = ['--data-dir', folder, '--sink', sink.url, '--deliveries', count, '--due-in', dueIn];
      return JSON.parse(execFileSync(loadBinary, line.map(String))).due;
    },
    past(count) {
      const made = join(place, `past-${count}`);
      execFileSync(loadBinary, ['--data-dir', made, '--sink', sink.url, '--history', String(count)]);
      // A run that ends by itself makes the day's copy first: not a matter of one delivery.
      execFileSync(roostBinary, ['run', '--until-idle'], {
        env: { ...env(), ROOST_DATA_DIR: made }, stdio: ['ignore', 'ignore', 'inherit'],
      });
      return made;
    },
    drain: () => start(roostBinary, ['run', '--until-idle', '--within', '1m'], { env: env() }),
    also: () => ({ mb: 0, cpu: 0 }),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function bullmq(sink) {
  const packages = join(tmpdir(), `roost-peers-bullmq-${BULLMQ}`);
  if (!existsSync(join(packages, 'node_modules/bullmq'))) {
    mkdirSync(packages, { recursive: true });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `bullmq@${BULLMQ}`, `ioredis@${IOREDIS}`],
      { cwd: packages, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  copyFileSync(join(here, 'bullmq.mjs'), join(packages, 'bullmq.mjs'));
  const port = await freePort();
  const folder = mkdtempSync(join(place, 'redis-'));
  const redis = start('redis-server', ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder,
    '--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--loglevel', 'warning']);
  await later(500);
  const script = join(packages, 'bullmq.mjs');
  let before = { cpu: 0 };
  return {
    name: 'bullmq',
    async fill(count, dueIn) {
      const line = [script, 'fill', port, count, dueIn].map(String);
      const { due } = JSON.parse(execFileSync(process.execPath, line));
      before = look(redis.pid);
      return due;
    },
    drain: () => start(process.execPath, [script, 'drain', String(port), String(sink.port)]),
    also() {
      const now = look(redis.pid);
      return { mb: now.mb, cpu: now.cpu - before.cpu };
    },
  };
}

// ---- what came of it -----------------------------------------------------------------------------

function judged(arrivals, count) {
  const texts = new Set(arrivals.map(([account, text]) => `${account} ${text}`));
  const last = new Map();
  let outOfOrder = 0;
  for (const [account, text] of arrivals) {
    const n = Number(/\d+$/.exec(text)[0]);
    if (n < (last.get(account) ?? -1)) outOfOrder++;
    last.set(account, n);
  }
  return { lost: count - texts.size, twice: arrivals.length - texts.size, out_of_order: outOfOrder };
}

const atShare = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

async function drained(sink, engine, count, past) {
  await engine.fill(count, 0, past);
  await sink.ask('/_sink/reset', { answer_ms: 0 });
  const began = nowMs();
  const child = engine.drain();
  const seen = await toItsEnd(child);
  const { at } = await child.ended;
  const also = engine.also();
  const arrivals = await sink.ask('/_sink/arrivals');
  const when = (share) => arrivals[Math.floor((arrivals.length - 1) * share)][2];
  const sending = when(1) - when(0);
  return {
    start_s: (when(0) - began) / 1000, each_ms: (when(0.9) - when(0.1)) / (count * 0.8),
    sending_s: sending / 1000, a_second: count / (sending / 1000), process_s: (at - began) / 1000,
    cpu_s: seen.cpu + also.cpu, mb: seen.mb, mb_beside: also.mb, ...judged(arrivals, count),
  };
}

async function atOneInstant(sink, engine, count) {
  await sink.ask('/_sink/reset', { answer_ms: 50 });
  const due = await engine.fill(count, 4000);
  await toItsEnd(engine.drain());
  const arrivals = await sink.ask('/_sink/arrivals');
  const late = arrivals.map(([, , at]) => at - due).sort((a, b) => a - b);
  return {
    least_ms: late[0], p50_ms: atShare(late, 0.5), p99_ms: atShare(late, 0.99), max_ms: late.at(-1),
    ...judged(arrivals, count),
  };
}

async function killed(sink, engine, count) {
  await engine.fill(count, 0);
  await sink.ask('/_sink/reset', { answer_ms: 20 });
  const first = engine.drain();
  while ((await sink.ask('/_sink/count')).count < count / 2) await later(2);
  first.kill('SIGKILL');
  const { at: killedAt } = await first.ended;
  const second = engine.drain();
  await toItsEnd(second);
  const { at } = await second.ended;
  const arrivals = await sink.ask('/_sink/arrivals');
  return {
    whole_s: (at - killedAt) / 1000, last_post_s: (arrivals.at(-1)[2] - killedAt) / 1000,
    ...judged(arrivals, count),
  };
}

// ---- the table -----------------------------------------------------------------------------------

function rounded(value) {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(2);
}

function medianOf(values) {
  return atShare([...values].sort((a, b) => a - b), 0.5);
}

function tell(title, results) {
  console.log(`\n${title}`);
  for (const [name, rows] of results) {
    const cells = Object.keys(rows[0]).map((key) => {
      const values = rows.map((row) => row[key]);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const spread = least === most ? '' : ` (${rounded(least)}..${rounded(most)})`;
      return `${key} ${rounded(medianOf(values))}${spread}`;
    });
    console.log(`  ${name.padEnd(12)} ${cells.join(' | ')}`);
  }
}

// The first to the second, round by round, so that noise which both met goes out.
function ratio(results, first, second, key) {
  const [a, b] = [results.get(first), results.get(second)];
  if (!a || !b) return;
  const ratios = a.map((row, n) => row[key] / b[n][key]);
  const spread = `(${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)})`;
  console.log(`  ${first} / ${second}, ${key}: ${medianOf(ratios).toFixed(2)} ${spread}`);
}

async function inTurns(runners, measure) {
  const results = new Map(runners.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, runner] of runners) results.get(name).push(await measure(runner));
  }
  return results;
}

async function main() {
  const sink = await startSink();
  const wanted = asked.only.split(',');
  const ours = roost(sink);
  const names = asked.engines.split(',');
  const both = [['roost', ours]];
  if (names.includes('bullmq') && wanted.some((what) => what !== 'history')) {
    both.push(['bullmq', await bullmq(sink)]);
  }
  if (wanted.includes('drain')) {
    const results = await inTurns(both, (engine) => drained(sink, engine, 10_000));
    tell('drain: 10,000 due, answers at once', results);
    for (const key of ['sending_s', 'process_s', 'cpu_s']) ratio(results, 'roost', 'bullmq', key);
  }
  if (wanted.includes('instant')) {
    const results = await inTurns(both, (engine) => atOneInstant(sink, engine, 1_000));
    tell('instant: 1,000 due at one instant, answers after 50 ms', results);
  }
  if (wanted.includes('kill')) {
    const results = await inTurns(both, (engine) => killed(sink, engine, 2_000));
    tell('kill: 2,000 due, answers after 20 ms, killed at 1,000', results);
  }
  if (wanted.includes('history')) {
    const pasts = asked.past.split(',').map((count) => [`past ${count}`, ours.past(count)]);
    const results = await inTurns(pasts, (past) => drained(sink, ours, 5_000, past));
    tell('history: 5,000 due after so many deliveries', results);
    for (const [name] of pasts.slice(1)) {
      for (const key of ['each_ms', 'sending_s', 'cpu_s']) ratio(results, name, pasts[0][0], key);
    }
  }
}

try {
  await main();
} finally {
  for (const child of children) child.kill();
  rmSync(place, { recursive: true, force: true });
}
process.exit(0);
