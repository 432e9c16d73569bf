/** Isi rencana: what the plan holds, as lists: agencies, programs, objectives, partners, themes, masterplan. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { answered, Choice, Empty, More, NodeLink, OpdLink, Search, Switch, Table, View, Ways, has } from '../pieces.js';
import { called, named, number, rupiah, t } from '../words.js';
import { dimensionName, period } from './masterplan_words.js';

const OPDS = gql(`
  query Opds($plan: String!, $after: String) {
    plan(slug: $plan) {
      opds(first: 100, after: $after) {
        nodes { __typename id shortName name mandates isTerritorial programs(first: 1) { totalCount } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const PROGRAMS = gql(`
  query Programs($plan: String!, $first: Int!, $filter: ProgramFilter!, $order: ProgramOrder!) {
    plan(slug: $plan) {
      opds(first: 100) { nodes { shortName name } }
      programs(first: $first, filter: $filter, orderBy: $order) {
        totalCount nodes { __typename id name code level budget opd { shortName name } }
      }
    }
  }
`);
const OBJECTIVES = gql(`
  query ObjectiveList($plan: String!, $level: ObjectiveLevel, $after: String) {
    plan(slug: $plan) {
      objectives(first: 100, after: $after, filter: { level: $level }) {
        nodes { __typename id text level priority opd { shortName name } programs { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const PARTNERS = gql(`
  query Partners($plan: String!, $kind: PartnerKind, $after: String) {
    plan(slug: $plan) {
      partners(first: 100, after: $after, filter: { kind: $kind }) {
        nodes { __typename id name kind aliases } pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const THEMES = gql(`
  query Themes($plan: String!, $after: String) {
    plan(slug: $plan) {
      themes(first: 50, after: $after) {
        nodes { __typename id name nameEn opds { shortName name } programs(first: 0) { totalCount } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const MASTERPLANS = gql(`
  query Masterplans($plan: String!) {
    plan(slug: $plan) {
      masterplans(first: 20, orderBy: START) { nodes { __typename id label startYear endYear legalAct } }
    }
  }
`);
const MASTERPLAN_PROGRAMS = gql(`
  query MasterplanPrograms($plan: String!, $after: String) {
    plan(slug: $plan) {
      masterplanPrograms(first: 100, after: $after, orderBy: CODE) {
        nodes {
          __typename id name quickWin term opd { shortName name } writtenLead
          dimensions { code name nameEn } carriers { id }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
/** @typedef {import('../pieces.js').Drawn} Drawn */
/**
 * @typedef {{asked: import('../address.js').Query, plan: import('../shell.js').PlanName}} List what every list is given
 */

/**
 * A list that comes whole and is searched here.
 * @template N
 * @param {{asked: import('../address.js').Query, asking: (signal: AbortSignal) => Promise<N[]>, on: unknown[],
 *   words: (each: N) => string, row: (each: N) => Drawn[], head: [label: string, isNumber?: boolean][],
 *   caption: string, filters?: Drawn}} given
 */
