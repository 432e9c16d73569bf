/**
 * Live: follows a subscription over server-sent events, takes it up again after a cut, and rests while nobody looks.
 */
import { headers } from './api.js';
import { renew } from './issuer.js';

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
 * Read one stream to its end.
 * @param {string} query
 * @param {unknown} variables
 * @param {AbortSignal} signal
 * @param {(data: any) => void} onNews
 * @param {() => void} [onBegun]
 * @returns {Promise<'complete' | 'cut' | 'refused'>} how it ended
 */
async function read(query, variables, signal, onNews, onBegun) {
  const answer = await fetch('graphql', {
    method: 'POST',
    signal,
    headers: { ...headers('text/event-stream'), 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (!answer.ok || !answer.body || !answer.headers.get('content-type')?.startsWith('text/event-stream'))
    return answer.status >= 400 && answer.status < 500 ? 'refused' : 'cut';
  onBegun?.();
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
        if (said.errors?.length) throw new Error(said.errors[0].message);
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
