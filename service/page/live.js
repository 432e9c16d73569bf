/**
 * Live: follows a subscription over server-sent events, takes it up again after a cut, and rests while nobody looks.
 */
import { answerOf, headers, Problem } from './api.js';
import { renew } from './issuer.js';
import { t } from './words.js';

/** @template D, V @typedef {import('#documents').Asked<D, V>} Asked */

const SHORTEST = 1_000;
const LONGEST = 30_000;

/**
 * Follow a subscription until it is stopped. Each time it begins anew, `variables` says from where.
 * @template D, V
 * @param {Asked<D, V>} query
 * @param {() => V} variables
 * @param {(data: D) => void} onNews
 * @param {{whileHidden?: boolean, onRefused?: () => void, onBegun?: () => void}} [how] a hidden page rests, since a
 *   browser keeps few connections to one service; `onRefused`: there is no stream to be had; `onBegun`: news come from
 *   now on
 * @returns {() => void} stops it
 */
export function follow(query, variables, onNews, { whileHidden = false, onRefused, onBegun } = {}) {
  let stop = new AbortController();
  let ended = false;
  let pause = SHORTEST;
  const begin = async () => {
    stop = new AbortController();
    const mine = stop;
    while (!ended && !mine.signal.aborted) {
      try {
        await renew();
        const end = await read(
          query,
          variables(),
          mine.signal,
          (data) => {
            pause = SHORTEST;
            onNews(data);
          },
          onBegun,
        );
        if (end === 'refused') onRefused?.();
        if (end !== 'cut') return;
      } catch {
        // Cut off: taken up again below.
      }
      if (mine.signal.aborted) return;
      await new Promise((done) => setTimeout(done, pause));
      pause = Math.min(LONGEST, pause * 2);
    }
  };
  const look = () => {
    stop.abort();
    if (!document.hidden) begin();
  };
  if (!whileHidden) document.addEventListener('visibilitychange', look);
  if (whileHidden || !document.hidden) begin();
  return () => {
    ended = true;
    stop.abort();
    document.removeEventListener('visibilitychange', look);
  };
}

/**
 * Follow a subscription that ends, to its end.
 * @template D, V
 * @param {Asked<D, V>} query
 * @param {V} variables
 * @param {AbortSignal} signal
 * @param {(data: D) => void} onNews told of each answer as it comes
 * @returns {Promise<D>} the last answer
 */
export async function last(query, variables, signal, onNews) {
  /** @type {{data: D} | null} */
  let latest = null;
  try {
    await renew();
    const answer = await opened(query, variables, signal);
    if (!isStream(answer)) {
      await answerOf(answer);
      throw new Problem(t('problem.server', { status: answer.status }), 'SERVER');
    }
    const end = await told(answer, (data) => {
      latest = { data };
      onNews(data);
    });
    if (end === 'complete' && latest) return /** @type {{data: D}} */ (latest).data;
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
  }
  throw new Problem(t('problem.offline'), 'OFFLINE');
}

/**
 * Read one stream to its end.
 * @param {string} query
 * @param {unknown} variables
 * @param {AbortSignal} signal
 * @param {(data: any) => void} onNews
 * @param {() => void} [onBegun]
 * @returns {Promise<'complete' | 'cut' | 'refused'>} how it ended
 */
async function read(query, variables, signal, onNews, onBegun) {
  const answer = await opened(query, variables, signal);
  if (!isStream(answer)) return answer.status >= 400 && answer.status < 500 ? 'refused' : 'cut';
  onBegun?.();
  return told(answer, onNews);
}

/** @param {string} query @param {unknown} variables @param {AbortSignal} signal */
const opened = (query, variables, signal) =>
  fetch('graphql', {
    method: 'POST',
    signal,
    headers: { ...headers('text/event-stream'), 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });

/** @param {Response} answer @returns {answer is Response & {body: ReadableStream<BufferSource>}} */
const isStream = (answer) =>
  answer.ok && !!answer.body && !!answer.headers.get('content-type')?.startsWith('text/event-stream');

/**
 * Tell what comes in a stream.
 * @param {Response & {body: ReadableStream<BufferSource>}} answer
 * @param {(data: any) => void} onNews
 * @returns {Promise<'complete' | 'cut'>} how it ended
 */
async function told(answer, onNews) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return 'cut';
    const events = (rest + value.replaceAll('\r\n', '\n')).split('\n\n');
    rest = events.pop() ?? '';
    for (const each of events) {
      const { event, data } = parsed(each);
      if (event === 'complete') return 'complete';
      if (event === 'next' && data) {
        const said = JSON.parse(data);
        if (said.errors?.length) throw new Problem(said.errors[0].message, said.errors[0].extensions?.code ?? '');
        onNews(said.data);
      }
    }
  }
}

/** One event by its fields. @param {string} text */
export function parsed(text) {
  const found = { event: 'message', data: '' };
  for (const line of text.split('\n')) {
    const [, name, value = ''] = line.match(/^(event|data): ?(.*)$/) ?? [];
    if (name === 'event') found.event = value;
    else if (name === 'data') found.data += found.data ? `\n${value}` : value;
  }
  return found;
}
