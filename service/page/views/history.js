/** Riwayat: every revision of the plan: who, when and why; what one changed, and taking it back. */
import { html, useState } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { kindOf, sentences } from '../changed.js';
import { useDoing } from '../deed.js';
import { Card, Choice, Empty, Table, View, answered } from '../pieces.js';
import { table } from '../table.js';
import { Signed } from '../rights.js';
import { undo } from '../undo.js';
import { called, moment, number, t } from '../words.js';
import { Files } from './files.js';

const REVISIONS = gql(`
  query Revisions($plan: String!, $after: String) {
    plan(slug: $plan) {
      revision
      revisions(first: 100, after: $after, orderBy: NEWEST) {
        nodes { revision author reason madeAt changes } pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const COMPARISON = gql(`
  query Compared($plan: String!, $from: Revision!, $to: Revision!, $language: Language!) {
    compare(plan: $plan, from: $from, to: $to) {
      counts { nodeKind linkKind added edited removed }
      findingsCame(first: 20) { totalCount nodes { fingerprint message(language: $language) } }
      findingsGone(first: 20) { totalCount nodes { fingerprint message(language: $language) } }
      initiativesCame(first: 20) { totalCount nodes { fingerprint themeName(language: $language) } }
      initiativesGone(first: 20) { totalCount nodes { fingerprint themeName(language: $language) } }
    }
  }
`);
const CHANGES = gql(`
  query Changes($plan: String!, $from: Revision!, $to: Revision!, $action: ChangeAction, $after: String) {
    compare(plan: $plan, from: $from, to: $to) { changes(first: 100, after: $after, action: $action) {
      nodes { action nodeKind linkKind label fields { name before after } } pageInfo { hasNextPage endCursor } } }
  }
`);
const ACTIONS = /** @type {const} */ (['ADDED', 'EDITED', 'REMOVED']);
/** @typedef {import('#documents').DataOf<typeof REVISIONS>['plan']['revisions']['nodes'][number]} Revision */

/** @param {import('../shell.js').Given} given */
export default function History({ address: { id, asked }, plan }) {
  const answer = useAsked(
    (signal) => askAll(REVISIONS, { plan: plan.slug }, (data) => data.plan.revisions, signal),
    [plan.slug],
  );
  const open = Number(id) || 0;
  return html`
    <${View}
      title=${id ? t('revision.number', { revision: number(open) }) : t('menu.berkas')}
      kicker=${id ? t('revisions') : ''}
      lead=${id ? '' : t('history.lead')}
    >
      <${Files} here="riwayat" />
      ${answered(answer, (revisions) => {
        if (!id) return html`<${All} revisions=${revisions} />`;
        const found = revisions.find((each) => each.revision === open);
        return found
          ? html`<${One} found=${found} latest=${revisions[0]?.revision ?? open} asked=${asked} plan=${plan} />`
          : html`<${Empty}>${t('revision.unknown')}<//>`;
      })}
    <//>
  `;
}

/** @param {{revisions: Revision[]}} given */
const All = ({ revisions }) => html`
  <${Card} title=${t('revisions')} note=${t('about.revisions')}>
    ${table({
      caption: t('revisions'),
      rows: revisions,
      kept: '',
      columns: [
        {
          key: 'revisi',
          label: t('revision'),
          wide: 2,
          of: (each) => t('revision.number', { revision: number(each.revision) }),
          shown: (each) => html`
            <a href=${href({ view: 'riwayat', id: String(each.revision) })}>
              ${t('revision.number', { revision: number(each.revision) })}
            </a>
          `,
        },
        { key: 'waktu', label: t('when'), as: 'moment', wide: 2, of: (each) => each.madeAt },
        { key: 'oleh', label: t('author'), of: (each) => each.author },
        { key: 'alasan', label: t('reason'), wide: 5, of: (each) => each.reason },
        { key: 'perubahan', label: t('changed'), as: 'count', of: (each) => each.changes },
      ],
    })}
  <//>
`;

/**
 * @param {{found: Revision, latest: number, asked: import('../address.js').Query,
 *   plan: import('../shell.js').PlanName}} given
 */
function One({ found, latest, asked, plan }) {
  const given = { plan: plan.slug, from: found.revision - 1, to: found.revision };
  const answer = useAnswer(COMPARISON, given);
  const count = (/** @type {number} */ value) => (value ? number(value) : '–');
  return html`
    <${Card}
      title=${found.reason || t('reason.none')}
      note=${`${found.author || t('someone')}, ${moment(found.madeAt)}`}
    >
      ${
        found.revision > 1 &&
        html`<${Signed} to=${t('undo.to')} plan=${plan}><${Undo} found=${found} latest=${latest} plan=${plan} /><//>`
      }
    <//>
    ${
      found.revision > 1
        ? answered(
            answer,
            ({ compare }) => html`
              <${Card} title=${t('history.effect')} note=${t('about.history.effect')}>
                <${Table}
                  caption=${t('history.effect')}
                  head=${[
                    [t('kind')],
                    [t('ChangeAction.ADDED'), true],
                    [t('ChangeAction.EDITED'), true],
                    [t('ChangeAction.REMOVED'), true],
                  ]}
                  rows=${compare.counts.map((each) => [
                    each.nodeKind ? called('NodeKind', each.nodeKind) : called('LinkKind', each.linkKind),
                    count(each.added),
                    count(each.edited),
                    count(each.removed),
                  ])}
                />
                ${
                  /** @type {const} */ (['initiativesCame', 'initiativesGone']).map(
                    (which) =>
                      compare[which].totalCount > 0 &&
                      html`
                        <h3 class="sub">${t(`history.${which}`, { count: number(compare[which].totalCount) })}</h3>
                        <ul>
                          ${compare[which].nodes.map(
                            (each) => html`
                              <li>
                                ${
                                  which === 'initiativesCame'
                                    ? html`
                                        <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>
                                          ${each.themeName}
                                        </a>
                                      `
                                    : each.themeName
                                }
                              </li>
                            `,
                          )}
                        </ul>
                      `,
                  )
                }
                ${
                  /** @type {const} */ (['findingsCame', 'findingsGone']).map(
                    (which) =>
                      compare[which].totalCount > 0 &&
                      html`
                        <details>
                          <summary>${t(`history.${which}`, { count: number(compare[which].totalCount) })}</summary>
                          <ul>${compare[which].nodes.map((each) => html`<li>${each.message}</li>`)}</ul>
                        </details>
                      `,
                  )
                }
              <//>
              <${Changed} given=${given} asked=${asked} />
            `,
          )
        : html`<${Empty}>${t('history.first')}<//>`
    }
  `;
}

/** @param {{given: {plan: string, from: number, to: number}, asked: import('../address.js').Query}} of */
function Changed({ given, asked }) {
  const action = ACTIONS.find((each) => each === asked.perubahan) ?? null;
  const answer = useAsked(
    (signal) => askAll(CHANGES, { ...given, action }, (data) => data.compare.changes, signal),
    [given, action],
  );
  return html`
    <${Card}
      title=${t('changed')} note=${t('about.changed')}
      aside=${html`
        <${Choice}
          name="perubahan"
          label=${t('kind')}
          value=${action ?? ''}
          all=${t('all')}
          options=${ACTIONS.map((each) => [each, called('ChangeAction', each)])}
        />
      `}
    >
      ${answered(answer, (changes) =>
        changes.length
          ? table({
              caption: t('changed'),
              rows: changes,
              kept: '',
              columns: [
                {
                  key: 'isi',
                  label: t('changed'),
                  wide: 6,
                  of: (each) => sentences(each).join('; '),
                  shown: (each) => sentences(each).map((one) => html`<p>${one}</p>`),
                },
                {
                  key: 'jenis',
                  label: t('kind'),
                  of: (each) => `${called('ChangeAction', each.action)} · ${kindOf(each)}`,
                },
              ],
            })
          : html`<${Empty}>${t('contents.none')}<//>`,
      )}
    <//>
  `;
}

/** @param {{found: Revision, latest: number, plan: import('../shell.js').PlanName}} given */
function Undo({ found, latest, plan }) {
  const [problem, set] = useState('');
  const [undone, tell] = useState(/** @type {number | null} */ (null));
  const doing = useDoing();
  const what = { revision: number(found.revision), reason: found.reason || t('reason.none') };
  const back = async () => {
    const { payload, wrong } = await undo({
      plan: plan.slug,
      revision: found.revision,
      expectedRevision: latest,
      reason: t('undo.reason', what),
    });
    set(wrong);
    tell(payload?.revision ?? null);
  };
  if (undone !== null)
    return html`
      <p class="notice good" role="status">
        <span>${t('undo.done', { ...what, by: number(undone) })}</span>${' '}
        <a href=${href({ view: 'riwayat', id: String(undone) })}>${t('undo.see')}</a>
      </p>
    `;
  return html`
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p class="noprint">
      <button type="button" disabled=${doing} onClick=${back}>${t('undo')}</button> <span class="note">
        ${t('undo.note')}
      </span>
    </p>
  `;
}
