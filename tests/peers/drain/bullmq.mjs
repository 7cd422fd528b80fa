// BullMQ as a scheduler of posts would use it: each post a job in Redis, delayed until it is due,
// sent by one worker with 64 in flight. The jobs lie in Redis before the clock starts.
//
//   node bullmq.mjs fill  REDIS_PORT COUNT DUE_IN_MS    prints {"due"}
//   node bullmq.mjs drain REDIS_PORT SINK_PORT          ends when nothing is left, stalled jobs too
//
// The packages are in the folder that compare.mjs installed; NODE_PATH does not serve modules, so
// this file is copied there to run.
import http from 'node:http';
import { Queue, Worker } from 'bullmq';

const IN_FLIGHT = 64;
const ACCOUNTS = 100;
const [task, redisPort, ...rest] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(redisPort), maxRetriesPerRequest: null };
const queue = new Queue('posts', { connection });

async function fill(count, dueIn) {
  await queue.obliterate({ force: true });
  const due = Date.now() + dueIn;
  for (let from = 0; from < count; from += 1000) {
    const jobs = Array.from({ length: Math.min(1000, count - from) }, (_, k) => ({
      name: 'post',
      data: { account: 1000 + ((from + k) % ACCOUNTS), text: `post ${from + k}` },
      opts: { jobId: `post-${from + k}`, delay: dueIn > 0 ? Math.max(0, due - Date.now()) : 0 },
    }));
    await queue.addBulk(jobs);
  }
  console.log(JSON.stringify({ due }));
  await queue.close();
}

function send(agent, port, data) {
  return new Promise((sent, failed) => {
    const options = {
      host: '127.0.0.1', port, agent, method: 'POST', path: '/2/tweets',
      headers: { 'content-type': 'application/json' },
    };
    const request = http.request(options, (answer) => {
      answer.resume();
      answer.on('end', () => sent(answer.statusCode));
    });
    request.on('error', failed);
    request.end(JSON.stringify(data));
  });
}

async function left() {
  const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

async function drain(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  let open = await left();
  const worker = new Worker('posts', (job) => send(agent, port, job.data), {
    connection, concurrency: IN_FLIGHT,
  });
  await new Promise((done) => {
    worker.on('completed', () => { if (--open === 0) done(); });
    // Jobs that a killed worker had are not in the count until they are found stalled.
    setInterval(async () => { if (open <= 0 || (await left()) === 0) done(); }, 1000).unref();
  });
  while ((await left()) > 0) await new Promise((later) => setTimeout(later, 50));
  process.exit(0);
}

if (task === 'fill') await fill(...rest.map(Number));
else await drain(Number(rest[0]));
