/** OPD: on whom do we depend, who depends on us, what should we do together. */
import { html } from '../vendor/preact.js';
import { go, href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Graph } from '../graph.js';
import { answered, Card, Empty, Meter, OpdLink, SeverityTag, StandingTag, View, viewed } from '../pieces.js';
import { ofPrograms } from './program_columns.js';
import { table } from '../table.js';
import { number, t, within } from '../words.js';
import { Marks } from './marks.js';
import { TaskList } from './task.js';

const OPD = gql(`
  query Opd($plan: String!, $opd: String!, $language: Language!) {
    plan(slug: $plan) {
      opd(shortName: $opd) {
        __typename id name shortName mandates isTerritorial source marks { code message file row column value }
        programs(first: 1) { totalCount }
        initiatives(first: 12) {
          totalCount
          nodes {
            fingerprint rank themeName(language: $language) lead { shortName name }
            participants { opd { shortName name } role } score { total } decision { standing }
          }
        }
      }
      findings(first: 12, filter: { opd: $opd, severity: WARNING }) {
        totalCount nodes { severity message(language: $language) }
      }
      opdMatrix { opd { shortName name } needed { shortName name } count confidence }
    }
  }
`);
const WORK = gql(`
  query OpdWork($plan: String!, $opd: String!, $after: String) {
    plan(slug: $plan) {
      opd(shortName: $opd) {
        programs(first: 100, after: $after, filter: { level: PROGRAM }, orderBy: BUDGET) {
          nodes { __typename id label code budget isOverhead } pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

const TASKS = gql(`
  query OpdTasks($plan: String!, $opd: String!) {
    plan(slug: $plan) {
      tasks(first: 12, filter: { opd: $opd }, orderBy: DUE) {
        totalCount nodes { number title due standing isLate opd { shortName name } }
      }
    }
  }
`);

const NOTHING = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** @param {import('../shell.js').Given} given */
export default function Opd({ address: { id }, plan }) {
  const answer = useAnswer(OPD, { plan: plan.slug, opd: id });
  const gone = html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`;
  if (answer.problem?.code === 'UNKNOWN_NAME') return gone;
  return viewed(answer, ({ plan: found }) =>
    found.opd ? html`<${Whole} found=${found} opd=${found.opd} plan=${plan} />` : gone,
  );
}

/** @typedef {import('#documents').DataOf<typeof OPD>['plan']} Found */
/** @typedef {Found['opdMatrix'][number]} Tie */
/** @typedef {NonNullable<Found['opd']>} Open */

/**
 * The others who take part in an initiative, in a line.
 * @param {Open['initiatives']['nodes'][number]} initiative @param {Open} opd
 */
function others({ lead, participants }, opd) {
  return participants
    .map((each) => each.opd.shortName)
    .filter((name) => name !== opd.shortName && name !== lead.shortName)
    .join(', ');
}

