/** Standing: a scenario is renamed, brought up to date with clashes shown, published or discarded. */
import { html, useState } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { ask, gql, useAsked } from '../../api.js';
import { fieldName, told } from '../../changed.js';
import { act, useDoing } from '../../deed.js';
import { Form, Line } from '../../form.js';
import { answered, Card, Table } from '../../pieces.js';
import { number, t } from '../../words.js';

const RENAME = gql(`
  mutation RenameScenario($input: RenameScenarioInput!) {
    renameScenario(input: $input) { scenario { name } errors { __typename ... on Problem { message } } }
  }
`);
const REBASE = gql(`
  mutation RebaseScenario($input: RebaseScenarioInput!) {
    rebaseScenario(input: $input) { scenario { baseRevision } errors { __typename ... on Problem { message } } }
  }
`);
const PUBLISH = gql(`
  mutation PublishTried($input: ScenarioDeed!) {
    publishScenario(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const DISCARD = gql(`
  mutation DiscardScenario($input: ScenarioDeed!) {
    discardScenario(input: $input) { scenario { standing } errors { __typename ... on Problem { message } } }
  }
`);
const SINCE = gql(`
  query ChangedSinceBase($plan: String!, $revision: Revision!) {
    plan(slug: $plan) {
      changedSince(revision: $revision) {
        changes(first: 100) { totalCount nodes { localId action label fields { name before after } } }
      }
    }
  }
`);
/** @typedef {import('./one.js').Scenario} Scenario */
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {NonNullable<Scenario['comparison']>['changes']['nodes'][number]} Change */

/** @param {{scenario: Scenario, plan: import('../../shell.js').PlanName}} given */
export function Standing({ scenario, plan }) {
  const [problem, set] = useState('');
  const [clash, note] = useState('');
  const doing = useDoing();
  const of = { plan: plan.slug, name: scenario.name };
  const rebase = async (/** @type {'REFUSE' | 'KEEP_SCENARIO'} */ onClash) => {
    const { wrong } = await act(REBASE, { ...of, onClash });
    note(wrong);
    set('');
  };
  const publish = async () => {
    const { payload, wrong } = await act(PUBLISH, of);
    set(wrong);
    if (payload) go({ view: 'riwayat', id: String(payload.revision) });
  };
  const discard = async () => {
    const { payload, wrong } = await act(DISCARD, of);
    set(wrong);
    if (payload) go({ view: 'skenario' });
  };
  const rename = async (/** @type {Written} */ { to = '' }) => {
    const outcome = await act(RENAME, { ...of, to });
    if (outcome.payload) go({ view: 'skenario', id: to.trim() });
    return outcome;
  };
  return html`
    <${Card} title=${t('scenario.standing')} note=${t('about.scenario.standing')} className="noprint">
      ${
        scenario.isBehind &&
        html`
          <p class="notice">
            ${t('scenario.behind.note', { name: scenario.name, revision: number(scenario.baseRevision) })}
          </p>
        `
      }
      ${
        clash &&
        html`
          <div class="notice bad conflict" role="alert">
            <h3>${t('scenario.clash')}</h3>
            <p>${clash}</p>
            <${Clashes} scenario=${scenario} plan=${plan} />
            <p class="tags">
              <button type="button" class="main" disabled=${doing} onClick=${() => rebase('KEEP_SCENARIO')}>
                ${t('scenario.keep')}
              </button>
              <button type="button" onClick=${() => note('')}>${t('scenario.leave')}</button>
            </p>
          </div>
        `
      }
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p class="tags">
        ${
          scenario.isBehind &&
          html`
            <button type="button" class="main" disabled=${doing} onClick=${() => rebase('REFUSE')}>
              ${t('scenario.rebase')}
            </button>
          `
        }
        <button
          type="button"
          class=${scenario.isBehind ? '' : 'main'}
          disabled=${doing || !scenario.changeCount}
          onClick=${publish}
        >
          ${t('scenario.publish')}
        </button>
        <button type="button" disabled=${doing} onClick=${discard}>${t('scenario.discard')}</button>
      </p>
      <details class="filters">
        <summary>${t('scenario.rename')}</summary>
        <${Form}
          subject=${`rename/${plan.slug}/${scenario.name}`}
          first=${{ to: scenario.name }}
          button=${t('scenario.rename')}
          save=${rename}
        >
          ${(/** @type {Written} */ written) =>
            html`<${Line} name="to" label=${t('scenario.name')} value=${written.to} required maxlength="200" />`}
        <//>
      </details>
    <//>
  `;
}

/**
 * What the plan and the scenario both changed since: what it was, is in the plan, and is in the scenario.
 * @param {{scenario: Scenario, plan: {slug: string}}} given
 */
function Clashes({ scenario, plan }) {
  const answer = useAsked(
    async (signal) =>
      (await ask(SINCE, { plan: plan.slug, revision: scenario.baseRevision }, signal)).plan.changedSince?.changes,
    [plan.slug, scenario.baseRevision],
  );
  return answered(answer, (since) => {
    const theirs = new Map((since?.nodes ?? []).map((each) => [each.localId, each]));
    const rows = (scenario.comparison?.changes.nodes ?? []).flatMap((mine) => {
      const other = theirs.get(mine.localId);
      return other ? sideBySide(mine, other) : [];
    });
    return rows.length
      ? html`
          <${Table}
            caption=${t('scenario.clash')}
            head=${[[t('field.what')], [t('scenario.was')], [t('conflict.theirs')], [t('scenario.mine')]]}
            rows=${rows}
          />
        `
      : null;
  });
}

/** @param {Change} mine @param {Pick<Change, 'label' | 'action' | 'fields'>} other @returns {string[][]} */
function sideBySide(mine, other) {
  const theirs = new Map(other.fields.map((each) => [each.name, each]));
  const both = mine.fields.filter((each) => theirs.has(each.name) && theirs.get(each.name)?.after !== each.after);
  if (both.length)
    return both.map((each) => [
      `${mine.label}: ${fieldName(each.name)}`,
      told(each.name, each.before),
      told(each.name, theirs.get(each.name)?.after),
      told(each.name, each.after),
    ]);
  if (mine.action === other.action) return [];
  return [[mine.label, '', t(`ChangeAction.${other.action}`), t(`ChangeAction.${mine.action}`)]];
}
