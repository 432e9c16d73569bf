/** Bacaan: what was read from which file, what was marked and why, and the plan's revisions. */
import { html } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { Answered, Card, Choice, Empty, More, Search, Table, View } from '../pieces.js';
import { called, moment, number, t } from '../words.js';

const READING = gql`
  query Reading($plan: String!) {
    plan(slug: $plan) {
      revisions { revision author reason madeAt changes }
      readings { revision files { file format rows repeatedRows } markCounts { code count } marks { label code message file row column value } }
    }
  }
`;

export default function Reading({ address: { asked }, plan }) {
  const answer = useAnswer(READING, { plan: plan.slug });
  return html`<${View} title=${t('menu.bacaan')} lead=${t('reading.lead')}><${Answered} of=${answer}>${({ plan: { readings, revisions } }) => html`
    ${readings.length ? readings.map((each) => html`<${One} reading=${each} asked=${asked} />`) : html`<${Empty}>${t('reading.none')}<//>`}
    <${Card} title=${t('revisions')}><${Table} caption=${t('revisions')} head=${[[t('revision')], [t('when')], [t('author')], [t('reason')], [t('changed'), true]]}
      rows=${[...revisions].reverse().map((each) => [number(each.revision), moment(each.madeAt), each.author || '–', each.reason || '–', number(each.changes)])} /><//>`}<//><//>`;
}

function One({ reading, asked }) {
  const words = (asked.cari ?? '').toLowerCase();
  const found = reading.marks.filter((each) => (!asked.tanda || each.code === asked.tanda) && `${each.label} ${each.message} ${each.file} ${each.value}`.toLowerCase().includes(words));
  return html`<${Card} title=${t('reading.files', { revision: number(reading.revision) })}><${Table} caption=${t('reading.files', { revision: reading.revision })} head=${[[t('file')], [t('format')], [t('rows'), true], [t('repeated'), true]]}
      rows=${reading.files.map((each) => [each.file, each.format, number(each.rows), number(each.repeatedRows)])} /><//>
    <${Card} title=${t('reading.marks', { count: number(reading.marks.length) })} note=${t('reading.marks.note')}>
      <form class="bar tools noprint" role="search" onSubmit=${(event) => event.preventDefault()}><${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
        <${Choice} name="tanda" label=${t('mark')} value=${asked.tanda ?? ''} all=${`${t('all')} (${number(reading.marks.length)})`} options=${reading.markCounts.map((each) => [each.code, `${called('MarkCode', each.code)} (${number(each.count)})`])} /></form>
      ${found.length ? html`<${Table} caption=${t('reading.marks', { count: found.length })} head=${[[t('name')], [t('mark')], [t('message')], [t('where')], [t('written')]]}
        rows=${found.slice(0, Number(asked.banyak ?? 50)).map((each) => [each.label, called('MarkCode', each.code), each.message, html`${each.file}${each.row > 0 && html`<br />${t('row', { row: each.row })}`}${each.column && html`<br />${t('column', { column: each.column })}`}`, each.value || '–'])} />
        <${More} asked=${asked} total=${found.length} step=${50} />` : html`<${Empty}>${t('contents.none')}<//>`}<//>`;
}
