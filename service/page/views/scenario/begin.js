/** Begin: begins a scenario, empty or with what is proposed for findings, initiatives and actions. */
import { html } from '../../vendor/preact.js';
import { go, href } from '../../address.js';
import { gql } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line } from '../../form.js';
import { Card } from '../../pieces.js';
import { number, t } from '../../words.js';

const CREATE = gql(`
  mutation BeginScenario($input: CreateScenarioInput!) {
    createScenario(input: $input) { scenario { name changeCount } errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */

const LONGEST_TITLE = 150;

/**
 * The way to a new scenario from what is recommended.
 * @param {{from: readonly string[], title: string, className?: string}} given `from`: fingerprints
 */
export const Try = ({ from, title, className = 'go' }) => html`
  <a
    class="${className} noprint"
    href=${href({ view: 'skenario', asked: { dari: from.join(','), judul: title.slice(0, LONGEST_TITLE) } })}
  >
    ${t('scenario.try')}
  </a>
`;

/** @param {{plan: {slug: string}, asked: import('../../address.js').Query}} given */
export function Begin({ plan, asked }) {
  const remedies = asked.dari ? asked.dari.split(',') : [];
  const save = async (/** @type {Written} */ { name = '', reason = '' }) => {
    const outcome = await act(CREATE, { plan: plan.slug, name, reason, remedies });
    if (outcome.payload) go({ view: 'skenario', id: name.trim() });
    return outcome;
  };
  return html`
    <${Card}
      title=${t('scenario.begin')}
      note=${remedies.length ? t('scenario.begin.from', { count: number(remedies.length) }) : t('scenario.begin.hand')}
      className="noprint"
    >
      <${Form}
        key=${asked.dari ?? ''}
        subject=${`scenario/${plan.slug}/${asked.dari ?? ''}`}
        first=${{ name: asked.judul ?? '', reason: '' }}
        button=${t('scenario.begin.do')}
        main
        save=${save}
      >
        ${(/** @type {Written} */ written) => html`
          <${Line} name="name" label=${t('scenario.name')} value=${written.name} required maxlength="200" />
          <${Line} name="reason" label=${t('scenario.reason')} value=${written.reason} maxlength="1000" />
        `}
      <//>
    <//>
  `;
}
