/** Picker: finds an OPD, a program or a part of one, and keeps it in the address. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Combobox } from '../../combobox.js';
import { found, optionsOf } from '../../finding.js';

const CHOSEN = gql(`
  query Chosen($id: ID!) {
    node(id: $id) { __typename ... on PlanNode { label } ... on Opd { shortName } ... on Program { opd { shortName } } }
  }
`);

/** @param {{name: string, label: string, value: string, plan: {slug: string}}} given */
export const Picker = ({ name, label, value, plan }) => html`
  <${Combobox}
    id=${`pilih-${name}`}
    label=${html`${label}${value && html`: <${Chosen} id=${value} />`}`}
    find=${async (/** @type {string} */ text, /** @type {AbortSignal} */ signal) => {
      const result = optionsOf(await found(plan.slug, text, { kinds: ['OPD', 'PROGRAM'], signal }));
      return { ...result, options: result.options.map(({ to: _, ...option }) => option) };
    }}
    onPick=${(/** @type {import('../../combobox.js').Option} */ option) => change({ [name]: option.id })}
  />
`;

/** @param {{id: string}} given */
function Chosen({ id }) {
  const { data } = useAnswer(CHOSEN, { id });
  const node = data?.node;
  if (!node || !('label' in node)) return null;
  const opd = node.__typename === 'Program' && node.opd ? ` (${node.opd.shortName})` : '';
  return html`<strong>${node.__typename === 'Opd' ? node.shortName : node.label}${opd}</strong>`;
}
