/** Open: a planner chooses the items of a new round and whom to invite; items of an earlier round are ticked already. */
import { html, useState } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, namesIn } from '../../form.js';
import { answered, has } from '../../pieces.js';
import { language, named, number, t } from '../../words.js';

const ITEMS = gql(`
  query CrossImpactItems($plan: String!) {
    plan(slug: $plan) {
      dimensions { id name nameEn }
      themes(first: 100) { totalCount nodes { id name nameEn } }
      objectives(first: 100) { totalCount nodes { id label } }
      masterplanPrograms(first: 100) { totalCount nodes { id label } }
    }
  }
`);
const LIKE = gql(`
  query CrossImpactLike($plan: String!, $number: Int!) {
    plan(slug: $plan) { crossImpact(number: $number) { items { node { __typename id } } } }
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
  const answer = useAnswer(ITEMS, { plan: plan.slug });
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
  return answered(answer, ({ plan: found }) => {
    /** @type {[string, Item[], number][]} */
    const kinds = [
      ['dimensions', found.dimensions.map(both), found.dimensions.length],
      ['themes', found.themes.nodes.map(both), found.themes.totalCount],
      ['objectives', found.objectives.nodes.map(one), found.objectives.totalCount],
      ['masterplan', found.masterplanPrograms.nodes.map(one), found.masterplanPrograms.totalCount],
    ];
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
            .map(([kind, items, total]) => {
              const ticked = items.filter(({ id }) => written[`${MARK}${id}`]).length;
              return html`
                <details class="kinds" open=${kind === 'dimensions' || !!wanted || ticked > 0}>
                  <summary>
                    ${t(`cross.kind.${kind}`)} (${t('cross.ticked', {
                      ticked: number(ticked),
                      total: number(items.length),
                    })})
                  </summary>
                  ${total > items.length && html`<p class="note">${t('cross.more', { total: number(total) })}</p>`}
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

/** @param {{id: string, name: string, nameEn: string}} node @returns {Item} */
const both = (node) => ({ id: node.id, name: named(node) });
/** @param {{id: string, label: string}} node @returns {Item} */
const one = (node) => ({ id: node.id, name: node.label });
