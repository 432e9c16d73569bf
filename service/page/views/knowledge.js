/** Pengetahuan: the entries of written knowledge that made links, each with its reason, its source and what it made. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAsked } from '../api.js';
import { Search } from '../fields.js';
import { More } from '../more.js';
import { answered, Card, Choice, Empty, View, has } from '../pieces.js';
import { called, number, percent, t } from '../words.js';
import { LinkTable, said } from './ties/link.js';

const ENTRIES = gql(`
  query Entries($plan: String!, $kind: LinkKind!, $after: String) {
    plan(slug: $plan) {
      links(first: 100, after: $after, filter: { kind: $kind, origin: DERIVED }) {
        nodes { entry reason source confidence dependencyKind } pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const ENTRY = gql(`
  query Entry($plan: String!, $entry: String!, $after: String) {
    plan(slug: $plan) { links(first: 100, after: $after, filter: { entry: $entry }) {
      nodes { id kind dependencyKind origin confidence reason source entry standing lagMonths
        originNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
        targetNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } } }
      pageInfo { hasNextPage endCursor } } }
  }
`);
const KINDS = /** @type {const} */ (['DEPENDS_ON', 'CONTRIBUTES', 'SUPPORTS']);
/** @typedef {{asked: import('../address.js').Query, plan: {slug: string}}} List */

/** @param {import('../shell.js').Given} given */
export default function Knowledge({ address: { id, asked }, plan }) {
  return id ? html`<${Entry} id=${id} plan=${plan} />` : html`<${Entries} asked=${asked} plan=${plan} />`;
}

/** @param {List} given */
function Entries({ asked, plan }) {
  const kind = KINDS.find((each) => each === asked.jenis) ?? 'DEPENDS_ON';
  const answer = useAsked(
    (signal) => askAll(ENTRIES, { plan: plan.slug, kind }, (data) => data.plan.links, signal),
    [plan.slug, kind],
  );
  return html`
    <${View} title=${t('menu.pengetahuan')} lead=${t('knowledge.lead')}>
      <form class="card bar noprint" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
        <${Choice}
          name="jenis"
          label=${t('kind')}
          value=${kind}
          options=${KINDS.map((each) => [each, called('LinkKind', each)])}
        />
      </form>
      ${answered(answer, (links) => {
        /** @type {Map<string, typeof links[number] & {count: number}>} */
        const entries = new Map();
        for (const link of links)
          entries.set(link.entry, { ...link, count: (entries.get(link.entry)?.count ?? 0) + 1 });
        const found = [...entries.values()]
          .filter((each) => has(`${each.entry} ${each.reason} ${each.source}`, asked.cari))
          .sort((a, b) => b.count - a.count || (a.entry < b.entry ? -1 : 1));
        if (!found.length) return html`<${Empty}>${t('knowledge.none')}<//>`;
        return html`
          <p class="note" role="status">
            ${t('knowledge.count', { count: number(found.length), links: number(links.length) })}
          </p>
          <section class="card">
            <ul class="plain-list">
              ${found.slice(0, Number(asked.banyak ?? 50)).map(
                (each) => html`
                  <li key=${each.entry}>
                    <p>
                      <a href=${href({ view: 'pengetahuan', id: each.entry })}>${each.entry}</a>${' '}
                      ${
                        each.dependencyKind &&
                        html`<span class="tag">${called('DependencyKind', each.dependencyKind)}</span>`
                      }
                    </p>
                    <p>${each.reason}</p>
                    <p class="note">
                      ${said(each.source)} · ${t('confidence')} ${percent(each.confidence)} · ${t('ties.count', {
                        count: number(each.count),
                      })}
                    </p>
                  </li>
                `,
              )}
            </ul>
          </section>
          <${More} asked=${asked} total=${found.length} step=${50} />
        `;
      })}
    <//>
  `;
}

/** @param {{id: string, plan: {slug: string}}} given */
function Entry({ id, plan }) {
  const answer = useAsked(
    (signal) => askAll(ENTRY, { plan: plan.slug, entry: id }, (data) => data.plan.links, signal),
    [plan.slug, id],
  );
  return html`
    <${View} title=${id} kicker=${t('menu.pengetahuan')}>
      ${answered(answer, (links) => {
        const [first] = links;
        return first
          ? html`
              <${Card} title=${t('reason')} note=${t('about.reason')}>
                <p class="big">${first.reason}</p>
                <p class="note">
                  ${t('source')}: ${said(first.source)} · ${t('confidence')} ${percent(first.confidence)}
                </p>
              <//>
              <${Card} title=${t('knowledge.made', { count: number(links.length) })} note=${t('about.knowledge.made')}>
                <${LinkTable} links=${links.slice(0, 200)} caption=${t('knowledge.made', { count: links.length })} />
              <//>
            `
          : html`<${Empty}>${t('knowledge.unused')}<//>`;
      })}
    <//>
  `;
}
