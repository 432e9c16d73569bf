/** Ringkasan: the plan at a glance: counts, where dimensions meet OPDs and objectives, what is behind, what to do first. */
import { html, useMemo } from '../vendor/preact.js';
import { ask as change, href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Heatmap } from '../heatmap.js';
import { Answered, Card, Choice, Empty, Meter, OpdLink, Panel, Table, Tabs, View } from '../pieces.js';
import { brief, moment, named, number, rupiah, t } from '../words.js';

const OVERVIEW = gql`
  query Overview($plan: String!, $year: Year, $language: Language!) {
    plan(slug: $plan) {
      revision
      revisions(first: 100, orderBy: NEWEST) { nodes { revision author reason madeAt changes } }
      opds(first: 1) { totalCount }
      partners(first: 1) { totalCount }
      themes(first: 1) { totalCount }
      objectives(first: 1) { totalCount }
      programs(first: 1, filter: { level: PROGRAM }) { totalCount }
      parts: programs(first: 1, filter: { level: SUB_ACTIVITY }) { totalCount }
      ties: links(first: 1, filter: { kind: DEPENDS_ON, acrossOpds: true }) { totalCount }
      findings(first: 1) { totalCount }
      failures { rule message }
      dimensions { code name nameEn subDimensions { code } }
      initiatives(first: 7) {
        totalCount
        nodes { fingerprint rank title(language: $language) quickWin themeName(language: $language)
          lead { shortName name } participants { opd { shortName name } } score { total } }
      }
      coverageByOpd(year: $year) {
        columns { shortName name isTerritorial }
        cells { dimension { code } column { shortName } programs budget }
        gaps
      }
    }
  }
`;
const OBJECTIVES = gql`
  query Objectives($plan: String!, $year: Year, $level: ObjectiveLevel!) {
    plan(slug: $plan) {
      coverageByObjective(year: $year, objectiveLevel: $level) {
        columns { __typename id text opd { shortName name } }
        cells { dimension { code } column { id } programs budget }
        gaps
      }
    }
  }
`;
const BEHIND = gql`
  query Behind($plan: String!, $after: String) {
    plan(slug: $plan) {
      findings(first: 100, after: $after, filter: { rule: "AL03" }) {
        nodes { opds { shortName name } subject { __typename id label ... on Indicator { name behind unit } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;
const CELL = gql`
  query Cell($plan: String!, $opd: String!, $after: String) {
    plan(slug: $plan) { opd(shortName: $opd) {
      programs(first: 100, after: $after, filter: { overhead: false }, orderBy: BUDGET) {
        nodes { __typename id name code level budget children { id } dimensions { code } }
        pageInfo { hasNextPage endCursor }
      }
    } }
  }
`;

export default function Overview({ address, plan }) {
  const { asked } = address;
  const year = asked.tahun ? Number(asked.tahun) : null;
  const answer = useAnswer(OVERVIEW, { plan: plan.slug, year });
  const years = Array.from({ length: plan.endYear - plan.startYear + 1 }, (_, at) => String(plan.startYear + at));
  return html`<${View} title=${plan.title} kicker=${plan.region.name}
      lead=${t('overview.lead', { from: plan.startYear, to: plan.endYear, revision: number(plan.revision) })}
      actions=${html`<${Choice} name="tahun" label=${t('year')} value=${asked.tahun ?? ''} all=${t('years.all')} options=${years.map((each) => [each, each])} />`}>
    <${Answered} of=${answer}>${({ plan: found }) => html`
      <${Since} slug=${plan.slug} revisions=${found.revisions.nodes} />
      ${found.failures.map((each) => html`<p class="notice bad" role="alert">${t('overview.failure', each)}</p>`)}
      <${Counts} found=${found} />
      <div class="split">
        <${Card} title=${t('overview.first')} aside=${html`<a href=${href({ view: 'rekomendasi' })}>${t('overview.all', { count: number(found.initiatives.totalCount) })}</a>`}>
          <${Top} initiatives=${found.initiatives.nodes} />
        <//>
        <${Behind} slug=${plan.slug} />
      </div>
      <${Coverage} asked=${asked} found=${found} plan=${plan} year=${year} />
    `}<//>
  <//>`;
}

/** What changed since this browser was here last. */
function Since({ slug, revisions }) {
  const came = useMemo(() => {
    const key = `sinergi.seen.${slug}`;
    const before = Number(localStorage.getItem(key) ?? -1);
    const latest = revisions[0]?.revision ?? 0;
    localStorage.setItem(key, String(latest));
    return before < 0 ? [] : revisions.filter((each) => each.revision > before).reverse();
  }, [slug]);
  if (!came.length) return null;
  return html`<div class="notice"><div><p>${t('overview.since', { count: number(came.length) })}</p>
    <ul>${came.map((each) => html`<li>${moment(each.madeAt)} · ${each.author || t('someone')}: ${each.reason} (${t('changes', { count: number(each.changes) })})</li>`)}</ul></div></div>`;
}

