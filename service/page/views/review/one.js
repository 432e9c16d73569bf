/**
 * One: a dimension or sub-dimension: what it needs, what the masterplan promises, what is done and spent, what is
 * reached, how ready it is, and what is missing.
 */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Card, Empty, NodeLink, OpdLink, Table, View, answered, viewed } from '../../pieces.js';
import { number, percent, rupiah, t } from '../../words.js';
import { IndexMeter, Parts, money } from './pieces.js';

const ONE = gql(`
  query ReviewedOne($plan: String!, $code: String!, $years: [Year!], $language: Language!) {
    plan(slug: $plan) {
      review(years: $years) {
        dimension(code: $code) {
          code name(language: $language) level index budget spent judged
          verdict(language: $language) missing(language: $language)
          parts { part score done open }
          node { __typename id ... on Dimension { description parent { code name } } }
          opds { shortName name }
          objectives(first: 50) { totalCount nodes { __typename id label opd { shortName name } } }
          programs(first: 30) { totalCount nodes { __typename id label budget opd { shortName name } } }
          behind(first: 30) { totalCount nodes { __typename id label behind } }
          promised(first: 50) { totalCount nodes { __typename id label opd { shortName name } } }
          uncarried(first: 100) { totalCount nodes { id } }
          unready(first: 100) { totalCount nodes { id } }
          unsaid(first: 100) { totalCount nodes { id } }
          subDimensions { code name(language: $language) index verdict(language: $language) budget }
        }
      }
    }
  }
`);
const ISSUES = gql(`
  query ReviewedIssues($plan: String!, $code: String!, $language: Language!) {
    plan(slug: $plan) {
      initiatives(first: 5, filter: { dimension: $code }) {
        totalCount nodes { fingerprint rank themeName(language: $language) lead { shortName name } }
      }
    }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof ONE>['plan']['review']['dimension']>} Row */

/** @param {{plan: import('../../shell.js').PlanName, code: string, years: number[] | null}} given */
export function One({ plan, code, years }) {
  const answer = useAnswer(ONE, { plan: plan.slug, code, years });
  return viewed(answer, ({ plan: { review } }) =>
    review.dimension
      ? html`<${Whole} plan=${plan} row=${review.dimension} />`
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}

/** @param {{plan: import('../../shell.js').PlanName, row: Row}} given */
function Whole({ plan, row }) {
  const parent = row.node.__typename === 'Dimension' ? row.node.parent : null;
  const up = parent ? { view: 'tinjauan', id: parent.code } : { view: 'tinjauan' };
  return html`
    <${View}
      title=${row.name}
      kicker=${`${t('menu.tinjauan')} · ${row.code}`}
      lead=${row.verdict}
      actions=${html`<a class="go" href=${href(up)}>${parent ? parent.name : t('review.all')}</a>`}
    >
      ${row.node.__typename === 'Dimension' && row.node.description && html`<p>${row.node.description}</p>`}
      <div class="split">
        <${Card} title=${t('review.missing')} note=${t('about.review.missing')}>
          ${
            row.missing.length
              ? html`<ul>${row.missing.map((each) => html`<li>${each}</li>`)}</ul>`
              : html`<${Empty}>${t('review.nothingmissing')}<//>`
          }
        <//>
        <${Card} title=${t('review.parts')} note=${t('review.parts.note')}><${Parts} parts=${row.parts} /><//>
      </div>
      ${row.subDimensions.length > 0 && html`<${Below} rows=${row.subDimensions} />`}
      <${Promised} row=${row} />
      <${Needs} row=${row} />
      <${Issues} plan=${plan} code=${row.code} />
      <${Work} row=${row} />
      <${Behind} row=${row} />
    <//>
  `;
}

/** @param {{rows: Row['subDimensions']}} given */
const Below = ({ rows }) => html`
  <${Card} title=${t('review.below')} note=${t('about.review.below')}>
    <${Table}
      caption=${t('review.below')}
      head=${[[t('dimension')], [t('review.index'), true], [t('review.verdict')], [t('budget'), true]]}
      rows=${rows.map((each) => [
        html`<a href=${href({ view: 'tinjauan', id: each.code })}>${each.name}</a>`,
        html`<${IndexMeter} index=${each.index} />`,
        each.verdict,
        money(each.budget),
      ])}
    />
  <//>
`;

/** What the masterplan promises, who carries it and whether it is ready. @param {{row: Row}} given */
function Promised({ row }) {
  const uncarried = new Set(row.uncarried.nodes.map((each) => each.id));
  const unready = new Set(row.unready.nodes.map((each) => each.id));
  const unsaid = new Set(row.unsaid.nodes.map((each) => each.id));
  return html`
    <${Card} title=${t('review.promised')} note=${shownOf(row.promised)}>
      ${
        row.promised.totalCount
          ? html`
              <${Table}
                caption=${t('review.promised')}
                head=${[[t('name')], [t('opd')], [t('review.carried')], [t('review.ready')]]}
                rows=${row.promised.nodes.map((each) => [
                  html`<${NodeLink} node=${each} />`,
                  html`<${OpdLink} opd=${each.opd} className="" />`,
                  t(uncarried.has(each.id) ? 'review.notcarried' : 'review.iscarried'),
                  t(
                    unready.has(each.id) ? 'review.notready' : unsaid.has(each.id) ? 'review.unsaid' : 'review.isready',
                  ),
                ])}
              />
            `
          : html`<${Empty}>${t('review.nopromises')}<//>`
      }
    <//>
  `;
}

/** The outcomes that need it. @param {{row: Row}} given */
const Needs = ({ row }) => html`
  <${Card} title=${t('review.needs')} note=${shownOf(row.objectives)}>
    ${
      row.objectives.totalCount
        ? html`
            <${Table}
              caption=${t('review.needs')}
              head=${[[t('objective')], [t('opd')]]}
              rows=${row.objectives.nodes.map((each) => [
                html`<${NodeLink} node=${each} />`,
                html`<${OpdLink} opd=${each.opd} className="" />`,
              ])}
            />
          `
        : html`<${Empty}>${t('review.noneeds')}<//>`
    }
  <//>
`;

/** The issues that agencies should work on together. @param {{plan: {slug: string}, code: string}} given */
function Issues({ plan, code }) {
  const answer = useAnswer(ISSUES, { plan: plan.slug, code });
  return html`
    <${Card} title=${t('review.issues')} note=${t('about.review.issues')}>
      ${answered(answer, ({ plan: { initiatives } }) =>
        initiatives.totalCount
          ? html`
              <${Table}
                caption=${t('review.issues')}
                head=${[[t('name')], [t('lead')]]}
                rows=${initiatives.nodes.map((each) => [
                  html`<a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>`,
                  html`<${OpdLink} opd=${each.lead} className="" />`,
                ])}
              />
              <p class="note">${shownOf(initiatives)}</p>
            `
          : html`<${Empty}>${t('review.noissues')}<//>`,
      )}
    <//>
  `;
}

/** What is done and spent. @param {{row: Row}} given */
const Work = ({ row }) => html`
  <${Card}
    title=${t('review.does')}
    note=${t('review.does.note', {
      budget: money(row.budget),
      spent: money(row.spent),
      share: row.budget && row.spent !== null ? percent(row.spent / row.budget) : t('unread'),
      opds: number(row.opds.length),
    })}
  >
    ${
      row.programs.totalCount
        ? html`
            <${Table}
              caption=${t('review.does')}
              head=${[[t('name')], [t('opd')], [t('budget'), true]]}
              rows=${row.programs.nodes.map((each) => [
                html`<${NodeLink} node=${each} />`,
                html`<${OpdLink} opd=${each.opd} className="" />`,
                rupiah(each.budget),
              ])}
            />
            <p class="note">${shownOf(row.programs)}</p>
          `
        : html`<${Empty}>${t('review.nowork')}<//>`
    }
  <//>
`;

/** The indicators that are behind. @param {{row: Row}} given */
const Behind = ({ row }) => html`
  <${Card}
    title=${t('review.behind')}
    note=${t('review.behind.note', { behind: number(row.behind.totalCount), judged: number(row.judged) })}
  >
    ${
      row.behind.totalCount > 0 &&
      html`
        <${Table}
          caption=${t('review.behind')}
          head=${[[t('name')], [t('behind'), true]]}
          rows=${row.behind.nodes.map((each) => [html`<${NodeLink} node=${each} />`, percent(each.behind)])}
        />
      `
    }
  <//>
`;

/** @param {{totalCount: number, nodes: readonly unknown[]}} list */
const shownOf = ({ totalCount, nodes }) => t('shown', { shown: number(nodes.length), total: number(totalCount) });