function useList({ asked, asking, on, words, head, row, caption, filters = null }) {
  const answer = useAsked(asking, on);
  return html`
    <form class="bar tools" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      ${filters}
    </form>
    ${answered(answer, (all) => {
      const found = all.filter((each) => has(words(each), asked.cari));
      if (!found.length) return html`<${Empty}>${t('contents.none')}<//>`;
      return html`
        <p class="note" role="status">${t('shown', { shown: number(found.length), total: number(all.length) })}</p>
        <${Table} caption=${caption} head=${head} rows=${found.slice(0, Number(asked.banyak ?? 100)).map(row)} />
        <${More} asked=${asked} total=${found.length} step=${100} />
      `;
    })}
  `;
}

/** @param {List} given */
const Opds = ({ asked, plan }) =>
  useList({
    asked,
    asking: (signal) => askAll(OPDS, { plan: plan.slug }, (data) => data.plan.opds, signal),
    on: [plan.slug],
    caption: t('contents.opd'),
    words: (each) => `${each.shortName} ${each.name}`,
    head: [[t('name')], [t('short')], [t('field')], [t('opd.count'), true]],
    row: (each) => [
      html`<${NodeLink} node=${each} full=${true} />`,
      html`<${OpdLink} opd=${each} />`,
      each.mandates.join(', ') || '–',
      number(each.programs.totalCount),
    ],
  });

/** @param {List} given */
function Programs({ asked, plan }) {
  const first = Math.min(100, Number(asked.banyak ?? 50));
  const filter = {
    level: /** @type {'PROGRAM' | null} */ (asked.tingkat || null),
    opd: asked.opd || null,
    name: asked.cari || null,
    overhead: asked.penunjang ? null : false,
  };
  const answer = useAnswer(PROGRAMS, {
    plan: plan.slug,
    first,
    filter,
    order: /** @type {'BUDGET'} */ (asked.urut ?? 'BUDGET'),
  });
  return html`
    <form class="bar tools" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      <${Choice}
        name="tingkat"
        label=${t('objective.level')}
        value=${asked.tingkat ?? ''}
        all=${t('all')}
        options=${['PROGRAM', 'ACTIVITY', 'SUB_ACTIVITY'].map((each) => [each, called('Level', each)])}
      />
      <${Choice}
        name="opd"
        label=${t('opd')}
        value=${asked.opd ?? ''}
        all=${t('all')}
        options=${(answer.data?.plan.opds.nodes ?? []).map((each) => [
          each.shortName,
          `${each.shortName} – ${each.name}`,
        ])}
      />
      <${Choice}
        name="urut"
        label=${t('order')}
        value=${asked.urut ?? 'BUDGET'}
        options=${['BUDGET', 'CODE', 'NAME'].map((each) => [each, called('ProgramOrder', each)])}
      />
      <${Switch} name="penunjang" label=${t('with.overhead')} value=${asked.penunjang} />
    </form>
    ${answered(answer, ({ plan: { programs } }) =>
      programs.nodes.length
        ? html`
            <p class="note" role="status">
              ${t('shown', { shown: number(programs.nodes.length), total: number(programs.totalCount) })}
              ${programs.totalCount > 100 ? ` ${t('contents.narrow')}` : ''}
            </p>
            <${Table}
              caption=${t('contents.program')}
              head=${[[t('name')], [t('objective.level')], [t('code')], [t('opd')], [t('budget'), true]]}
              rows=${programs.nodes.map((each) => [
                html`<a href=${href({ view: 'program', id: each.id })}>${each.name}</a>`,
                called('Level', each.level),
                each.code ?? '–',
                html`<${OpdLink} opd=${each.opd} className="" />`,
                rupiah(each.budget),
              ])}
            />
            <${More} asked=${asked} total=${Math.min(100, programs.totalCount)} step=${50} />
          `
        : html`<${Empty}>${t('contents.none')}<//>`,
    )}
  `;
}

const LEVELS = ['VISION', 'MISSION', 'GOAL', 'OUTCOME', 'STRATEGY', 'ISSUE'];

/** @param {List} given */
function Objectives({ asked, plan }) {
  const level = LEVELS.includes(asked.level ?? '') ? /** @type {'GOAL'} */ (asked.level) : null;
  return useList({
    asked,
    asking: (signal) => askAll(OBJECTIVES, { plan: plan.slug, level }, (data) => data.plan.objectives, signal),
    on: [plan.slug, level],
    caption: t('contents.sasaran'),
    filters: html`
      <${Choice}
        name="level"
        label=${t('objective.level')}
        value=${level ?? ''}
        all=${t('all')}
        options=${LEVELS.map((each) => [each, called('ObjectiveLevel', each)])}
      />
    `,
    words: (each) => `${each.text} ${each.opd?.shortName ?? ''}`,
    head: [[t('name')], [t('objective.level')], [t('opd')], [t('opd.work'), true]],
    row: (each) => [
      html`<a href=${href({ view: 'sasaran', id: each.id })}>${each.text}</a>`,
      called('ObjectiveLevel', each.level),
      each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : '–',
      number(each.programs.length),
    ],
  });
}

const PARTNER_KINDS = [
  'CENTRAL',
  'PROVINCE',
  'REGION',
  'STATE_ENTERPRISE',
  'REGIONAL_ENTERPRISE',
  'PRIVATE',
  'UNIVERSITY',
  'COMMUNITY',
  'MEDIA',
];

/** @param {List} given */
function Partners({ asked, plan }) {
  const kind = PARTNER_KINDS.includes(asked.golongan ?? '') ? /** @type {'MEDIA'} */ (asked.golongan) : null;
  return useList({
    asked,
    asking: (signal) => askAll(PARTNERS, { plan: plan.slug, kind }, (data) => data.plan.partners, signal),
    on: [plan.slug, kind],
    caption: t('contents.mitra'),
    filters: html`
      <${Choice}
        name="golongan"
        label=${t('kind')}
        value=${kind ?? ''}
        all=${t('all')}
        options=${PARTNER_KINDS.map((each) => [each, called('PartnerKind', each)])}
      />
    `,
    words: (each) => `${each.name} ${each.aliases.join(' ')}`,
    head: [[t('name')], [t('kind')]],
    row: (each) => [
      html`<a href=${href({ view: 'mitra', id: each.id })}>${each.name}</a>`,
      called('PartnerKind', each.kind),
    ],
  });
}

/** @param {List} given */
const Themes = ({ asked, plan }) =>
  useList({
    asked,
    asking: (signal) => askAll(THEMES, { plan: plan.slug }, (data) => data.plan.themes, signal),
    on: [plan.slug],
    caption: t('contents.tema'),
    words: (each) => `${each.name} ${each.nameEn} ${each.opds.map((one) => one.shortName).join(' ')}`,
    head: [[t('name')], [t('opd')], [t('contents.works'), true]],
    row: (each) => [
      html`<a href=${href({ view: 'tema', id: each.id })}>${named(each)}</a>`,
      html`<span class="tags">${each.opds.map((opd) => html`<${OpdLink} opd=${opd} />`)}</span>`,
      number(each.programs.totalCount),
    ],
  });

/** @param {List} given */
function MasterplanPrograms({ asked, plan }) {
  const wholes = useAnswer(MASTERPLANS, { plan: plan.slug });
  const programs = useList({
    asked,
    asking: (signal) =>
      askAll(MASTERPLAN_PROGRAMS, { plan: plan.slug }, (data) => data.plan.masterplanPrograms, signal),
    on: [plan.slug],
    caption: t('contents.masterplan'),
    words: (each) => `${each.name} ${each.opd?.shortName ?? ''} ${each.dimensions.map(dimensionName).join(' ')}`,
    head: [[t('name')], [t('dimension')], [t('opd')], [t('masterplan.term')], [t('masterplan.carriers'), true]],
    row: (each) => [
      html`
        <a href=${href({ view: 'program-masterplan', id: each.id })}>${each.name}</a>
        ${each.quickWin && html`${' '}<span class="tag good">quick win</span>`}
      `,
      each.dimensions.map(dimensionName).join('; ') || '–',
      each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : each.writtenLead || '–',
      called('Term', each.term),
      number(each.carriers.length),
    ],
  });
  return html`
    ${answered(
      wholes,
      (data) => html`
        <p><a href=${href({ view: 'penyesuaian' })}>${t('readjusting')}</a></p>
        <ul class="plain-list">
          ${data.plan.masterplans.nodes.map(
            (each) => html`
              <li><${NodeLink} node=${each} /> <span class="note">${period(each)} ${each.legalAct}</span></li>
            `,
          )}
        </ul>
      `,
    )}
    ${programs}
  `;
}

const LISTS = {
  opd: Opds,
  program: Programs,
  sasaran: Objectives,
  mitra: Partners,
  tema: Themes,
  masterplan: MasterplanPrograms,
};
const NAMES = /** @type {(keyof typeof LISTS)[]} */ (Object.keys(LISTS));

/** @param {import('../shell.js').Given} given */
export default function Contents({ address: { asked }, plan }) {
  const which = NAMES.find((each) => each === asked.jenis) ?? 'opd';
  const List = LISTS[which];
  return html`
    <${View} title=${t('menu.isi')} lead=${t('contents.lead')}>
      <${Ways}
        label=${t('menu.isi')}
        here=${which}
        ways=${NAMES.map((each) => [each, href({ view: 'isi', asked: { jenis: each } }), t(`contents.${each}`)])}
      />
      <section class="card"><${List} key=${which} asked=${asked} plan=${plan} /></section>
    <//>
  `;
}