function Counts({ found }) {
  const tiles = [
    ['opds', found.opds.totalCount, { view: 'isi', asked: { jenis: 'opd' } }],
    ['programs', found.programs.totalCount, { view: 'isi', asked: { jenis: 'program' } }],
    ['parts', found.parts.totalCount, { view: 'isi', asked: { jenis: 'program', tingkat: 'SUB_ACTIVITY' } }],
    ['objectives', found.objectives.totalCount, { view: 'isi', asked: { jenis: 'sasaran' } }],
    ['partners', found.partners.totalCount, { view: 'isi', asked: { jenis: 'mitra' } }],
    ['ties', found.ties.totalCount, { view: 'keterkaitan' }],
    ['findings', found.findings.totalCount, { view: 'temuan' }],
    ['initiatives', found.initiatives.totalCount, { view: 'rekomendasi' }],
  ];
  return html`<ul class="tiles">${tiles.map(([key, value, to]) => html`<li><a href=${href(to)}><strong>${number(value)}</strong> <span>${t(`count.${key}`)}</span></a></li>`)}</ul>`;
}

function Top({ initiatives }) {
  if (!initiatives.length) return html`<${Empty}>${t('initiatives.none')}<//>`;
  return html`<ol class="top-list">${initiatives.map((each) => html`<li>
    <span class="rank" aria-hidden="true">${each.rank}</span>
    <div><a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
      
      <p class="note"><${OpdLink} opd=${each.lead} className="" /> ${t('with', { count: number(each.participants.length - 1) })}${each.quickWin && html` · <span class="tag good">${t('quickwin')}</span>`}</p></div>
    <${Meter} value=${each.score.total} label=${t('score')} />
  </li>`)}</ol>`;
}

/** The indicators that are behind their path, the worst first. */
function Behind({ slug }) {
  const answer = useAsked(() => askAll(BEHIND, { plan: slug }, (data) => data.plan.findings), [slug]);
  return html`<${Card} title=${t('overview.behind')} note=${t('overview.behind.note')}
      aside=${html`<a href=${href({ view: 'temuan', asked: { aturan: 'AL03' } })}>${answer.data ? t('overview.all', { count: number(answer.data.length) }) : ''}</a>`}>
    <${Answered} of=${answer}>${(found) => {
      const worst = [...found].sort((a, b) => (b.subject?.behind ?? 0) - (a.subject?.behind ?? 0)).slice(0, 6);
      if (!worst.length) return html`<${Empty}>${t('behind.none')}<//>`;
      return html`<ul class="top-list">${worst.map(({ subject, opds }) => html`<li>
        <div><a href=${href({ view: 'indikator', id: subject.id })}>${subject.name}</a><p class="note">${opds.map((opd) => html`<${OpdLink} opd=${opd} className="" /> `)}</p></div>
        <${Meter} value=${subject.behind} label=${t('behind')} tone="warm" /></li>`)}</ul>`;
    }}<//><//>`;
}

function Coverage({ asked, found, plan, year }) {
  const by = asked.oleh ?? 'opd';
  const show = asked.tampil ?? 'program';
  return html`<${Card} title=${t('coverage')} note=${t(`coverage.note.${show}`)} aside=${html`<div class="bar">
      <${Tabs} name="oleh" label=${t('coverage.by')} value=${by} options=${[['opd', t('opd')], ['sasaran', t('objective')]]} />
      <${Tabs} name="tampil" label=${t('coverage.show')} value=${show} options=${[['program', t('coverage.programs')], ['uang', t('coverage.money')], ['celah', t('coverage.gaps')]]} /></div>`}>
    ${by === 'opd' ? html`<${ByOpd} asked=${asked} found=${found} plan=${plan} show=${show} />`
      : html`<${ByObjective} asked=${asked} dimensions=${found.dimensions} plan=${plan} year=${year} show=${show} />`}
  <//>`;
}

/** What stands in a cell. */
function told(cells, show, names) {
  return (row, column) => {
    const cell = cells.get(`${row} ${column}`);
    const where = { row: names.get(row), column: names.get(column) };
    if (show === 'celah') return cell ? { value: 0, text: '', says: '' } : { value: undefined, text: '×', says: t('cell.gap', where) };
    if (!cell) return null;
    const says = t('cell', { ...where, programs: number(cell.programs), budget: rupiah(cell.budget) });
    return show === 'uang' ? { value: cell.budget, text: brief(cell.budget).replace('Rp ', ''), says } : { value: cell.programs, text: number(cell.programs), says };
  };
}

