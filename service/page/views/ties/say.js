/** Say: what agencies say of ties of their own, the form for it, and the button that adds what they propose. */
import { html, useState } from '../../vendor/preact.js';
import { askAll, gql, useAsked } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Form, Line, Select } from '../../form.js';
import { called, moment, t } from '../../words.js';

const VOICES = gql(`
  query Voices($plan: String!, $after: String) {
    plan(slug: $plan) {
      voicedLinks(first: 100, after: $after) {
        nodes {
          localId isProposed isAgreed isDisputed
          link {
            id kind reason dependencyKind
            originNode { __typename id label ... on Program { opd { shortName name } } }
            targetNode { __typename id label ... on Program { opd { shortName name } } }
          }
          parties { shortName name }
          voices { standing reason author madeAt opd { shortName name } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const SAY = gql(`
  mutation SayOfLink($input: SayOfLinkInput!) {
    sayOfLink(input: $input) { voicedLink { localId } errors { __typename ... on Problem { message } } }
  }
`);
const ADOPT = gql(`
  mutation AdoptLink($input: AddLinkInput!) {
    addLink(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const STANDINGS = /** @type {const} */ (['CONFIRMED', 'REJECTED', 'OPEN']);
/** @typedef {import('#documents').DataOf<typeof VOICES>['plan']['voicedLinks']['nodes'][number]} Voiced */

/** All ties of which agencies said something. @param {string} plan */
export const useVoices = (plan) =>
  useAsked((signal) => askAll(VOICES, { plan }, (data) => data.plan.voicedLinks, signal), [plan]);

/** What agencies say of a tie. @param {{voiced: Voiced}} given */
export const Said = ({ voiced }) => html`
  <p class="tags">
    ${voiced.isProposed && html`<span class="tag warm">${t('voice.proposed')}</span>`}
    ${
      voiced.isAgreed
        ? html`<span class="tag good">${t('voice.agreed', { opds: namesOf(voiced) })}</span>`
        : voiced.isDisputed && html`<span class="tag bad">${t('voice.disputed')}</span>`
    }
  </p>
  <ul class="plain-list tight">
    ${voiced.voices.map(
      (each) => html`
        <li>
          ${each.opd?.shortName}: ${called('Standing', each.standing)}
          ${each.reason && html` – <span class="kept">${each.reason}</span>`}
          <span class="note"> ${each.author}, ${moment(each.madeAt)}</span>
        </li>
      `,
    )}
  </ul>
`;

/** @param {Voiced} voiced */
const namesOf = (voiced) => voiced.parties.map((each) => each.shortName).join(', ');

/**
 * @param {{plan: {slug: string}, link: string, opds: readonly string[]}} given `link`: its id; `opds`: those for which
 *   somebody speaks
 */
export const Say = ({ plan, link, opds }) => html`
  <${Form}
    subject=${`say/${plan.slug}/${link}`}
    first=${{ standing: 'CONFIRMED', opd: opds[0] ?? '' }}
    button=${t('voice.say')}
    save=${(/** @type {import('../../form.js').Written} */ { standing, opd = '', reason = '' }) =>
      act(SAY, {
        plan: plan.slug,
        link,
        opd: opd || (opds[0] ?? ''),
        standing: STANDINGS.find((each) => each === standing) ?? 'CONFIRMED',
        reason,
      })}
  >
    ${(/** @type {import('../../form.js').Written} */ written) => html`
      <${Select}
        name="standing"
        label=${t('voice.word')}
        value=${written.standing}
        options=${STANDINGS.map((each) => [each, t(`voice.${each}`)])}
      />
      ${
        opds.length > 1 &&
        html`
          <${Select} name="opd" label=${t('opd')} value=${written.opd} options=${opds.map((each) => [each, each])} />
        `
      }
      <${Line} name="reason" label=${t('reason')} value=${written.reason} required=${written.standing === 'REJECTED'} />
    `}
  <//>
`;

/**
 * The button by which a planner adds a tie that an agency proposes to the plan.
 * @param {{voiced: Voiced, plan: {slug: string}}} given
 */
export function Adopt({ voiced: { link, voices }, plan }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const opds = voices.filter((each) => each.standing === 'CONFIRMED').map((each) => each.opd?.shortName);
  if (!opds.length) return null;
  const adopt = async () => {
    const { kind, dependencyKind, reason, originNode, targetNode } = link;
    const outcome = await act(ADOPT, {
      plan: plan.slug,
      link: { kind, dependencyKind, reason, originNode: originNode.id, targetNode: targetNode.id },
      reason: t('voice.adopted', { opds: opds.join(', ') }),
    });
    set(outcome.wrong);
  };
  return html`
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p class="noprint"><button type="button" disabled=${doing} onClick=${adopt}>${t('voice.adopt')}</button></p>
  `;
}
