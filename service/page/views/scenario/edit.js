/** Edit: changes a piece of work, an indicator or a link within a scenario, where it stands. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, Select } from '../../form.js';
import { amountOf } from '../../money.js';
import { answered, Card } from '../../pieces.js';
import { called, language, rupiah, t } from '../../words.js';
import { Picker } from '../ties/picker.js';
import { within } from './within.js';

export const WORK = gql(`
  query EditedWork($plan: String!, $id: ID!) {
    plan(slug: $plan) { opds(first: 100) { nodes { id shortName } } startYear endYear }
    node(id: $id) { ... on Program {
      __typename id name opd { id shortName } years { year budget { amount } }
      indicators { id label years { year target { text } } }
    } }
  }
`);
const EDIT_WORK = gql(`
  mutation EditWork($input: EditProgramInput!) {
    editProgram(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const EDIT_INDICATOR = gql(`
  mutation EditTarget($input: EditIndicatorInput!) {
    editIndicator(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const ADD_LINK = gql(`
  mutation TryLink($input: AddLinkInput!) {
    addLink(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {import('./within.js').Work} Work */
/** @typedef {import('./within.js').Plan} Plan */
/** @typedef {{scenario: import('./one.js').Scenario, plan: import('../../shell.js').PlanName}} Given */

const LINKS = /** @type {const} */ (['DEPENDS_ON', 'SUPPORTS', 'CONTRIBUTES', 'ALIGNS']);
const NEEDS = /** @type {const} */ (['SEQUENCE', 'DATA', 'PERMIT', 'LAND', 'INFRASTRUCTURE', 'PEOPLE', 'FINANCE']);

/** @param {Given & {asked: import('../../address.js').Query}} given */
export const Edit = ({ scenario, asked, plan }) => html`
  <${Card} title=${t('scenario.edit')} note=${t('scenario.edit.note')} className="noprint">
    <${Picker} name="karya" label=${t('scenario.work')} value=${asked.karya ?? ''} plan=${plan} />
    ${
      asked.karya &&
      html`<${Work} key=${asked.karya} id=${asked.karya} asked=${asked} scenario=${scenario} plan=${plan} />`
    }
  <//>
`;

/** @param {Given & {id: string, asked: import('../../address.js').Query}} given */
function Work({ id, asked, scenario, plan }) {
  const answer = useAnswer(WORK, { plan: plan.slug, id });
  return answered(answer, ({ node, plan: known }) => {
    if (!(node && 'years' in node)) return html`<p class="note">${t('scenario.work.none')}</p>`;
    const work = within(scenario, /** @type {Work} */ (node), known);
    const given = { key: JSON.stringify(work), scenario, plan, work, known };
    return html`
      <div class="split">
        <${WorkForm} ...${given} />
        <div>
          ${node.indicators.length > 0 && html`<${TargetForm} ...${given} />`}
          <${LinkForm} ...${given} other=${asked.tujuan ?? ''} />
        </div>
      </div>
    `;
  });
}

/** @param {Given & {work: Work, known: Plan}} given */
function WorkForm({ scenario, plan, work, known }) {
  const period = Array.from({ length: known.endYear - known.startYear + 1 }, (_, at) => known.startYear + at);
  const years = [...new Set([...period, ...work.years.map((each) => each.year)])].sort().map(String);
  const latest = work.years.filter((each) => each.budget).at(-1);
  const save = async (/** @type {Written} */ { name = '', year = '', budget = '', opd = '' }) => {
    const amount = budget.trim() ? amountOf(budget, language()) : null;
    if (budget.trim() && amount === null)
      return { payload: null, wrong: t('portfolio.amount.wrong', { typed: budget.trim() }) };
    return act(EDIT_WORK, {
      plan: plan.slug,
      scenario: scenario.name,
      id: work.id,
      program: {
        ...(name.trim() && name.trim() !== work.name ? { name } : {}),
        ...(amount === null ? {} : { years: [{ year: Number(year), budget: amount }] }),
        ...(opd && opd !== work.opd?.id ? { opd } : {}),
      },
    });
  };
  return html`
    <${Form}
      subject=${`scenario/${plan.slug}/${scenario.name}/${work.id}`}
      first=${{
        name: work.name,
        year: String(latest?.year ?? years[0]),
        budget: latest?.budget?.amount == null ? '' : rupiah(latest.budget.amount),
        opd: work.opd?.id ?? '',
      }}
      button=${t('scenario.edit.do')}
      save=${save}
    >
      ${(/** @type {Written} */ written) => html`
        <${Line} name="name" label=${t('name')} value=${written.name} maxlength="1000" />
        <${Select}
          name="year"
          label=${t('scenario.year')}
          value=${written.year}
          options=${years.map((each) => [each, each])}
        />
        <${Line} name="budget" label=${t('scenario.ceiling')} value=${written.budget} autocomplete="off" />
        <${Select}
          name="opd"
          label=${t('lead')}
          value=${written.opd}
          none=${t('scenario.opd.none')}
          options=${known.opds.nodes.map((each) => [each.id, each.shortName])}
        />
      `}
    <//>
  `;
}