/** @param {{found: Found, opd: Open, plan: {slug: string}}} given */
function Whole({ found, opd, plan }) {
  const { opdMatrix, findings } = found;
  const byCount = (/** @type {Tie} */ a, /** @type {Tie} */ b) => b.count - a.count || b.confidence - a.confidence;
  const needs = opdMatrix.filter((tie) => tie.opd.shortName === opd.shortName).sort(byCount);
  const needed = opdMatrix.filter((tie) => tie.needed.shortName === opd.shortName).sort(byCount);
  return html`
    <${View}
      title=${opd.name}
      kicker=${opd.shortName}
      lead=${t('opd.lead', { programs: number(opd.programs.totalCount), fields: opd.mandates.join(', ') || '–' })}
      actions=${html`
        <a class="go" href=${href({ view: 'keterkaitan', asked: { cara: 'simpul', dari: opd.id } })}>${t('seeties')}</a>
        <a class="go" href=${href({ view: 'keterkaitan', asked: { cara: 'dampak', dari: opd.id } })}>
          ${t('seeimpact')}
        </a>
      `}
    >
      <${Around} opd=${opd} needs=${needs} needed=${needed} />
      <div class="split">
        <${Ties} title=${t('opd.needs')} ties=${needs} other="needed" />
        <${Ties} title=${t('opd.needed')} ties=${needed} other="opd" />
      </div>
      <${Card} title=${t('opd.together')} note=${t('opd.together.note')}>
        ${
          opd.initiatives.totalCount
            ? html`
                <ol class="top-list">
                  ${opd.initiatives.nodes.map(
                    (each) => html`
                      <li>
                        <span class="rank" aria-hidden="true">${each.rank}</span>
                        <div>
                          <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
                          <p class="note">
                            ${
                              each.lead.shortName === opd.shortName
                                ? html`<strong>${t('opd.leads')}</strong>`
                                : html`
                                    ${t('lead')}: <${OpdLink} opd=${each.lead} className="" /> · ${t('opd.as', {
                                      role: within(
                                        'ThemeRole',
                                        each.participants.find((one) => one.opd.shortName === opd.shortName)?.role,
                                      ),
                                    })}
                                  `
                            }
                            ${others(each, opd) && ` · ${others(each, opd)}`}
                            ${' '}<${StandingTag} standing=${each.decision?.standing} />
                          </p>
                        </div>
                        <${Meter} value=${each.score.total} label=${t('score')} />
                      </li>
                    `,
                  )}
                </ol>
                ${
                  opd.initiatives.totalCount > 12 &&
                  html`
                    <p>
                      <a href=${href({ view: 'rekomendasi', asked: { opd: opd.shortName } })}>
                        ${t('overview.all', { count: number(opd.initiatives.totalCount) })}
                      </a>
                    </p>
                  `
                }
              `
            : html`<${Empty}>${t('opd.alone')}<//>`
        }
      <//>
      <div class="split">
        <${Work} plan=${plan} opd=${opd} />
        <div>
          <${Tasks} plan=${plan} opd=${opd} />
          <${Card}
            title=${t('opd.warnings')} note=${t('about.opd.warnings')}
            aside=${html`<a href=${href({ view: 'temuan', asked: { opd: opd.shortName } })}>${t('opd.findings')}</a>`}
          >
            ${
              findings.nodes.length
                ? html`
                    <ul class="plain-list">
                      ${findings.nodes.map(
                        (each) => html`<li><${SeverityTag} value=${each.severity} /> ${each.message}</li>`,
                      )}
                    </ul>
                  `
                : html`<${Empty}>${t('opd.nowarnings')}<//>`
            }
          <//>
          <${Marks} marks=${opd.marks} />
        </div>
      </div>
    <//>
  `;
}

/** What it took upon itself. @param {{plan: {slug: string}, opd: Open}} given */
function Tasks({ plan, opd }) {
  const answer = useAnswer(TASKS, { plan: plan.slug, opd: opd.id });
  return html`
    <${Card}
      title=${t('tasks')} note=${t('about.tasks')}
      aside=${html`<a href=${href({ view: 'tugas', asked: { opd: opd.shortName } })}>${t('tasks.board')}</a>`}
    >
      ${answered(answer, ({ plan: { tasks } }) =>
        tasks.totalCount ? html`<${TaskList} tasks=${tasks.nodes} />` : html`<${Empty}>${t('tasks.none')}<//>`,
      )}
    <//>
  `;
}

/**
 * The OPD in the middle, those that need it left, those that it needs right; the strongest of each.
 * @param {{opd: Open, needs: Tie[], needed: Tie[]}} given
 */
function Around({ opd, needs, needed }) {
  const [left, right] = [needed.slice(0, 7), needs.slice(0, 7)];
  if (!left.length && !right.length) return null;
  const arrows = [
    ...left.map((tie) => ({
      id: `l>${tie.opd.shortName}`,
      source: `l${tie.opd.shortName}`,
      target: opd.shortName,
      weight: tie.count,
      label: String(tie.count),
    })),
    ...right.map((tie) => ({
      id: `r>${tie.needed.shortName}`,
      source: opd.shortName,
      target: `r${tie.needed.shortName}`,
      weight: tie.count,
      label: String(tie.count),
    })),
  ];
  const boxes = [
    { id: opd.shortName, label: opd.shortName, tone: 'main' },
    ...left.map((tie) => ({ id: `l${tie.opd.shortName}`, label: tie.opd.shortName })),
    ...right.map((tie) => ({ id: `r${tie.needed.shortName}`, label: tie.needed.shortName })),
  ];
  const follow = (/** @type {string} */ kind, /** @type {string} */ id) =>
    kind === 'node' &&
    id !== opd.shortName &&
    go({ view: 'keterkaitan', asked: { cara: 'pasangan', a: opd.shortName, b: id.slice(1) } });
  return html`
    <${Card} title=${t('opd.around')} note=${t('opd.around.note', { name: opd.shortName })}>
      <${Graph} boxes=${boxes} arrows=${arrows} label=${t('opd.around')} most=${24} onPick=${follow} />
    <//>
  `;
}

/** @param {{title: string, ties: Tie[], other: 'opd' | 'needed'}} given */
const Ties = ({ title, ties, other }) => html`
  <${Card} title=${title}>
    ${
      ties.length
        ? table({
            caption: title,
            rows: ties,
            columns: [
              {
                key: 'opd',
                label: t('opd'),
                of: (tie) => `${tie[other].shortName} – ${tie[other].name}`,
                shown: (tie) =>
                  html`<${OpdLink} opd=${tie[other]} className="" /> <span class="note">${tie[other].name}</span>`,
              },
              {
                key: 'jumlah',
                label: t('ties.number'),
                as: 'count',
                of: (tie) => tie.count,
                shown: (tie) => html`
                  <a
                    href=${href({
                      view: 'keterkaitan',
                      asked: { cara: 'pasangan', a: tie.opd.shortName, b: tie.needed.shortName },
                    })}
                    aria-label=${`${tie.opd.shortName} → ${tie.needed.shortName}: ${tie.count}`}
                  >
                    ${number(tie.count)}
                  </a>
                `,
              },
              { key: 'yakin', label: t('confidence'), as: 'share', of: (tie) => tie.confidence },
            ],
          })
        : html`<${Empty}>${t('opd.noties')}<//>`
    }
  <//>
`;

/** @param {{plan: {slug: string}, opd: Open}} given */
function Work({ plan, opd }) {
  const answer = useAsked(
    (signal) =>
      askAll(WORK, { plan: plan.slug, opd: opd.shortName }, (data) => data.plan.opd?.programs ?? NOTHING, signal),
    [opd.shortName],
  );
  return html`
    <${Card}
      title=${t('opd.work')} note=${t('about.opd.work')}
      aside=${html`
        <a href=${href({ view: 'isi', asked: { jenis: 'program', opd: opd.shortName, tingkat: 'SUB_ACTIVITY' } })}>
          ${t('Level.SUB_ACTIVITY')}
        </a>
      `}
    >
      ${answered(answer, (programs) => table({ caption: t('opd.work'), rows: programs, columns: ofPrograms() }))}
    <//>
  `;
}
