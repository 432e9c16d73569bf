/**
 * Penyesuaian masterplan: what is proposed for each program, and why; people take proposals over into a scenario and
 * publish it as a revision.
 */
import { html, useState } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { act, useDoing } from '../deed.js';
import { useDraft } from '../draft.js';
import { answered, Card, Choice, Empty, NodeLink, View } from '../pieces.js';
import { Signed, useRights } from '../rights.js';
import { called, language, number, t } from '../words.js';

const READJUSTMENTS = gql(`
  query Readjustments(
    $plan: String!, $after: String, $adjustment: MasterplanAdjustment, $since: Revision, $language: Language!
  ) {
    plan(slug: $plan) {
      readjustments(
        first: 100, after: $after, orderBy: ADJUSTMENT, filter: { adjustment: $adjustment }, since: $since
      ) {
        nodes {
          adjustment program { __typename id label } objective { __typename id label }
          reasons(language: $language) findings { fingerprint remedy { changes { localId } } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const SCENARIOS = gql(`
  query OpenScenarios($plan: String!) {
    plan(slug: $plan) { scenarios(first: 100, filter: { standing: OPEN }) { nodes { name } } }
  }
`);
const CREATE = gql(`
  mutation CreateScenario($input: CreateScenarioInput!) {
    createScenario(input: $input) { errors { __typename ... on Problem { message } } }
  }
`);
const APPLY = gql(`
  mutation TakeOver($input: ApplyRemedyInput!) {
    applyRemedy(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const PUBLISH = gql(`
  mutation PublishScenario($input: ScenarioDeed!) {
    publishScenario(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof READJUSTMENTS>['plan']['readjustments']['nodes'][number]} Proposal */

const ADJUSTMENTS = /** @type {const} */ (['DROP', 'JOIN', 'CHANGE', 'ADD', 'KEEP']);
const subjectOf = (/** @type {Proposal} */ each) => each.program ?? each.objective;
const GOES = ['DROP', 'JOIN'];

/** The findings whose remedies make the change; a program that goes goes once. @param {Proposal} each */
function mendable({ adjustment, findings }) {
  const found = findings.filter((one) => one.remedy?.changes.length);
  return GOES.includes(adjustment) ? found.slice(0, 1) : found;
}

/** @param {import('../shell.js').Given} given */
export default function Readjusting({ address: { asked }, plan }) {
  const adjustment = ADJUSTMENTS.find((each) => each === asked.usulan) ?? null;
  const since = Number(asked.sejak) || null;
  const answer = useAsked(
    (signal) =>
      askAll(READJUSTMENTS, { plan: plan.slug, adjustment, since }, (data) => data.plan.readjustments, signal),
    [plan.slug, adjustment, since, language()],
  );
  const { isPlanner } = useRights(plan);
  const scenarios = useAnswer(SCENARIOS, { plan: plan.slug });
  const draft = useDraft(`readjusting.${plan.slug}`, { scenario: t('readjusting.scenario.first') });
  const [taken, note] = useState(/** @type {string[]} */ ([]));
  const [said, say] = useState('');
  const doing = useDoing();
  const name = draft.written.scenario.trim();
  const open = scenarios.data?.plan.scenarios.nodes.map((each) => each.name) ?? [];

  const take = async (/** @type {Proposal} */ each) => {
    if (!open.includes(name)) {
      const { wrong } = await act(CREATE, { plan: plan.slug, name });
      if (wrong) return say(wrong);
    }
    for (const { fingerprint } of mendable(each)) {
      const { wrong } = await act(APPLY, { plan: plan.slug, scenario: name, fingerprint });
      if (wrong) return say(wrong);
    }
    note([...taken, subjectOf(each)?.id ?? '']);
    return say('');
  };
  const publish = async () => {
    const { wrong, payload } = await act(PUBLISH, { plan: plan.slug, name });
    say(wrong || t('readjusting.published', { revision: number(payload?.revision) }));
    if (payload) note([]);
  };

  return html`
    <${View} title=${t('readjusting')} lead=${t('readjusting.lead')}>
      <form
        class="card bar noprint"
        onInput=${draft.keep}
        onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}
      >
        <${Choice}
          name="usulan"
          label=${t('readjusting.adjustment')}
          value=${asked.usulan ?? ''}
          all=${t('all')}
          options=${ADJUSTMENTS.map((each) => [each, called('MasterplanAdjustment', each)])}
        />
        <label>
          ${t('readjusting.since')}
          <input
            type="number"
            min="1"
            defaultValue=${asked.sejak ?? ''}
            onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) =>
              change({ sejak: event.currentTarget.value })}
          />
        </label>
        <label>
          ${t('readjusting.scenario')}
          <input name="scenario" value=${draft.written.scenario} maxlength="80" />
        </label>
        <${Signed} to=${t('readjusting.to')} plan=${plan}>
          <button type="button" class="main" disabled=${doing || !open.includes(name)} onClick=${publish}>
            ${t('readjusting.publish')}
          </button>
        <//>
      </form>
      ${said && html`<p class="notice" role="status">${said}</p>`}
      ${answered(answer, (all) =>
        all.length
          ? html`
              <${Card}
                title=${t('readjusting.proposals', { count: number(all.length) })}
                note=${t('about.readjusting.proposals')}
              >
                <ul class="plain-list">
                  ${all.map(
                    (each) => html`
                      <li key=${subjectOf(each)?.id}>
                        <p>
                          <span class="tag">${called('MasterplanAdjustment', each.adjustment)}</span>${' '}
                          <${NodeLink} node=${subjectOf(each)} />
                        </p>
                        <ul>
                          ${each.reasons.map((reason) => html`<li class="note">${reason}</li>`)}
                        </ul>
                        ${
                          isPlanner &&
                          mendable(each).length > 0 &&
                          html`
                            <button
                              type="button"
                              class="quiet small noprint"
                              disabled=${doing || !name || taken.includes(subjectOf(each)?.id ?? '')}
                              onClick=${() => take(each)}
                            >
                              ${t(taken.includes(subjectOf(each)?.id ?? '') ? 'readjusting.taken' : 'readjusting.take')}
                            </button>
                          `
                        }
                      </li>
                    `,
                  )}
                </ul>
              <//>
            `
          : html`
              <${Empty}>${t('readjusting.none')} <a href=${href({ view: 'berkas' })}>${t('menu.berkas')}</a><//>
            `,
      )}
    <//>
  `;
}
