/** Bacaan: what was read from which file, what was marked and why, and the plan's revisions. */
import { html } from '../vendor/preact.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Answered, Card, Choice, Empty, More, Search, Table, View } from '../pieces.js';
import { called, moment, number, t } from '../words.js';

const READING = gql`
  query Reading($plan: String!) {
    plan(slug: $plan) {
      revisions(first: 100, orderBy: NEWEST) { nodes { revision author reason madeAt changes } }
      readings(first: 100, orderBy: NEWEST) { nodes { revision files { file format rows repeatedRows } markCounts { code count } } }
    }
  }
`;
const MARKS = gql`
  query Marks($plan: String!, $revision: Revision!, $after: String) {
    plan(slug: $plan) { reading(revision: $revision) { marks(first: 100, after: $after) {
      nodes { label code message file row column value } pageInfo { hasNextPage endCursor } } } }
  }
`;

export default function Reading({ address: { asked }, plan }) {
  const answer = useAnswer(READING, { plan: plan.slug });
  return html`<${View} title=${t('menu.bacaan')} lead=${t('reading.lead')}><${Answered} of=${answer}>${({ plan: { readings, revisions } }) => html`
    ${readings.nodes.length ? readings.nodes.map((each) => html`<${One} reading=${each} plan=${plan} asked=${asked} />`) : html`<${Empty}>${t('reading.none')}<//>`}
    <${Card} title=${t('revisions')}><${Table} caption=${t('revisions')} head=${[[t('revision')], [t('when')], [t('author')], [t('reason')], [t('changed'), true]]}
      rows=${revisions.nodes.map((each) => [number(each.revision), moment(each.madeAt), each.author || '–', each.reason || '–', number(each.changes)])} /><//>`}<//><//>`;
}

function One({ reading, plan, asked }) {
  const answer = useAsked(() => askAll(MARKS, { plan: plan.slug, revision: reading.revision }, (data) => data.plan.reading.marks), [plan.slug, reading.revision]);
  const total = reading.markCounts.reduce((sum, each) => sum + each.count, 0);
  const words = (asked.cari ?? '').toLowerCase();
  const fitting = (marks) => marks.filter((each) => (!asked.tanda || each.code === asked.tanda) && `${each.label} ${each.message} ${each.file} ${each.value}`.toLowerCase().includes(words));
  return html`<${Card} title=${t('reading.files', { revision: number(reading.revision) })}><${Table} caption=${t('reading.files', { revision: reading.revision })} head=${[[t('file')], [t('format')], [t('rows'), true], [t('repeated'), true]]}
      rows=${reading.files.map((each) => [each.file, each.format, number(each.rows), number(each.repeatedRows)])} /><//>
    <${Card} title=${t('reading.marks', { count: number(total) })} note=${t('reading.marks.note')}><${Answered} of=${answer}>${(marks) => html`<${Marked} found=${fitting(marks)} reading=${reading} asked=${asked} total=${total} />`}<//><//>`;
}

const Marked = ({ found, reading, asked, total }) => html`
      <form class="bar tools noprint" role="search" onSubmit=${(event) => event.preventDefault()}><${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
        <${Choice} name="tanda" label=${t('mark')} value=${asked.tanda ?? ''} all=${`${t('all')} (${number(total)})`} options=${reading.markCounts.map((each) => [each.code, `${called('MarkCode', each.code)} (${number(each.count)})`])} /></form>
      ${found.length ? html`<${Table} caption=${t('reading.marks', { count: found.length })} head=${[[t('name')], [t('mark')], [t('message')], [t('where')], [t('written')]]}
        rows=${found.slice(0, Number(asked.banyak ?? 50)).map((each) => [each.label, called('MarkCode', each.code), each.message, html`${each.file}${each.row > 0 && html`<br />${t('row', { row: each.row })}`}${each.column && html`<br />${t('column', { column: each.column })}`}`, each.value || '–'])} />
        <${More} asked=${asked} total=${found.length} step=${50} />` : html`<${Empty}>${t('contents.none')}<//>`}`;
