/** Scoring: what a judge scores is shown at once, and sent together a moment after the last key. */
import { useCallback, useLayoutEffect, useRef, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { act } from '../../deed.js';

const SCORE = gql(`
  mutation ScoreCrossImpact($input: ScoreCrossImpactInput!) {
    scoreCrossImpact(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** How long after the last score all are sent, in milliseconds. */
const MOMENT = 400;
/** @typedef {{source: string, target: string, score: number | null, reason: string}} Score */

/** The name of a pair. @param {string} source @param {string} target */
export const pairOf = (source, target) => `${source} ${target}`;

/**
 * @param {string} slug
 * @param {number} round
 * @param {string} opd for which it is scored; '' for oneself
 */
export function useScoring(slug, round, opd) {
  const waiting = useRef(/** @type {Map<string, Score>} */ (new Map()));
  const timer = useRef(0);
  const [problem, say] = useState('');
  const [count, counted] = useState(0);
  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const scores = [...waiting.current.values()];
    if (!scores.length) return;
    const outcome = await act(SCORE, { plan: slug, round, opd, scores });
    if (outcome.payload || outcome.unsent) {
      // What was scored anew while this was on its way waits on.
      for (const each of scores) {
        const name = pairOf(each.source, each.target);
        if (waiting.current.get(name) === each) waiting.current.delete(name);
      }
    }
    say(outcome.payload ? '' : outcome.wrong);
    counted(waiting.current.size);
  }, [slug, round, opd]);
  // At once: what is scored next is of the other round or OPD.
  useLayoutEffect(
    () => () => {
      send();
      waiting.current = new Map();
    },
    [send],
  );
  useLayoutEffect(() => {
    addEventListener('pagehide', send);
    return () => removeEventListener('pagehide', send);
  }, [send]);
  return {
    problem,
    count,
    send,
    /** What waits to be sent of a pair. @param {string} source @param {string} target */
    waits: (source, target) => waiting.current.get(pairOf(source, target)),
    put(/** @type {Score} */ score) {
      waiting.current.set(pairOf(score.source, score.target), score);
      counted(waiting.current.size);
      clearTimeout(timer.current);
      timer.current = setTimeout(send, MOMENT);
    },
  };
}