const column = (dimension) => ({ key: dimension.code, label: html`<span class="full">${named(dimension)}</span><abbr class="short" title=${named(dimension)}>${dimension.code}</abbr>` });

function ByOpd({ asked, found, plan, show }) {
  const { columns: opds, cells, gaps } = found.coverageByOpd;
  const byCell = new Map(cells.map((each) => [`${each.column.shortName} ${each.dimension.code}`, each]));
  const names = new Map([...opds.map((each) => [each.shortName, each.name]), ...found.dimensions.map((each) => [each.code, named(each)])]);
  const total = (opd) => cells.filter((each) => each.column.shortName === opd.shortName).reduce((sum, each) => sum + each.programs, 0);
  const rows = [...opds].sort((a, b) => Number(a.isTerritorial) - Number(b.isTerritorial) || total(b) - total(a));
  const [opd, dimension] = (asked.sel ?? '').split('~');
  return html`
    <p class="note">${t('coverage.gapcount', { count: number(gaps) })}</p>
    <${Heatmap} caption=${t('coverage.caption.opd')} corner=${t('opd')} columns=${found.dimensions.map(column)}
      rows=${rows.map((each) => ({ key: each.shortName, label: html`<${OpdLink} opd=${each} className="" /> <span class="full">${each.name}</span>` }))}
      cell=${told(byCell, show, names)} onPick=${show === 'celah' ? undefined : (row, col) => change({ sel: `${row}~${col}` })} />
    ${opd && dimension && html`<${Cell} key=${asked.sel} plan=${plan} opd=${opd} dimension=${found.dimensions.find((each) => each.code === dimension)} name=${names.get(opd)} />`}`;
}

/** The programs of one OPD for one dimension. */
function Cell({ plan, opd, dimension, name }) {
  const codes = new Set([dimension.code, ...dimension.subDimensions.map((each) => each.code)]);
  const answer = useAsked(() => askAll(CELL, { plan: plan.slug, opd }, (data) => data.plan.opd.programs), [opd]);
  return html`<${Panel} title=${`${named(dimension)} · ${opd}`} onClose=${() => change({ sel: '' })}>
    <p class="note">${name}</p>
    <${Answered} of=${answer}>${(programs) => {
      const rows = programs.filter((each) => !each.children.length && each.dimensions.some((one) => codes.has(one.code)));
      return rows.length ? html`<${Table} caption=${t('cell.caption')} head=${[[t('name')], [t('code')], [t('budget'), true]]}
        rows=${rows.map((each) => [html`<a href=${href({ view: 'program', id: each.id })}>${each.name}</a>`, each.code ?? '–', rupiah(each.budget)])} />`
        : html`<${Empty}>${t('cell.none')}<//>`;
    }}<//>
  <//>`;
}

function ByObjective({ asked, dimensions, plan, year, show }) {
  const level = asked.level ?? 'OUTCOME';
  const answer = useAnswer(OBJECTIVES, { plan: plan.slug, year, level });
  return html`<div class="bar"><${Choice} name="level" label=${t('objective.level')} value=${level}
      options=${['MISSION', 'GOAL', 'OUTCOME'].map((each) => [each, t(`ObjectiveLevel.${each}`)])} /></div>
    <${Answered} of=${answer}>${({ plan: { coverageByObjective: { columns, cells, gaps } } }) => {
      if (!columns.length) return html`<${Empty}>${t('objectives.none')}<//>`;
      const byCell = new Map(cells.map((each) => [`${each.column.id} ${each.dimension.code}`, each]));
      const names = new Map([...columns.map((each) => [each.id, each.text]), ...dimensions.map((each) => [each.code, named(each)])]);
      return html`<p class="note">${t('coverage.gapcount', { count: number(gaps) })}</p>
        <${Heatmap} caption=${t('coverage.caption.objective')} corner=${t('objective')} columns=${dimensions.map(column)}
          rows=${columns.map((each) => ({ key: each.id, label: html`${each.opd && html`<${OpdLink} opd=${each.opd} className="who" /> `}<a class="wide" href=${href({ view: 'sasaran', id: each.id })}>${each.text}</a>` }))}
          cell=${told(byCell, show, names)} onPick=${show === 'celah' ? undefined : (row) => { location.hash = href({ view: 'sasaran', id: row }); }} />`;
    }}<//>`;
}