/** @param {Given & {work: Work}} given */
function TargetForm({ scenario, plan, work }) {
  const save = (/** @type {Written} */ { indicator = '', targetYear = '', target = '' }) =>
    act(EDIT_INDICATOR, {
      plan: plan.slug,
      scenario: scenario.name,
      id: indicator,
      indicator: { years: [{ year: Number(targetYear), target: { text: target } }] },
    });
  const last = work.indicators[0]?.years.at(-1);
  return html`
    <${Form}
      subject=${`scenario/${plan.slug}/${scenario.name}/${work.id}/target`}
      first=${{
        indicator: work.indicators[0]?.id ?? '',
        targetYear: String(last?.year ?? ''),
        target: last?.target?.text ?? '',
      }}
      button=${t('scenario.target.do')}
      save=${save}
    >
      ${(/** @type {Written} */ written) => html`
        <${Select}
          name="indicator"
          label=${t('indicator')}
          value=${written.indicator}
          options=${work.indicators.map((each) => [each.id, each.label])}
        />
        <${Line}
          name="targetYear"
          label=${t('scenario.year')}
          value=${written.targetYear}
          type="number"
          min="1990"
          max="2100"
          required
        />
        <${Line} name="target" label=${t('scenario.target.new')} value=${written.target} required />
      `}
    <//>
  `;
}

/** @param {Given & {work: Work, other: string}} given */
function LinkForm({ scenario, plan, work, other }) {
  const save = async (/** @type {Written} */ { linkKind = '', need = '', why = '' }) => {
    const kind = LINKS.find((each) => each === linkKind) ?? 'DEPENDS_ON';
    const outcome = await act(ADD_LINK, {
      plan: plan.slug,
      scenario: scenario.name,
      link: {
        kind,
        originNode: kind === 'SUPPORTS' ? other : work.id,
        targetNode: kind === 'SUPPORTS' ? work.id : other,
        ...(kind === 'DEPENDS_ON' ? { dependencyKind: NEEDS.find((each) => each === need) ?? 'SEQUENCE' } : {}),
        reason: why,
      },
    });
    if (outcome.payload) change({ tujuan: '' });
    return outcome;
  };
  return html`
    <div>
      <${Picker} name="tujuan" label=${t('scenario.link.to')} value=${other} plan=${plan} />
      ${
        other &&
        html`
          <${Form}
            subject=${`scenario/${plan.slug}/${scenario.name}/${work.id}/link`}
            first=${{ linkKind: 'DEPENDS_ON', need: 'SEQUENCE', why: '' }}
            button=${t('scenario.link.do')}
            save=${save}
          >
            ${(/** @type {Written} */ written) => html`
              <${Select}
                name="linkKind"
                label=${t('kind')}
                value=${written.linkKind}
                options=${LINKS.map((each) => [each, called('LinkKind', each)])}
              />
              ${
                written.linkKind === 'DEPENDS_ON' &&
                html`
                  <${Select}
                    name="need"
                    label=${t('scenario.need')}
                    value=${written.need}
                    options=${NEEDS.map((each) => [each, called('DependencyKind', each)])}
                  />
                `
              }
              <${Line} name="why" label=${t('field.reason')} value=${written.why} maxlength="1000" />
            `}
          <//>
        `
      }
    </div>
  `;
}
