/** Follow: a meeting as it stands, asked anew whenever something was done in it, by whomever. */
import { useEffect, useRef } from '../../vendor/preact.js';
import { gql, send, useAsked } from '../../api.js';
import { follow } from '../../live.js';
import { spoken } from '../../words.js';

const MEETING = gql(`
  query Meeting($plan: String!, $meeting: Int!, $language: Language!) {
    plan(slug: $plan) {
      meeting(number: $meeting) {
        number version title heldOn place body namesPersons isReadable minutesNumber closedAt closedBy
        invited(first: 100) { nodes { name persons node { __typename id ... on Opd { shortName } } } }
        present(first: 100) { nodes { name persons node { __typename id ... on Opd { shortName } } } }
        presenting { number }
        agenda(first: 40) {
          nodes {
            number kind reference title(language: $language) minutes isVoted presenter { shortName name }
            notes(first: 40) { totalCount nodes { text author madeAt opd { shortName name } } }
            votes(first: 40) { nodes { choice counts reason opd { id shortName name } } }
            decision {
              number standing reason until output due author madeAt lead { shortName name } opds { shortName }
            }
          }
        }
        tasks(first: 100) { nodes { number title due standing isLate item: itemNumber opd { shortName name } } }
        files { name title url }
        addenda(first: 100) { nodes { text author madeAt } }
      }
    }
  }
`);
const FOLLOW = gql(`
  subscription MeetingChanged($plan: String!, $meeting: Int!, $after: String) {
    meetingChanged(plan: $plan, meeting: $meeting, after: $after) { cursor item meeting { version } }
  }
`);
/** How often it is asked where something on the way lets no stream through, in milliseconds. */
const POLL = 15_000;
/** @typedef {NonNullable<import('#documents').DataOf<typeof MEETING>['plan']['meeting']>} Held as a meeting stands */
/** @typedef {Held['agenda']['nodes'][number]} Item */

/** @param {string} plan @param {number} meeting */
export function useMeeting(plan, meeting) {
  const variables = { plan, meeting, language: spoken() };
  const answer = useAsked((signal) => send(MEETING, variables, signal), [variables]);
  const { again } = answer;
  const version = useRef(0);
  version.current = answer.data?.plan.meeting?.version ?? 0;
  useEffect(() => {
    let after = /** @type {string | null} */ (null);
    let timer = 0;
    const stop = follow(
      FOLLOW,
      () => ({ plan, meeting, after }),
      ({ meetingChanged: change }) => {
        after = change.cursor;
        // What this page did itself is here already; a task leaves the version as it was.
        if (change.item === null || change.meeting.version > version.current) again();
      },
      {
        onBegun: () => again(),
        onRefused: () => {
          timer = setInterval(again, POLL);
        },
      },
    );
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [plan, meeting, again]);
  return answer;
}
