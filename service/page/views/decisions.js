/** Keputusan: what was decided, newest first, with what came back, lost its reason, and did to its indicators. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAsked } from '../api.js';
import { Card, Choice, Empty, NodeLink, StandingTag, Table, View, answered } from '../pieces.js';
import { day, moment, percent, t } from '../words.js';

const DECIDED = gql(`
  query Decided($plan: String!, $filter: DecisionFilter, $after: String) {
    plan(slug: $plan) {
      decisions(first: 20, after: $after, filter: $filter) {
        nodes {
          fingerprint isReasonGone initiative { fingerprint }
          decision {
            number standing reason title author madeAt revision meetingNumber until isBack output due
            lead { shortName } opds { shortName }
          }
          expected {
            effect { indicator { label unit } behind }
            indicatorNow { __typename id label behind years { year realised { text } } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
/** @type {Record<string, import('#documents').DecisionFilter>} */
const FILTERS = {
  terima: { standing: 'ACCEPTED' },
  tunda: { standing: 'DEFERRED' },
  tolak: { standing: 'REJECTED' },
  kembali: { isBack: true },
  gugur: { isReasonGone: true },
};
/** @typedef {import('#documents').DataOf<typeof DECIDED>['plan']['decisions']['nodes'][number]} Listed */

/** @param {import('../shell.js').Given} given */
export default function Decisions({ address: { asked }, plan }) {
  const filter = FILTERS[asked.tampil ?? ''] ?? null;
  const answer = useAsked(
    (signal) => askAll(DECIDED, { plan: plan.slug, filter }, (data) => data.plan.decisions, signal),
    [plan.slug, filter],
  );
  return html`
    <${View} title=${t('decisions')} lead=${t('decisions.lead')}>
      <div class="bar">
        <${Choice}
          name="tampil"
          label=${t('voices.shown')}
          value=${asked.tampil ?? ''}
          all=${t('all')}
          options=${Object.keys(FILTERS).map((each) => [each, t(`decisions.${each}`)])}
        />
      </div>
      ${answered(answer, (all) =>
        all.length
          ? all.map((each) => html`<${One} key=${each.decision.number} listed=${each} />`)
          : html`<${Empty}>${t('decisions.none')}<//>`,
      )}
    <//>
  `;
}

/** @param {{listed: Listed}} given */
function One({ listed: { decision, initiative, isReasonGone, expected } }) {
  const title = decision.title || t('decisions.untitled');
  return html`
    <${Card}
      title=${
        initiative ? html`<a href=${href({ view: 'inisiatif', id: initiative.fingerprint })}>${title}</a>` : title
      }
    >
      <p class="tags">
        <${StandingTag} standing=${decision.standing} />
        ${decision.isBack && html`<span class="tag bad">${t('decisions.kembali')}</span>`}
        ${isReasonGone && html`<span class="tag bad">${t('decisions.gugur')}</span>`}
      </p>
      ${decision.reason && html`<p class="kept">${decision.reason}</p>`}
      <p class="note">
        ${[
          decision.author || t('someone'),
          decision.madeAt && moment(decision.madeAt),
          decision.revision && t('decisions.saw', { revision: decision.revision }),
          decision.until && t('decision.until', { day: day(decision.until) }),
          decision.lead &&
            `${t('lead')}: ${[decision.lead, ...decision.opds].map((each) => each.shortName).join(', ')}`,
          decision.output && `${t('output')}: ${decision.output}`,
          decision.due && t('task.due', { day: day(decision.due) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        ${
          decision.meetingNumber &&
          html`
            ${' · '}<a href=${href({ view: 'rapat', id: String(decision.meetingNumber) })}>${t('task.meeting')}</a>
          `
        }
      </p>
      ${
        expected.length > 0 &&
        html`
          <${Table}
            caption=${`${t('decisions.expected')}: ${title}`}
            head=${[
              [t('decisions.expected')],
              [t('decisions.then'), true],
              [t('decisions.now'), true],
              [t('realised')],
            ]}
            rows=${expected.map(({ effect, indicatorNow: now }) => [
              now ? html`<${NodeLink} node=${now} />` : effect.indicator.label,
              percent(effect.behind),
              percent(now?.behind),
              lastOf(now?.years ?? []),
            ])}
          />
        `
      }
    <//>
  `;
}

/** The latest value that was reported. @param {readonly {year: number, realised: {text: string} | null}[]} years */
function lastOf(years) {
  const last = years.filter((each) => each.realised).at(-1);
  return last ? `${last.realised?.text} (${last.year})` : '–';
}
