/**
 * Temuan: what the rules found, with filters; people set a finding aside with a reason and until a day, or bring it
 * back.
 */
import { html, useState } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Chosen, Pick } from '../chosen.js';
import { act, useDoing } from '../deed.js';
import { Search } from '../fields.js';
import { More } from '../more.js';
import { Card, Choice, Empty, NodeLink, OpdLink, Panel, SeverityTag, View, Ways, answered, has } from '../pieces.js';
import { Signed, useRights } from '../rights.js';
import { table } from '../table.js';
import { called, day, language, number, t } from '../words.js';
import { SetAside } from './aside.js';
import { Nothing } from './nothing.js';
import { SwitchedOff } from './overview/off.js';
import { Try } from './scenario/begin.js';

const FILTERS = gql(`
  query FindingFilters($plan: String!, $language: Language!) {
    rules { code title(language: $language) family }
    plan(slug: $plan) {
      opds(first: 100) { nodes { shortName name } } suppressions(first: 1) { totalCount }
      suppressedRules { rule { code title(language: $language) } reason }
    }
  }
`);
const FINDINGS = gql(`
  query Findings($plan: String!, $filter: FindingFilter, $after: String, $language: Language!) {
    plan(slug: $plan) { findings(first: 100, after: $after, filter: $filter) {
      nodes { id fingerprint foundBy { code } family severity message(language: $language) opds { shortName name }
        subject { __typename id label ... on Opd { shortName name } ... on Indicator { behind } } }
      pageInfo { hasNextPage endCursor } } }
  }
`);
const ASIDE = gql(`
  query Aside($plan: String!, $after: String, $language: Language!) {
    plan(slug: $plan) { suppressions(first: 100, after: $after) {
      nodes { fingerprint foundBy { code } message(language: $language) reason author expires madeAt holds }
      pageInfo { hasNextPage endCursor } } }
  }
`);
const REMEDY = gql(`
  query Remedy($id: ID!) {
    node(id: $id) { ... on Finding { remedy {
      changes { localId action label fields { name before after } }
      comparison { findingsCame(first: 1) { totalCount } findingsGone(first: 1) { totalCount } }
    } } }
  }
`);
const APPLY = gql(`
  mutation ApplyRemedy($input: ApplyRemedyInput!) {
    applyRemedy(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const SUPPRESS = gql(`
  mutation Suppress($input: SuppressFindingInput!) {
    suppressFinding(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const LIFT = gql(`
  mutation Lift($input: LiftSuppressionInput!) {
    liftSuppression(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof FINDINGS>['plan']['findings']['nodes'][number]} Finding */
/** @typedef {import('#documents').DataOf<typeof ASIDE>['plan']['suppressions']['nodes'][number]} Suppression */
/** @typedef {{asked: import('../address.js').Query, plan: import('../shell.js').PlanName}} List */

const FAMILIES = /** @type {const} */ ([
  'ALIGNMENT',
  'SYNERGY',
  'DEPENDENCY',
  'OVERLAP',
  'CONFLICT',
  'PARTICIPATION',
  'CAPACITY',
]);
const SEVERITIES = /** @type {const} */ (['WARNING', 'ADVICE', 'INFORMATION']);
const behind = (/** @type {Finding} */ { subject }) =>
  subject?.__typename === 'Indicator' ? (subject.behind ?? 0) : 0;

/** @param {import('../shell.js').Given} given */
export default function Findings({ address: { asked, id }, plan }) {
  const filters = useAnswer(FILTERS, { plan: plan.slug });
  const which = asked.daftar ?? '';
  const ways = [
    ['', href({ view: 'temuan' }), t('findings.open')],
    [
      'dikesampingkan',
      href({ view: 'temuan', asked: { daftar: 'dikesampingkan' } }),
      `${t('findings.aside')} (${number(filters.data?.plan.suppressions.totalCount ?? 0)})`,
    ],
  ];
  return html`
    <${View} title=${t('menu.temuan')} lead=${t('findings.lead')}>
      <${Ways} label=${t('menu.temuan')} here=${which} ways=${ways} />
      <${SwitchedOff} rules=${filters.data?.plan.suppressedRules ?? []} />
      ${
        which
          ? html`<${Aside} asked=${asked} plan=${plan} />`
          : html`<${Found} asked=${asked} plan=${plan} filters=${filters.data} only=${id} />`
      }
    <//>
  `;
}

/**
 * @param {List & {filters: import('#documents').DataOf<typeof FILTERS> | null, only: string}} given `only`: the
 *   fingerprint of the one that is shown
 */
function Found({ asked, plan, filters, only }) {
  const { isPlanner } = useRights(plan);
  const filter = {
    rule: asked.aturan || null,
    family: FAMILIES.find((each) => each === asked.rumpun) ?? null,
    severity: SEVERITIES.find((each) => each === asked.berat) ?? null,
    opd: asked.opd || null,
  };
  const answer = useAsked(
    (signal) => askAll(FINDINGS, { plan: plan.slug, filter }, (data) => data.plan.findings, signal),
    [plan.slug, filter, language()],
  );
  return html`
    <form class="card bar noprint" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      <${Choice}
        name="rumpun"
        label=${t('family')}
        value=${asked.rumpun ?? ''}
        all=${t('all')}
        options=${FAMILIES.map((each) => [each, called('RuleFamily', each)])}
      />
      <${Choice}
        name="aturan"
        label=${t('rule')}
        value=${asked.aturan ?? ''}
        all=${t('all')}
        options=${(filters?.rules ?? []).map((each) => [each.code, `${each.code} ${each.title}`])}
      />
      <${Choice}
        name="berat"
        label=${t('severity')}
        value=${asked.berat ?? ''}
        all=${t('all')}
        options=${SEVERITIES.map((each) => [each, called('Severity', each)])}
      />
      <${Choice}
        name="opd"
        label=${t('opd')}
        value=${asked.opd ?? ''}
        all=${t('all')}
        options=${(filters?.plan.opds.nodes ?? []).map((each) => [each.shortName, `${each.shortName} – ${each.name}`])}
      />
    </form>
    ${answered(answer, (all) => {
      const found = all.filter((each) => (only ? each.fingerprint === only : has(wordsOf(each), asked.cari)));
      const sorted = asked.aturan === 'AL03' ? [...found].sort((a, b) => behind(b) - behind(a)) : found;
      if (!found.length) return html`<${Nothing} asked=${asked} none=${t('findings.none')} />`;
      return html`
        <${Chosen} slug=${plan.slug} />
        ${
          only &&
          html`<p><a href=${href({ view: 'temuan' })}>${t('overview.all', { count: number(all.length) })}</a></p>`
        }
        <section class="card">
          ${table({
            caption: t('findings.open'),
            rows: sorted,
            columns: columnsOf(plan, isPlanner),
            kept: '',
            on: [isPlanner],
          })}
        </section>
      `;
    })}
  `;
}

/** What a finding is looked for by: OPDs by their full names too. @param {Finding} finding */
const wordsOf = ({ message, opds, foundBy }) =>
  `${message} ${foundBy.code} ${opds.map((each) => `${each.shortName} ${each.name}`).join(' ')}`;

/**
 * @param {import('../shell.js').PlanName} plan
 * @param {boolean} may set findings aside
 * @returns {import('../columns.js').Column<Finding>[]}
 */
const columnsOf = (plan, may) => [
  {
    key: 'temuan',
    label: t('finding'),
    wide: 6,
    of: (each) => each.message,
    shown: (each) => html`
      <${Pick} slug=${plan.slug} fingerprint=${each.fingerprint} label=${each.message} />
      ${' '}${each.message}<${Doing} each=${each} plan=${plan} may=${may} />
    `,
  },
  {
    key: 'tingkat',
    label: t('severity'),
    wide: 1.5,
    of: (each) => called('Severity', each.severity),
    shown: (each) => html`<${SeverityTag} value=${each.severity} />`,
  },
  {
    key: 'aturan',
    label: t('rule'),
    of: (each) => `${each.foundBy.code} ${called('RuleFamily', each.family)}`,
    shown: (each) => html`
      <a href=${href({ view: 'aturan', id: each.foundBy.code })}>
        ${each.foundBy.code} ${called('RuleFamily', each.family)}
      </a>
    `,
  },
  {
    key: 'perihal',
    label: t('subject'),
    wide: 3,
    of: (each) => each.subject?.label,
    shown: (each) => (each.subject ? html`<${NodeLink} node=${each.subject} />` : '–'),
  },
  {
    key: 'opd',
    label: t('opd'),
    of: (each) => each.opds.map((opd) => opd.shortName).join(', '),
    shown: (each) => html`<span class="tags">${each.opds.map((opd) => html`<${OpdLink} opd=${opd} />`)}</span>`,
  },
];

/**
 * What can be done with a finding. `may`: set it aside
 * @param {{each: Finding, plan: import('../shell.js').PlanName, may: boolean}} given
 */
function Doing({ each, plan, may }) {
  const [open, show] = useState(/** @type {'' | 'suppress' | 'remedy'} */ (''));
  return html`
      <p class="tags noprint">
        <button type="button" class="quiet small noprint" onClick=${() => show('remedy')}>${t('rule.remedy')}</button>
        ${
          may &&
          html`
            <button type="button" class="quiet small noprint" onClick=${() => show('suppress')}>
              ${t('suppress')}
            </button>
          `
        }
      </p>
      ${open === 'suppress' && html`<${Suppress} each=${each} plan=${plan} onClose=${() => show('')} />`}
      ${open === 'remedy' && html`<${Remedy} each=${each} plan=${plan} onClose=${() => show('')} />`}
  `;
}

/**
 * What would mend a finding: the changes that its rule proposes, tried before they are made.
 * @param {{each: Finding, plan: import('../shell.js').PlanName, onClose: () => void}} given
 */
function Remedy({ each, plan, onClose }) {
  const answer = useAnswer(REMEDY, { id: each.id });
  const [problem, set] = useState('');
  const doing = useDoing();
  const apply = async () => {
    const { payload, wrong } = await act(APPLY, {
      plan: plan.slug,
      fingerprint: each.fingerprint,
      reason: t('remedy.reason'),
    });
    set(wrong);
    if (payload) onClose();
  };
  return html`
    <${Panel} title=${t('remedy')} onClose=${onClose}>
      <p>${each.message}</p>
      ${answered(answer, ({ node }) => {
        const remedy = node && 'remedy' in node ? node.remedy : null;
        if (!remedy)
          return html`
            <${Empty}>
              ${t('remedy.none')} <a href=${href({ view: 'aturan', id: each.foundBy.code })}>${each.foundBy.code}</a>
            <//>
          `;
        return html`
          <p class="note">
            ${t('remedy.note', {
              count: number(remedy.changes.length),
              gone: number(remedy.comparison.findingsGone.totalCount),
              came: number(remedy.comparison.findingsCame.totalCount),
            })}
          </p>
          <ul class="plain-list">
            ${remedy.changes.map(
              (one) => html`
                <li key=${one.localId}><span class="tag">${called('ChangeAction', one.action)}</span> ${one.label}</li>
              `,
            )}
          </ul>
          ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
          ${remedy.changes.length > 0 && html`<p><${Try} from=${[each.fingerprint]} title=${each.message} /></p>`}
          <${Signed} to=${t('remedy.to')} plan=${plan}>
            <p><button type="button" class="main" disabled=${doing} onClick=${apply}>${t('remedy.apply')}</button></p>
          <//>
        `;
      })}
    <//>
  `;
}

/** @param {{each: Finding, plan: import('../shell.js').PlanName, onClose: () => void}} given */
function Suppress({ each, plan, onClose }) {
  const save = (/** @type {string} */ reason, /** @type {string} */ expires) =>
    act(SUPPRESS, { plan: plan.slug, fingerprint: each.fingerprint, reason, expires });
  return html`
    <${SetAside}
      title=${t('suppress')}
      subject=${`${plan.slug}/${each.fingerprint}`}
      until=${t('suppress.until')}
      save=${save}
      onClose=${onClose}
    >
      <p>${each.message}</p>
      <p class="note">${t('suppress.note')}</p>
    <//>
  `;
}

/** What was set aside, by whom, why and until when. @param {List} given */
function Aside({ asked, plan }) {
  const { isPlanner } = useRights(plan);
  const answer = useAsked(
    (signal) => askAll(ASIDE, { plan: plan.slug }, (data) => data.plan.suppressions, signal),
    [plan.slug, language()],
  );
  return answered(answer, (all) =>
    all.length
      ? html`
          <${Card}>
            <ul class="plain-list">
              ${all
                .slice(0, Number(asked.banyak ?? 50))
                .map(
                  (each) => html`<${SetAsideRow} key=${each.fingerprint} each=${each} plan=${plan} may=${isPlanner} />`,
                )}
            </ul>
          <//>
          <${More} asked=${asked} total=${all.length} step=${50} />
        `
      : html`<${Empty}>${t('suppress.none')}<//>`,
  );
}

/** @param {{each: Suppression, plan: import('../shell.js').PlanName, may: boolean}} given `may`: show it again */
function SetAsideRow({ each, plan, may }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const lift = async () => set((await act(LIFT, { plan: plan.slug, fingerprint: each.fingerprint })).wrong);
  return html`
    <li>
      <p>${each.message}</p>
      <p><strong>${t('reason')}:</strong> ${each.reason}</p>
      <p class="note tags">
        ${each.foundBy && html`<a href=${href({ view: 'aturan', id: each.foundBy.code })}>${each.foundBy.code}</a> · `}
        ${each.author || t('someone')} · ${t(each.holds ? 'suppress.holds' : 'suppress.over', {
          day: day(each.expires),
        })}
        ${
          may &&
          html`
            <button type="button" class="quiet small noprint" disabled=${doing} onClick=${lift}>
              ${t('suppress.lift')}
            </button>
          `
        }
      </p>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    </li>
  `;
}
