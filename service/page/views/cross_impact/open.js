/** Open: a planner chooses the items of a new round and whom to invite; those of an earlier round are ticked. */
import { html, useState } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { ask, askAll, gql, useAnswer, useAsked } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, namesIn } from '../../form.js';
import { answered, has } from '../../pieces.js';
import { language, named, number, t } from '../../words.js';

const DIMENSIONS = gql(`
  query CrossImpactDimensions($plan: String!) { plan(slug: $plan) { dimensions { id name nameEn } } }
`);
const THEMES = gql(`
  query CrossImpactThemes($plan: String!, $after: String) {
    plan(slug: $plan) {
      themes(first: 100, after: $after) { nodes { id name nameEn } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const OBJECTIVES = gql(`
  query CrossImpactObjectives($plan: String!, $after: String) {
    plan(slug: $plan) {
      objectives(first: 100, after: $after) { nodes { id label } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const MASTERPLAN = gql(`
  query CrossImpactMasterplan($plan: String!, $after: String) {
    plan(slug: $plan) {
      masterplanPrograms(first: 100, after: $after) { nodes { id label } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const LIKE = gql(`
  query CrossImpactLike($plan: String!, $number: Int!) {
    plan(slug: $plan) { crossImpact(number: $number) { items { node { id } } } }
  }
`);
const OPEN = gql(`
  mutation OpenCrossImpact($input: OpenCrossImpactInput!) {
    openCrossImpact(input: $input) { crossImpact { number } errors { __typename ... on Problem { message } } }
  }
`);
const MARK = 'item:';
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {{id: string, name: string}} Item */

/** @param {{plan: import('../../shell.js').PlanName, like: number}} given `like`: number of the earlier round, or 0 */
export function Open({ plan, like }) {
  return like
    ? html`<${Like} key=${like} plan=${plan} like=${like} />`
    : html`<${Items} key="" plan=${plan} subject=${`impact/${plan.slug}`} first=${{}} />`;
}

/** @param {{plan: import('../../shell.js').PlanName, like: number}} given */
function Like({ plan, like }) {
  const answer = useAnswer(LIKE, { plan: plan.slug, number: like });
  return answered(answer, ({ plan: { crossImpact } }) => {
    const ids = (crossImpact?.items ?? []).flatMap(({ node }) => (node ? [node.id] : []));
    const first = Object.fromEntries(ids.map((id) => [`${MARK}${id}`, '1']));
    return html`<${Items} plan=${plan} subject=${`impact/${plan.slug}/${like}`} first=${first} />`;
  });
}

/** @param {{plan: import('../../shell.js').PlanName, subject: string, first: Written}} given */
function Items({ plan, subject, first }) {
  const answer = useAsked((signal) => found(plan.slug, signal), [plan.slug, language()]);
  const [wanted, want] = useState('');
  const save = async (/** @type {Written} */ written) => {
    const items = Object.keys(written)
      .filter((name) => name.startsWith(MARK) && written[name])
      .map((name) => name.slice(MARK.length));
    const invited = namesIn(written.invited);
    const outcome = await act(OPEN, { plan: plan.slug, title: written.title ?? '', items, invited });
    const made = outcome.payload?.crossImpact;
    if (made) go({ view: 'pengaruh', id: String(made.number) });
    return outcome;
  };
  return answered(answer, (kinds) => {
    return html`
      <${Form} subject=${subject} first=${first} button=${t('cross.new.do')} main save=${save}>
        ${(/** @type {Written} */ written) => html`
          <${Line} name="title" label=${t('cross.title')} value=${written.title} required maxlength="200" />
          <${Line} name="invited" label=${t('cross.invited.write')} value=${written.invited} />
          <label class="field">
            <span>${t('cross.search')}</span>
            <input
              type="search"
              value=${wanted}
              onInput=${(/** @type {import('../../pieces.js').InputEvent_} */ event) => want(event.currentTarget.value)}
            />
          </label>
          ${kinds
            .filter(([, items]) => items.length)
            .map(([kind, items]) => {
              const ticked = items.filter(({ id }) => written[`${MARK}${id}`]).length;
              return html`
                <details class="kinds" open=${kind === 'dimensions' || !!wanted || ticked > 0}>
                  <summary>
                    ${t(`cross.kind.${kind}`)} (${t('cross.ticked', {
                      ticked: number(ticked),
                      total: number(items.length),
                    })})
                  </summary>
                  <ul class="ticks">
                    ${items.map(
                      ({ id, name }) => html`
                        <li hidden=${!has(name, wanted)}>
                          <label class="check">
                            <input
                              type="checkbox"
                              name=${`${MARK}${id}`}
                              value="1"
                              checked=${!!written[`${MARK}${id}`]}
                            />
                            <span lang=${kind === 'themes' || kind === 'dimensions' ? language() : 'id'}>${name}</span>
                          </label>
                        </li>
                      `,
                    )}
                  </ul>
                </details>
              `;
            })}
        `}
      <//>
    `;
  });
}

/** All that can be chosen, by kind. @param {string} slug @param {AbortSignal} signal */
async function found(slug, signal) {
  const at = { plan: slug };
  const [{ plan }, themes, objectives, programs] = await Promise.all([
    ask(DIMENSIONS, at, signal),
    askAll(THEMES, at, (data) => data.plan.themes, signal),
    askAll(OBJECTIVES, at, (data) => data.plan.objectives, signal),
    askAll(MASTERPLAN, at, (data) => data.plan.masterplanPrograms, signal),
  ]);
  /** @type {[string, Item[]][]} */
  const kinds = [
    ['dimensions', plan.dimensions.map(both)],
    ['themes', themes.map(both)],
    ['objectives', objectives.map(one)],
    ['masterplan', programs.map(one)],
  ];
  return kinds;
}

/** @param {{id: string, name: string, nameEn: string}} node @returns {Item} */
const both = (node) => ({ id: node.id, name: named(node) });
/** @param {{id: string, label: string}} node @returns {Item} */
const one = (node) => ({ id: node.id, name: node.label });
