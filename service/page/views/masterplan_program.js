/** Program masterplan: where it stands, who leads it, what carries it, its years, money, readiness, risks, evidence. */
import { html, useState } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { act, useDoing } from '../deed.js';
import { Card, Empty, NodeLink, OpdLink, Table, View, viewed } from '../pieces.js';
import { useRights } from '../rights.js';
import { called, number, percent, rupiah, t, within } from '../words.js';
import { Marks } from './marks.js';
import { dimensionName, period } from './masterplan_words.js';

const PROGRAM = gql(`
  query MasterplanProgram($id: ID!, $language: Language!) {
    node(id: $id) { ... on MasterplanProgram {
      __typename id name code description origin term startYear endYear quickWin writtenLead writtenPartners source
      marks { code message file row column value }
      masterplan { __typename id label } opd { shortName name }
      dimensions { code name nameEn } objectives { __typename id label }
      carriers { __typename id label code budget opd { shortName name } }
      carrierProposals { program { __typename id label opd { shortName name } } score reason(language: $language) }
      indicators { __typename id label unit baseline { text } years { year realised { text } } }
      supportingOpds { shortName name } partners { __typename id label }
      years { year target { text } realised { text } progress }
      funds { year fund budget { amount text } giver }
      readiness { aspect state note } risks { text severity response }
      criteria { criterion note met } evidence { name size sha256 place }
    } }
  }
`);

