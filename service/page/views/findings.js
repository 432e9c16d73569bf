/** Temuan: what the rules found, with filters. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Answered, Choice, Empty, More, NodeLink, OpdLink, Search, SeverityTag, View } from '../pieces.js';
import { called, language, number, t } from '../words.js';

const FILTERS = gql`
  query FindingFilters($plan: String!) { rules { code name family } plan(slug: $plan) { opds(first: 100) { nodes { shortName name } } } }
`;
const FINDINGS = gql`
  query Findings($plan: String!, $filter: FindingFilter, $after: String, $language: Language!) {
    plan(slug: $plan) { findings(first: 100, after: $after, filter: $filter) {
      nodes { fingerprint rule family severity message(language: $language) opds { shortName name }
        subject { __typename id label ... on Opd { shortName name } ... on Indicator { behind } } }
      pageInfo { hasNextPage endCursor } } }
  }
`;
const FAMILIES = ['ALIGNMENT', 'SYNERGY', 'DEPENDENCY', 'OVERLAP', 'CONFLICT', 'PARTICIPATION', 'CAPACITY'];
const SEVERITIES = ['WARNING', 'ADVICE', 'INFORMATION'];

export default function Findings({ address: { asked }, plan }) {
  const filters = useAnswer(FILTERS, { plan: plan.slug });
  const filter = { rule: asked.aturan || null, family: asked.rumpun || null, severity: asked.berat || null, opd: asked.opd || null };
  const answer = useAsked(() => askAll(FINDINGS, { plan: plan.slug, filter }, (data) => data.plan.findings), [plan.slug, JSON.stringify(filter), language()]);
  return html`<${View} title=${t('menu.temuan')} lead=${t('findings.lead')}>
    <form class="card bar noprint" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      <${Choice} name="rumpun" label=${t('family')} value=${asked.rumpun ?? ''} all=${t('all')} options=${FAMILIES.map((each) => [each, called('RuleFamily', each)])} />
      <${Choice} name="aturan" label=${t('rule')} value=${asked.aturan ?? ''} all=${t('all')} options=${(filters.data?.rules ?? []).map((each) => [each.code, `${each.code} ${each.name}`])} />
      <${Choice} name="berat" label=${t('severity')} value=${asked.berat ?? ''} all=${t('all')} options=${SEVERITIES.map((each) => [each, called('Severity', each)])} />
      <${Choice} name="opd" label=${t('opd')} value=${asked.opd ?? ''} all=${t('all')} options=${(filters.data?.plan.opds.nodes ?? []).map((each) => [each.shortName, `${each.shortName} – ${each.name}`])} />
    </form>
    <${Answered} of=${answer}>${(all) => {
      const words = (asked.cari ?? '').toLowerCase().split(/\s+/);
      const found = all.filter((each) => words.every((word) => each.message.toLowerCase().includes(word)));
      const sorted = asked.aturan === 'AL03' ? [...found].sort((a, b) => (b.subject?.behind ?? 0) - (a.subject?.behind ?? 0)) : found;
      if (!found.length) return html`<${Empty}>${t('findings.none')}<//>`;
      return html`<p class="note" role="status">${t('findings.count', { count: number(found.length) })}</p>
        <section class="card"><ul class="plain-list">${sorted.slice(0, Number(asked.banyak ?? 50)).map((each) => html`<li key=${each.fingerprint}><p><${SeverityTag} value=${each.severity} /> ${each.message}</p>
          <p class="note"><a href=${href({ view: 'aturan', id: each.rule })}>${each.rule} ${called('RuleFamily', each.family)}</a>${each.subject && html` · <${NodeLink} node=${each.subject} />`} ${each.opds.map((opd) => html`<${OpdLink} opd=${opd} /> `)}</p></li>`)}</ul></section>
        <${More} asked=${asked} total=${found.length} step=${50} />`;
    }}<//>
  <//>`;
}
