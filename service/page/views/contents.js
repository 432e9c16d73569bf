/** Isi rencana: what the plan holds, as lists: agencies, programs, objectives, partners, themes, masterplan. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { editable, useEditing } from '../edit.js';
import { Search } from '../fields.js';
import { answered, Choice, NodeLink, OpdLink, Switch, View, Ways, has } from '../pieces.js';
import { table } from '../table.js';
import { called, named, t } from '../words.js';
import { YearChoice, yearOf } from '../year.js';
import { dimensionName, period } from './masterplan_words.js';
import { Nothing } from './nothing.js';
import { ofBudget, ofCode, ofLevel, ofOpd } from './program_columns.js';

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
  query Programs($plan: String!, $filter: ProgramFilter!, $year: Year, $after: String) {
    plan(slug: $plan) {
      programs(first: 100, after: $after, filter: $filter, orderBy: BUDGET) {
        nodes { __typename id name code level budget(year: $year) opd { shortName name } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof PROGRAMS>['plan']['programs']['nodes'][number]} Program */
const NAMES_OF_OPDS = gql(`
  query NamesOfOpds($plan: String!) { plan(slug: $plan) { opds(first: 100) { nodes { shortName name } } } }
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

/** @typedef {{may: boolean, plan: import('../shell.js').PlanName | null, note?: string}} Editing */

/** Whether one may edit what is listed, and the plan where one does. @param {List} given @returns {Editing} */
function useSwitch({ asked, plan }) {
  const may = useEditing(plan);
  return { may: !!may, plan: asked.sunting ? may : null };
}

/**
 * A list that comes whole and is searched here.
 * @template {object} N
 * @param {{asked: import('../address.js').Query, asking: (signal: AbortSignal) => Promise<N[]>, on: unknown[],
 *   words: (each: N) => string, columns: import('../columns.js').Column<N>[], caption: string, filters?: Drawn,
 *   editing?: Editing | undefined}} given
 */
function useList({ asked, asking, on, words, columns, caption, filters = null, editing }) {
  const answer = useAsked(asking, on);
  return html`
    <form class="bar tools" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      ${filters}
      ${editing?.may && html`<${Switch} name="sunting" label=${t('edit.switch')} value=${asked.sunting} />`}
    </form>
    ${editing?.plan && editing.note && html`<p class="note noprint">${editing.note}</p>`}
    ${answered(answer, (all) => {
      const found = all.filter((each) => has(words(each), asked.cari));
      if (!found.length) return html`<${Nothing} asked=${asked} none=${t('contents.none')} />`;
      return table({ caption, rows: found, columns, kept: '', on: [!!editing?.plan] });
    })}
  `;
}

/** @param {List} given */
function Opds({ asked, plan }) {
  const editing = useSwitch({ asked, plan });
  return useList({
    asked,
    editing,
    asking: (signal) => askAll(OPDS, { plan: plan.slug }, (data) => data.plan.opds, signal),
    on: [plan.slug],
    caption: t('contents.opd'),
    words: (each) => `${each.shortName} ${each.name}`,
    columns: [
      editable(
        {
          key: 'nama',
          label: t('name'),
          of: (each) => each.name,
          shown: (each) => html`<${NodeLink} node=${each} full=${true} />`,
        },
        editing.plan,
        ({ id, name }) => ({ kind: 'opd', id, label: name, field: 'name' }),
      ),
      {
        key: 'opd',
        label: t('short'),
        of: (each) => each.shortName,
        shown: (each) => html`<${OpdLink} opd=${each} />`,
      },
      { key: 'bidang', label: t('field'), of: (each) => each.mandates.join(', ') },
      { key: 'pekerjaan', label: t('opd.count'), as: 'count', of: (each) => each.programs.totalCount },
    ],
  });
}

/** @param {List} given */
function Programs({ asked, plan }) {
  const opds = useAnswer(NAMES_OF_OPDS, { plan: plan.slug }).data?.plan.opds.nodes ?? [];
  const filter = {
    level: /** @type {'PROGRAM' | null} */ (asked.tingkat || null),
    opd: asked.opd || null,
    overhead: asked.penunjang ? null : false,
    year: yearOf(asked),
  };
  const { may, plan: edited } = useSwitch({ asked, plan });
  return useList({
    asked,
    editing: { may, plan: edited, note: filter.year ? '' : t('edit.year') },
    asking: (signal) =>
      askAll(PROGRAMS, { plan: plan.slug, filter, year: filter.year }, (data) => data.plan.programs, signal),
    on: [plan.slug, filter],
    caption: t('contents.program'),
    words: (each) => `${each.name} ${each.code ?? ''} ${each.opd?.shortName ?? ''} ${each.opd?.name ?? ''}`,
    filters: html`
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
        options=${opds.map((each) => [each.shortName, `${each.shortName} – ${each.name}`])}
      />
      <${YearChoice} asked=${asked} plan=${plan} />
      <${Switch} name="penunjang" label=${t('with.overhead')} value=${asked.penunjang} />
    `,
    columns: /** @type {import('../columns.js').Column<Program>[]} */ ([
      editable(
        { key: 'nama', label: t('name'), of: (each) => each.name, shown: (each) => html`<${NodeLink} node=${each} />` },
        edited,
        ({ id, name }) => ({ kind: 'program', id, label: name, field: 'name' }),
      ),
      ofLevel(),
      ofCode(),
      ofOpd(),
      editable(ofBudget(), filter.year ? edited : null, ({ id, name }) => ({
        kind: 'program',
        id,
        label: name,
        field: 'budget',
        year: filter.year,
      })),
    ]),
  });
}

const LEVELS = ['VISION', 'MISSION', 'GOAL', 'OUTCOME', 'STRATEGY', 'ISSUE'];

/** @param {List} given */
function Objectives({ asked, plan }) {
  const level = LEVELS.includes(asked.level ?? '') ? /** @type {'GOAL'} */ (asked.level) : null;
  const editing = useSwitch({ asked, plan });
  return useList({
    asked,
    editing,
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
    words: (each) => `${each.text} ${each.opd?.shortName ?? ''} ${each.opd?.name ?? ''}`,
    columns: [
      editable(
        { key: 'nama', label: t('name'), of: (each) => each.text, shown: (each) => html`<${NodeLink} node=${each} />` },
        editing.plan,
        ({ id, text }) => ({ kind: 'objective', id, label: text, field: 'text' }),
      ),
      { key: 'tingkat', label: t('objective.level'), of: (each) => called('ObjectiveLevel', each.level), wide: 1 },
      ofOpd(),
      { key: 'pekerjaan', label: t('opd.work'), as: 'count', of: (each) => each.programs.length },
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
    columns: [
      { key: 'nama', label: t('name'), of: (each) => each.name, shown: (each) => html`<${NodeLink} node=${each} />` },
      { key: 'golongan', label: t('kind'), of: (each) => called('PartnerKind', each.kind) },
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
    words: (each) => `${each.name} ${each.nameEn} ${each.opds.map((one) => `${one.shortName} ${one.name}`).join(' ')}`,
    columns: [
      {
        key: 'nama',
        label: t('name'),
        of: named,
        shown: (each) => html`<a href=${href({ view: 'tema', id: each.id })}>${named(each)}</a>`,
      },
      {
        key: 'opd',
        label: t('opd'),
        wide: 4,
        of: (each) => each.opds.map((opd) => opd.shortName).join(', '),
        shown: (each) => html`<span class="tags">${each.opds.map((opd) => html`<${OpdLink} opd=${opd} />`)}</span>`,
      },
      { key: 'pekerjaan', label: t('contents.works'), as: 'count', of: (each) => each.programs.totalCount },
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
    columns: [
      {
        key: 'nama',
        label: t('name'),
        of: (each) => each.name,
        shown: (each) => html`
          <${NodeLink} node=${each} />
          ${each.quickWin && html`${' '}<span class="tag good">quick win</span>`}
        `,
      },
      { key: 'dimensi', label: t('dimension'), of: (each) => each.dimensions.map(dimensionName).join('; ') },
      {
        key: 'opd',
        label: t('opd'),
        of: (each) => each.opd?.shortName ?? each.writtenLead,
        shown: (each) => (each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : each.writtenLead || '–'),
      },
      { key: 'jangka', label: t('masterplan.term'), of: (each) => called('Term', each.term), wide: 1 },
      { key: 'pelaksana', label: t('masterplan.carriers'), as: 'count', of: (each) => each.carriers.length },
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
