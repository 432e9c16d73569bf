/** Bacaan: what was read from which file, what was marked and why. */
import { html } from '../vendor/preact.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Search } from '../fields.js';
import { Card, Choice, Empty, Table, View, answered, has } from '../pieces.js';
import { table } from '../table.js';
import { called, number, t } from '../words.js';
import { Files } from './files.js';
import { Left } from './left.js';

const READINGS = gql(`
  query Readings($plan: String!) {
    plan(slug: $plan) {
      readings(first: 100, orderBy: NEWEST) {
        nodes { revision files { file format rows repeatedRows } markCounts { code count }
          unread { file sheet column filled holds example } }
      }
    }
  }
`);
const MARKS = gql(`
  query Marks($plan: String!, $revision: Revision!, $after: String) {
    plan(slug: $plan) { reading(revision: $revision) { marks(first: 100, after: $after) {
      nodes { label code message file row column value } pageInfo { hasNextPage endCursor } } } }
  }
`);
const NOTHING = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
/** @typedef {import('#documents').DataOf<typeof READINGS>['plan']['readings']['nodes'][number]} Read */
/**
 * @typedef {NonNullable<import('#documents').DataOf<typeof MARKS>['plan']['reading']>['marks']['nodes'][number]} Mark
 */
/** @typedef {import('../address.js').Query} Query */

/** @param {import('../shell.js').Given} given */
export default function Reading({ address: { asked }, plan }) {
  const answer = useAnswer(READINGS, { plan: plan.slug });
  return html`
    <${View} title=${t('menu.berkas')} lead=${t('reading.lead')}>
      <${Files} here="bacaan" />
      ${answered(answer, ({ plan: { readings } }) =>
        readings.nodes.length
          ? readings.nodes.map(
              (each) => html`<${One} key=${each.revision} reading=${each} plan=${plan} asked=${asked} />`,
            )
          : html`<${Empty}>${t('reading.none')}<//>`,
      )}
    <//>
  `;
}

/** @param {{reading: Read, plan: {slug: string}, asked: Query}} given */
function One({ reading, plan, asked }) {
  const answer = useAsked(
    (signal) =>
      askAll(
        MARKS,
        { plan: plan.slug, revision: reading.revision },
        (data) => data.plan.reading?.marks ?? NOTHING,
        signal,
      ),
    [plan.slug, reading.revision],
  );
  const total = reading.markCounts.reduce((sum, each) => sum + each.count, 0);
  const caption = t('reading.files', { revision: number(reading.revision) });
  return html`
    <${Card} title=${caption}>
      <${Table}
        caption=${caption}
        head=${[[t('file')], [t('format')], [t('rows'), true], [t('repeated'), true]]}
        rows=${reading.files.map((each) => [each.file, each.format, number(each.rows), number(each.repeatedRows)])}
      />
    <//>
    <${Left} unread=${reading.unread} />
    <${Card} title=${t('reading.marks', { count: number(total) })} note=${t('reading.marks.note')}>
      <form class="bar tools noprint" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
        <${Choice}
          name="tanda"
          label=${t('mark')}
          value=${asked.tanda ?? ''}
          all=${`${t('all')} (${number(total)})`}
          options=${reading.markCounts.map((each) => [
            each.code,
            `${called('MarkCode', each.code)} (${number(each.count)})`,
          ])}
        />
      </form>
      ${answered(
        answer,
        (marks) => html`
          <${Marked}
            marks=${marks.filter(
              (each) =>
                (!asked.tanda || each.code === asked.tanda) &&
                has(`${each.label} ${each.message} ${each.file} ${each.value}`, asked.cari),
            )}
          />
        `,
      )}
    <//>
  `;
}

/** @param {{marks: Mark[]}} given */
const Marked = ({ marks }) =>
  marks.length
    ? html`
        ${table({
          caption: t('reading.marks', { count: number(marks.length) }),
          rows: marks,
          kept: '',
          columns: [
            { key: 'nama', label: t('name'), wide: 3, of: (each) => each.label },
            { key: 'tanda', label: t('mark'), of: (each) => called('MarkCode', each.code) },
            { key: 'pesan', label: t('message'), wide: 4, of: (each) => each.message },
            {
              key: 'letak',
              label: t('where'),
              wide: 3,
              of: (each) =>
                [
                  each.file,
                  each.row > 0 && t('row', { row: each.row }),
                  each.column && t('column', { column: each.column }),
                ]
                  .filter(Boolean)
                  .join(', '),
            },
            { key: 'tertulis', label: t('written'), of: (each) => each.value },
          ],
        })}
      `
    : html`<${Empty}>${t('contents.none')}<//>`;