const CONFIRM = gql(`
  mutation ConfirmCarrier($input: EditMasterplanProgramInput!) {
    editMasterplanProgram(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof PROGRAM>['node']>} Node */
/** @typedef {Extract<Node, {__typename: 'MasterplanProgram'}>} Program */

/**
 * The work that may carry a program, each to be confirmed by a person.
 * @param {{node: Program, plan: import('../shell.js').PlanName}} given
 */
function Proposals({ node, plan }) {
  const { isPlanner } = useRights(plan);
  const [problem, set] = useState('');
  const doing = useDoing();
  const confirm = async (/** @type {string} */ id) => {
    const carriers = [...node.carriers.map((each) => each.id), id];
    const { wrong } = await act(CONFIRM, { plan: plan.slug, id: node.id, masterplanProgram: { carriers } });
    set(wrong);
  };
  return html`
    <${Card} title=${t('masterplan.proposals')} note=${t('about.masterplan.proposals')}>
      <p class="note">${t('masterplan.proposals.note')}</p>
      <ul class="plain-list">
        ${node.carrierProposals.map(
          (each) => html`
            <li key=${each.program.id}>
              <${NodeLink} node=${each.program} /> <${OpdLink} opd=${each.program.opd} />
              <p class="note">${percent(each.score)} · ${each.reason}</p>
              ${
                isPlanner &&
                html`
                <button
                  type="button"
                  class="quiet small noprint"
                  disabled=${doing}
                  onClick=${() => confirm(each.program.id)}
                >
                  ${t('masterplan.confirm')}
                </button>
                `
              }
            </li>
          `,
        )}
      </ul>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <//>
  `;
}

/**
 * A card with a table, or with a sentence where it has no rows.
 * @param {{title: string, none: string, head: [label: string, isNumber?: boolean][],
 *   rows: import('../pieces.js').Drawn[][]}} given
 */
const Rows = ({ title, none, head, rows }) => html`
  <${Card} title=${title}>
    ${rows.length ? html`<${Table} caption=${title} head=${head} rows=${rows} />` : html`<${Empty}>${none}<//>`}
  <//>
`;

/** Where a document lies; an address is a link. @param {string} place */
const placed = (place) =>
  /^https?:/.test(place) ? html`<a href=${place} rel="noreferrer">${place}</a>` : place || '–';

/**
 * Books or evidence: what they are called and where they lie.
 * @param {{title: string, documents: {name: string, size?: number | null, sha256: string, place: string}[]}} given
 */
export const Documents = ({ title, documents }) => html`
  <${Rows}
    title=${title}
    none=${t('masterplan.nodocuments')}
    head=${[[t('name')], [t('masterplan.place')], [t('masterplan.size'), true], ['SHA-256']]}
    rows=${documents.map((each) => [
      each.name,
      placed(each.place),
      number(each.size),
      html`<code>${each.sha256 || '–'}</code>`,
    ])}
  />
`;

/** @param {boolean | null | undefined} met */
const judged = (met) => (met == null ? '–' : t(met ? 'masterplan.met' : 'masterplan.notmet'));

/** @param {import('../shell.js').Given} given */
export default function MasterplanProgram({ address: { id }, plan }) {
  const answer = useAnswer(PROGRAM, { id });
  return viewed(answer, ({ node }) => {
    if (!node || !('name' in node))
      return html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`;
    const none = t('masterplan.unknown');
    return html`
      <${View}
        title=${node.name}
        kicker=${[called('NodeKind', 'MASTERPLAN_PROGRAM'), node.code, period(node)].filter(Boolean).join(' · ')}
        lead=${node.description}
      >
        <p class="tags">
          ${node.opd && html`<${OpdLink} opd=${node.opd} />`}
          ${!node.opd && node.writtenLead && html`<span class="tag">${node.writtenLead}</span>`}
          ${node.quickWin && html`<span class="tag good">quick win</span>`}
          ${node.term && html`<span class="tag">${within('Term', node.term)}</span>`}
          ${node.origin && html`<span class="tag">${within('MasterplanOrigin', node.origin)}</span>`}
          ${node.dimensions.map((each) => html`<span class="tag">${dimensionName(each)}</span>`)}
        </p>
        <p>${t('above')}: <${NodeLink} node=${node.masterplan} /></p>
        <${Rows}
          title=${t('masterplan.carriers')}
          none=${t('masterplan.nocarriers')}
          head=${[[t('name')], [t('opd')], [t('code')], [t('budget'), true]]}
          rows=${node.carriers.map((each) => [
            html`<${NodeLink} node=${each} />`,
            html`<${OpdLink} opd=${each.opd} className="" />`,
            each.code ?? '–',
            rupiah(each.budget),
          ])}
        />
        ${node.carrierProposals.length > 0 && html`<${Proposals} node=${node} plan=${plan} />`}
        <${Card} title=${t('masterplan.serves')} note=${t('about.masterplan.serves')}>
          <ul class="plain-list">
            ${node.objectives.map((each) => html`<li><${NodeLink} node=${each} /></li>`)}
            ${node.supportingOpds.map((each) => html`<li><${OpdLink} opd=${each} /></li>`)}
            ${node.partners.map((each) => html`<li><${NodeLink} node=${each} /></li>`)}
            ${node.writtenPartners.map((each) => html`<li>${each}</li>`)}
          </ul>
        <//>
        <${Rows}
          title=${t('masterplan.years')}
          none=${none}
          head=${[[t('year')], [t('target')], [t('realised')], [t('masterplan.progress')]]}
          rows=${node.years.map((each) => [
            String(each.year),
            each.target?.text ?? '–',
            each.realised?.text ?? '–',
            called('Progress', each.progress),
          ])}
        />
        <${Rows}
          title=${t('masterplan.funds')}
          none=${none}
          head=${[[t('year')], [t('masterplan.fund')], [t('budget'), true], [t('masterplan.giver')]]}
          rows=${node.funds.map((each) => [
            String(each.year),
            called('FundSource', each.fund),
            each.budget?.amount == null ? (each.budget?.text ?? '–') : rupiah(each.budget.amount),
            each.giver || '–',
          ])}
        />
        <${Rows}
          title=${t('masterplan.beforeafter')}
          none=${none}
          head=${[[t('name')], [t('masterplan.before')], [t('masterplan.after')]]}
          rows=${node.indicators.map((each) => {
            const last = each.years.filter((one) => one.realised).at(-1);
            return [
              html`<${NodeLink} node=${each} />`,
              each.baseline?.text ?? '–',
              last ? `${last.realised?.text} (${last.year})` : '–',
            ];
          })}
        />
        <${Rows}
          title=${t('masterplan.readiness')}
          none=${none}
          head=${[[t('name')], [t('masterplan.state')], [t('masterplan.note')]]}
          rows=${node.readiness.map((each) => [
            called('ReadinessAspect', each.aspect),
            called('ReadinessState', each.state),
            each.note || '–',
          ])}
        />
        <${Rows}
          title=${t('masterplan.risks')}
          none=${none}
          head=${[[t('name')], [t('masterplan.severity')], [t('masterplan.response')]]}
          rows=${node.risks.map((each) => [each.text, called('RiskLevel', each.severity), each.response || '–'])}
        />
        ${
          node.quickWin &&
          html`
            <${Rows}
              title=${t('masterplan.criteria')}
              none=${none}
              head=${[[t('name')], [t('masterplan.state')], [t('masterplan.note')]]}
              rows=${node.criteria.map((each) => [
                called('QuickWinCriterion', each.criterion),
                judged(each.met),
                each.note || '–',
              ])}
            />
          `
        }
        <${Documents} title=${t('masterplan.evidence')} documents=${node.evidence} />
        <p class="note">${node.source}</p>
        <${Marks} marks=${node.marks} />
      <//>
    `;
  });
}
