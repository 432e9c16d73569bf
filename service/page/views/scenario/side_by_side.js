/** Side by side: what up to four scenarios would change, in the six kinds of effect, each against its own base. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { ask, gql, useAsked } from '../../api.js';
import { answered, Card, NodeLink, Table } from '../../pieces.js';
import { brief, language, named, number, t } from '../../words.js';

const COMPARED = gql(`
  query ComparedScenarios($plan: String!, $names: [String!]!, $language: Language!) {
    compareScenarios(plan: $plan, names: $names) {
      name isBehind baseRevision
      comparison {
        findingsCame(first: 5) { totalCount nodes { message(language: $language) } }
        findingsGone(first: 5) { totalCount nodes { message(language: $language) } }
        initiativesCame(first: 5) { totalCount nodes { title(language: $language) } }
        initiativesGone(first: 5) { totalCount nodes { title(language: $language) } }
        effects {
          findings { before after } initiatives { before after }
          coverage {
            subDimensions { before after } outcomes { before after }
            filled { code name nameEn } emptied { code name nameEn }
          }
          alignment { before after rows { node { __typename id label ... on Opd { shortName } } before after } }
          criticalPath { before { months } after { months } }
          money { year before after }
        }
      }
    }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof COMPARED>['compareScenarios']>[number]} Compared */
/** @typedef {NonNullable<NonNullable<Compared['comparison']>['effects']>} Effects */
/** @typedef {import('../../pieces.js').Drawn} Drawn */

const MOST_ROWS = 3;

/** @param {{names: string[], plan: {slug: string}}} given */
export function SideBySide({ names, plan }) {
  const answer = useAsked(
    async (signal) => (await ask(COMPARED, { plan: plan.slug, names }, signal)).compareScenarios ?? [],
    [plan.slug, names, language()],
    { stays: true },
  );
  return html`
    <${Card} title=${t('scenario.effects')} note=${t('scenario.effects.note')}>
      <p class="note coming" role="status">${answer.data && answer.coming ? t('scenario.coming') : ''}</p>
      ${answered(answer, (every) => html`<${Effects_} every=${every} />`)}
    <//>
  `;
}

/** How a number moves: before, after and by how much. */
const Shift = (/** @type {{before: number | null, after: number | null, places?: number, less?: boolean}} */ given) => {
  const { before, after, places = 0, less = false } = given;
  const by = (after ?? 0) - (before ?? 0);
  if (Math.abs(by) < 0.5 * 10 ** -places) return number(after, places);
  return html`
    ${number(before, places)} → <strong>${number(after, places)}</strong>${' '}
    <span class="tag ${by > 0 !== less ? 'good' : 'warm'}">${by > 0 ? '+' : '−'}${number(Math.abs(by), places)}</span>
  `;
};

/** @param {{every: Compared[]}} given */
function Effects_({ every }) {
  const rows = /** @type {[string, (effects: Effects, each: Compared) => Drawn][]} */ ([
    [
      t('scenario.findings'),
      ({ findings }, { comparison }) => html`
        <${Shift} ...${findings} less />
        <${Came}
          came=${comparison?.findingsCame}
          gone=${comparison?.findingsGone}
          of=${(/** @type {any} */ one) => one.message}
        />
      `,
    ],
    [
      t('scenario.initiatives'),
      ({ initiatives }, { comparison }) => html`
        <${Shift} ...${initiatives} />
        <${Came}
          came=${comparison?.initiativesCame}
          gone=${comparison?.initiativesGone}
          of=${(/** @type {any} */ one) => one.title}
        />
      `,
    ],
    [
      t('scenario.coverage'),
      ({ coverage }) => html`
        <${Shift} ...${coverage?.subDimensions} />
        ${coverage?.filled.map((one) => html`<p class="note">+ ${named(one)}</p>`)}
        ${coverage?.emptied.map((one) => html`<p class="note">− ${named(one)}</p>`)}
      `,
    ],
    [t('scenario.outcomes'), ({ coverage }) => html`<${Shift} ...${coverage?.outcomes} />`],
    [
      t('scenario.alignment'),
      ({ alignment }) => html`
        <${Shift} before=${alignment?.before} after=${alignment?.after} places=${1} />
        ${alignment?.rows.slice(0, MOST_ROWS).map(
          (one) => html`
            <p class="note">
              <${NodeLink} node=${one.node} />: <${Shift} before=${one.before} after=${one.after} places=${1} />
            </p>
          `,
        )}
      `,
    ],
    [
      t('scenario.time'),
      ({ criticalPath }) => html`
        <${Shift} before=${criticalPath?.before.months} after=${criticalPath?.after.months} less />
      `,
    ],
    [
      t('scenario.money'),
      ({ money }) =>
        money.map(
          (one) => html`
            <p>
              ${one.year}: ${brief(one.after)}${' '}
              ${
                one.before !== one.after &&
                html`<span class="note">${t('scenario.before', { money: brief(one.before) })}</span>`
              }
            </p>
          `,
        ),
    ],
  ]);
  return html`
    <${Table}
      caption=${t('scenario.effects')}
      head=${[[t('scenario.effect')], ...every.map((each) => [each.name])]}
      rows=${rows.map(([said, draw]) => [
        said,
        ...every.map((each) => (each.comparison?.effects ? draw(each.comparison.effects, each) : '–')),
      ])}
    />
    ${every
      .filter((each) => each.isBehind)
      .map(
        (each) => html`
          <p class="notice">
            ${t('scenario.behind.note', { name: each.name, revision: number(each.baseRevision) })}${' '}
            <a href=${href({ view: 'skenario', id: each.name })}>${t('scenario.rebase')}</a>
          </p>
        `,
      )}
  `;
}

/**
 * What came and what went, the first of them by name.
 * @template T
 * @param {{came: {totalCount: number, nodes: T[]} | undefined, gone: {totalCount: number, nodes: T[]} | undefined,
 *   of: (one: T) => string}} given
 */
const Came = ({ came, gone, of }) =>
  came && gone && came.totalCount + gone.totalCount > 0
    ? html`
        <details>
          <summary>
            ${t('scenario.cameandgone', { came: number(came.totalCount), gone: number(gone.totalCount) })}
          </summary>
          <ul>
            ${came.nodes.map((one) => html`<li class="note">+ ${of(one)}</li>`)}
            ${gone.nodes.map((one) => html`<li class="note">− ${of(one)}</li>`)}
          </ul>
        </details>
      `
    : null;
