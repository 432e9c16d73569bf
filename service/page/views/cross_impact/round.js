/** Round: the matrix of a cross-impact round, what helps or hinders the whole, and what judges do not agree on. */
import { html } from '../../vendor/preact.js';
import { change, href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, namesIn } from '../../form.js';
import { Card, Choice, Empty, View, answered } from '../../pieces.js';
import { Signed, useRights } from '../../rights.js';
import { moment, number, t } from '../../words.js';
import { Matrix, shade, signed } from './matrix.js';
import { PairCard } from './pair.js';
import { Disputed, Ranking } from './ranking.js';
import { pairOf, useScoring } from './scoring.js';

const ROUND = gql(`
  query CrossImpactRound($plan: String!, $number: Int!, $language: Language!) {
    plan(slug: $plan) {
      crossImpact(number: $number) {
        number title isClosed isReadable madeAt closedAt judgeCount
        items { localId name(language: $language) }
        invited(first: 100) { nodes { name } }
        speaksFor { shortName name }
        cells {
          source { localId } target { localId } value mean lowest highest scoreCount agreement
          proposal { score reason(language: $language) } scores { score reason author opd { shortName } }
        }
        ranking { rank item { localId } total firstOrder secondOrder received proposedCount unknownCount }
        files { format title url }
      }
    }
  }
`);
const INVITE = gql(`
  mutation InviteToCrossImpact($input: InviteToCrossImpactInput!) {
    inviteToCrossImpact(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const CLOSE = gql(`
  mutation CloseCrossImpact($input: CrossImpactDeed!) {
    closeCrossImpact(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof ROUND>['plan']['crossImpact']>} Found */
/** @typedef {Found['items'][number]} Item */
/** @typedef {Found['cells'][number]} Cell */
/** @typedef {{asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName}} Given */

/** @param {Given & {number: number}} given */
export function Round({ number: which, asked, plan }) {
  const answer = useAnswer(ROUND, { plan: plan.slug, number: which });
  if (!answer.data?.plan.crossImpact) return html`<${View} title=${t('cross')}>${answered(answer, () => null)}<//>`;
  return answered(answer, ({ plan: { crossImpact: round } }) => {
    if (!round) return null;
    const state = round.closedAt ? t('cross.closed', { time: moment(round.closedAt) }) : t('cross.open');
    return html`
      <${View}
        title=${round.title}
        kicker=${html`<a href=${href({ view: 'pengaruh' })}>${t('cross')}</a>`}
        lead=${`${state}. ${t('cross.scored', { count: number(round.judgeCount) })}`}
        actions=${html`
          ${round.files.map((each) => html`<a class="go" href=${each.url} download>${each.format.toUpperCase()}</a>`)}
          <a class="go" href=${href({ view: 'pengaruh', asked: { seperti: round.number } })}>${t('cross.again')}</a>
        `}
      >
        ${
          round.isReadable
            ? html`<${Scored} round=${round} asked=${asked} plan=${plan} />`
            : html`
                <${Empty}>${t('cross.unreadable')}<//>
                <${Card} title=${t('cross.items')} note=${t('about.cross.items')}>
                  <ol>${round.items.map(({ name }) => html`<li>${name}</li>`)}</ol>
                <//>
              `
        }
      <//>
    `;
  });
}

/** @param {Given & {round: Found}} given */
function Scored({ round, asked, plan }) {
  const rights = useRights(plan);
  const voices = round.speaksFor.map(({ shortName }) => shortName);
  const judges = rights.isPlanner ? ['', ...voices] : voices;
  const judge = judges.includes(asked.sebagai ?? '') ? (asked.sebagai ?? '') : (judges[0] ?? '');
  const mayScore = !round.isClosed && judges.length > 0;
  const scoring = useScoring(plan.slug, round.number, judge);
  const cells = new Map(round.cells.map((each) => [pairOf(each.source.localId, each.target.localId), each]));
  const cellOf = (/** @type {string} */ one, /** @type {string} */ other) => cells.get(pairOf(one, other));
  const names = new Map(round.items.map((each) => [each.localId, each]));
  /** What the one who scores says of a pair, sent or not yet. @param {string} one @param {string} other */
  const saidOf = (one, other) => {
    const found = cellOf(one, other)?.scores.find((each) =>
      judge ? each.opd?.shortName === judge : !each.opd && each.author === rights.name,
    );
    return scoring.waits(one, other) ?? (found ? { ...found, source: one, target: other } : null);
  };
  const picked = asked.dari && asked.ke ? { source: asked.dari, target: asked.ke } : null;
  const [source, target] = [names.get(picked?.source ?? ''), names.get(picked?.target ?? '')];
  const cell = picked && cellOf(picked.source, picked.target);
  const pick = (/** @type {import('./matrix.js').Pair} */ pair) => change({ dari: pair.source, ke: pair.target });
  const score = (
    /** @type {import('./matrix.js').Pair} */ pair,
    /** @type {number | null} */ value,
    /** @type {string} */ reason = saidOf(pair.source, pair.target)?.reason ?? '',
  ) => scoring.put({ ...pair, score: value, reason: value === null ? '' : reason });
  return html`
    <${Card} title=${t('cross.matrix')} note=${mayScore ? t('cross.keys') : ''}>
      ${
        mayScore &&
        html`
          <div class="bar noprint">
            <${Choice}
              name="sebagai"
              label=${t('cross.as')}
              value=${judge}
              options=${judges.map((each) => [each, each || t('cross.self', { name: rights.name })])}
            />
            <span class="note" role="status">
              ${scoring.count ? t('cross.waiting', { count: number(scoring.count) }) : t('cross.saved')}
            </span>
          </div>
        `
      }
      ${
        scoring.problem &&
        html`
          <div class="notice bad" role="alert">
            <p>${scoring.problem}</p>
            <button type="button" onClick=${scoring.send}>${t('again')}</button>
          </div>
        `
      }
      <${Matrix}
        items=${round.items}
        cellOf=${cellOf}
        ownOf=${(/** @type {string} */ one, /** @type {string} */ other) =>
          mayScore ? (saidOf(one, other)?.score ?? null) : null}
        picked=${picked}
        onPick=${pick}
        onScore=${mayScore ? score : null}
      />
      <${Legend} />
    <//>
    ${
      picked && source && target && cell
        ? html`
            <${PairCard}
              key=${`${pairOf(picked.source, picked.target)} ${judge}`}
              source=${source}
              target=${target}
              cell=${cell}
              own=${mayScore ? saidOf(picked.source, picked.target) : null}
              onScore=${
                mayScore
                  ? (/** @type {number | null} */ value, /** @type {string} */ reason) => score(picked, value, reason)
                  : null
              }
            />
          `
        : html`<p class="note noprint">${t('cross.pick')}</p>`
    }
    <${Ranking} ranking=${round.ranking} names=${names} />
    <${Disputed} cells=${round.cells} names=${names} onPick=${pick} />
    ${!round.isClosed && html`<${Holding} round=${round} plan=${plan} />`}
  `;
}

/** What the colours and marks of the matrix mean. */
const Legend = () => html`
  <ul class="legend-scale">
    ${[3, 2, 1, 0, -1, -2, -3].map(
      (each) => html`
        <li><span class="swatch ${shade(each)}">${signed(each)}</span> ${t(`cross.scale.${each}`)}</li>
      `,
    )}
    <li><span class="swatch proposed">+1</span> ${t('cross.legend.proposed')}</li>
    <li><span class="swatch">≠</span> ${t('cross.legend.differing')}</li>
    <li><span class="swatch">≠≠</span> ${t('cross.legend.disputed')}</li>
  </ul>
`;

/** What planners do with a round. @param {{round: Found, plan: import('../../shell.js').PlanName}} given */
function Holding({ round, plan }) {
  const at = { plan: plan.slug, round: round.number };
  return html`
    <${Card} title=${t('cross.hold')} note=${t('about.cross.hold')} className="noprint">
      <p>${t('cross.invited', { names: round.invited.nodes.map(({ name }) => name).join(', ') || '–' })}</p>
      <${Signed} to=${t('cross.hold.to')} plan=${plan}>
        <div class="stack">
        <${Form}
          subject=${`impact/${plan.slug}/${round.number}/invite`}
          first=${{}}
          className="bar"
          button=${t('cross.invite')}
          save=${(/** @type {import('../../form.js').Written} */ { invited }) =>
            act(INVITE, { ...at, invited: namesIn(invited) })}
        >
          ${(/** @type {import('../../form.js').Written} */ written) => html`
            <${Line} name="invited" label=${t('cross.invited.write')} value=${written.invited} required />
          `}
        <//>
        <p class="note">${t('cross.close.note')}</p>
        <${Form}
          subject=${`impact/${plan.slug}/${round.number}/close`}
          first=${{}}
          button=${t('cross.close')}
          save=${() => act(CLOSE, at)}
        >
          ${() => ''}
        <//>
        </div>
      <//>
    <//>
  `;
}
