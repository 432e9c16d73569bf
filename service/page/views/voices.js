/** Suara: the ties of which agencies said something, and the form in which one proposes a tie that is missing. */
import { html } from '../vendor/preact.js';
import { gql } from '../api.js';
import { act } from '../deed.js';
import { Form, Line, Select } from '../form.js';
import { Card, Choice, Empty, NodeLink, OpdLink, View, answered } from '../pieces.js';
import { useRights } from '../rights.js';
import { called, t } from '../words.js';
import { NEEDS } from './ties/needs.js';
import { Picker } from './ties/picker.js';
import { Adopt, Said, Say, useVoices } from './ties/say.js';

const PROPOSE = gql(`
  mutation ProposeLink($input: ProposeLinkInput!) {
    proposeLink(input: $input) { voicedLink { localId } errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../form.js').Written} Written */

/** @param {import('../shell.js').Given} given */
export default function Voices({ address: { asked }, plan }) {
  const answer = useVoices(plan.slug);
  const rights = useRights(plan);
  const fits = (/** @type {import('./ties/say.js').Voiced} */ each) =>
    ({ setuju: each.isAgreed, beda: each.isDisputed, usulan: each.isProposed })[asked.tampil ?? ''] ?? true;
  return html`
    <${View} title=${t('voices')} lead=${t('voices.lead')}>
      <div class="bar">
        <${Choice}
          name="tampil"
          label=${t('voices.shown')}
          value=${asked.tampil ?? ''}
          all=${t('all')}
          options=${[['setuju', t('voices.agreed')], ['beda', t('voice.disputed')], ['usulan', t('voice.proposed')]]}
        />
      </div>
      ${answered(answer, (all) => {
        const some = all.filter(fits);
        return some.length
          ? some.map(
              (each) => html`
                <${Card} key=${each.localId}>
                  <p>
                    <${NodeLink} node=${each.link.originNode} /> → <${NodeLink} node=${each.link.targetNode} />
                    ${' '}${each.parties.map((opd) => html`<${OpdLink} opd=${opd} /> `)}
                  </p>
                  <p>${each.link.reason}</p>
                  <${Said} voiced=${each} />
                  ${rights.isPlanner && each.isProposed && html`<${Adopt} voiced=${each} plan=${plan} />`}
                  ${
                    rights.opds.length > 0 &&
                    html`
                      <details class="filters noprint">
                        <summary>${t('voice.say')}</summary>
                        <${Say} plan=${plan} link=${each.localId} opds=${rights.opds} />
                      </details>
                    `
                  }
                <//>
              `,
            )
          : html`<${Empty}>${t('voices.none')}<//>`;
      })}
      ${
        (rights.isPlanner || rights.opds.length > 0) &&
        html`<${Propose} asked=${asked} plan=${plan} rights=${rights} />`
      }
    <//>
  `;
}

/**
 * @param {{asked: import('../address.js').Query, plan: {slug: string}, rights: import('../rights.js').Rights}} given
 */
function Propose({ asked, plan, rights }) {
  const save = async (/** @type {Written} */ { kind, opd = '', reason = '' }) => {
    if (!asked.dari || !asked.ke) return { payload: null, wrong: t('voice.choose') };
    return act(PROPOSE, {
      plan: plan.slug,
      opd: opd.trim() || (rights.opds[0] ?? ''),
      originNode: asked.dari,
      targetNode: asked.ke,
      dependencyKind: NEEDS.find((each) => each === kind) ?? 'DATA',
      reason,
    });
  };
  return html`
    <${Card} title=${t('voice.propose')} note=${t('voice.propose.note')} className="noprint">
      <div class="bar">
        <${Picker} name="dari" label=${t('needs')} value=${asked.dari ?? ''} plan=${plan} />
        <${Picker} name="ke" label=${t('needed')} value=${asked.ke ?? ''} plan=${plan} />
      </div>
      <${Form} subject=${`propose/${plan.slug}`} first=${{ kind: 'DATA' }} button=${t('voice.propose')} save=${save}>
        ${(/** @type {Written} */ written) => html`
          <${Select}
            name="kind"
            label=${t('kind')}
            value=${written.kind}
            options=${NEEDS.map((each) => [each, called('DependencyKind', each)])}
          />
          ${
            rights.opds.length !== 1 &&
            html`<${Line} name="opd" label=${t('meeting.for')} value=${written.opd} required />`
          }
          <${Line} name="reason" label=${t('reason')} value=${written.reason} required />
        `}
      <//>
    <//>
  `;
}
