/** Matrix: how much OPDs depend on each other: the whole region as one picture, weak ties hidden. */
import { html, useMemo } from '../../vendor/preact.js';
import { ask as change, href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Answered, Choice, Empty, OpdLink, Switch, Table } from '../../pieces.js';
import { called, number, percent, t } from '../../words.js';
import { Drawing } from './drawing.js';

const MATRIX = gql`
  query Matrix($plan: String!) {
    plan(slug: $plan) { opdMatrix {
      opd { shortName name isTerritorial }
      needed { shortName name isTerritorial }
      links { dependencyKind origin confidence standing }
    } }
  }
`;
/** More arrows than this are not readable at once. */
const READABLE = 30;
const KINDS = ['LAND', 'PERMIT', 'DATA', 'INFRASTRUCTURE', 'PEOPLE', 'FINANCE', 'SEQUENCE', 'PUBLIC_INFORMATION'];
const ORIGINS = ['DECLARED', 'DERIVED', 'INFERRED'];

export function Matrix({ asked, plan }) {
  const answer = useAnswer(MATRIX, { plan: plan.slug });
  return html`<${Answered} of=${answer}>${({ plan: { opdMatrix } }) => opdMatrix.length
    ? html`<${Whole} asked=${asked} plan=${plan} matrix=${opdMatrix} />` : html`<${Empty}>${t('ties.none')}<//>`}<//>`;
}

/** The ties that fit the filters, each with how many dependencies it has left. */
function fitting(matrix, asked) {
  const least = Number(asked.yakin ?? 0) / 100;
  return matrix
    .filter((tie) => asked.kecamatan || !(tie.opd.isTerritorial || tie.needed.isTerritorial))
    .map(({ opd, needed, links }) => {
      const left = links.filter((each) => each.standing !== 'REJECTED' && each.confidence >= least && (!asked.jenis || each.dependencyKind === asked.jenis) && (!asked.asal || each.origin === asked.asal));
      return { id: `${opd.shortName}~${needed.shortName}`, opd, needed, count: left.length, confidence: left.reduce((sum, each) => sum + each.confidence, 0) / (left.length || 1) };
    })
    .filter((tie) => tie.count > 0)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function Whole({ asked, plan, matrix }) {
  const ties = useMemo(() => fitting(matrix, asked), [matrix, asked.yakin, asked.jenis, asked.asal, asked.kecamatan]);
  const most = ties[0]?.count ?? 1;
  const usual = ties.length > READABLE ? Math.min(most, ties[READABLE].count + 1) : 1;
  const least = Math.min(most, Number(asked.min ?? usual));
  const shown = ties.filter((tie) => tie.count >= least);
  const opds = new Map(shown.flatMap((tie) => [[tie.opd.shortName, tie.opd], [tie.needed.shortName, tie.needed]]));
  const boxes = [...opds.keys()].sort().map((name) => ({ id: name, label: name }));
  const arrows = shown.map((tie) => ({ id: tie.id, source: tie.opd.shortName, target: tie.needed.shortName, weight: tie.count, label: String(tie.count) }));
  const controls = html`
    <label class="field range"><span>${t('ties.least', { count: number(least) })}</span><input type="range" min="1" max=${most} value=${least} onInput=${(event) => change({ min: event.currentTarget.value })} /></label>
    <label class="field range"><span>${t('ties.sure', { share: number(Number(asked.yakin ?? 0)) })}</span><input type="range" min="0" max="90" step="10" value=${asked.yakin ?? 0} onInput=${(event) => change({ yakin: event.currentTarget.value === '0' ? '' : event.currentTarget.value })} /></label>
    <${Choice} name="jenis" label=${t('ties.kind')} value=${asked.jenis ?? ''} all=${t('all')} options=${KINDS.map((each) => [each, called('DependencyKind', each)])} />
    <${Choice} name="asal" label=${t('origin')} value=${asked.asal ?? ''} all=${t('all')} options=${ORIGINS.map((each) => [each, called('Origin', each)])} />
    <${Switch} name="kecamatan" label=${t('ties.territorial')} value=${asked.kecamatan} />`;
  return html`<p class="note" role="status">${t('ties.counts', { shown: number(shown.length), all: number(ties.length), links: number(shown.reduce((sum, tie) => sum + tie.count, 0)) })}</p>
    <${Drawing} boxes=${boxes} arrows=${arrows} label=${t('ties.picture.opd')} asked=${asked} controls=${controls} name=${`keterkaitan-${plan.slug}`} direction="LR"
      table=${html`<${Table} caption=${t('ties.picture.opd')} head=${[[t('needs')], [t('needed')], [t('ties.number'), true], [t('confidence'), true]]}
        rows=${shown.map((tie) => [html`<${OpdLink} opd=${tie.opd} className="" /> – ${tie.opd.name}`, html`<${OpdLink} opd=${tie.needed} className="" /> – ${tie.needed.name}`, html`<a href=${pairOf(tie)}>${number(tie.count)}</a>`, percent(tie.confidence)])} />`}
      side=${(kind, id) => kind === 'node' ? html`<${Opd} opd=${opds.get(id)} ties=${ties} />` : kind === 'edge' ? html`<${Tie} tie=${ties.find((tie) => tie.id === id)} /> ` : html`<${Strongest} ties=${shown} />`} />`;
}

const pairOf = (tie) => href({ view: 'keterkaitan', asked: { cara: 'pasangan', a: tie.opd.shortName, b: tie.needed.shortName } });
const sum = (ties) => ties.reduce((all, tie) => all + tie.count, 0);

/** Nothing is picked: the strongest ties, so that there is something to read. */
const Strongest = ({ ties }) => html`<h2>${t('ties.strongest')}</h2><ul class="plain-list">${ties.slice(0, 8).map((tie) => html`<li>
  <a href=${pairOf(tie)}>${tie.opd.shortName} → ${tie.needed.shortName}</a> <span class="note">${t('ties.count', { count: number(tie.count) })}</span></li>`)}</ul><p class="note">${t('ties.pick')}</p>`;

const Tie = ({ tie }) => tie && html`<h2>${tie.opd.shortName} → ${tie.needed.shortName}</h2>
  <p>${t('ties.tie', { opd: tie.opd.name, needed: tie.needed.name, count: number(tie.count) })}</p>
  <p class="note">${t('confidence')}: ${percent(tie.confidence)}</p><p><a class="go" href=${pairOf(tie)}>${t('ties.open')}</a></p>`;

function Opd({ opd, ties }) {
  if (!opd) return null;
  const needs = ties.filter((tie) => tie.opd.shortName === opd.shortName);
  const needed = ties.filter((tie) => tie.needed.shortName === opd.shortName);
  const list = (title, some, other) => html`<h3 class="sub">${title} <span class="note">(${t('ties.inall', { opds: number(some.length), links: number(sum(some)) })})</span></h3>
    <ul class="plain-list tight">${some.slice(0, 6).map((tie) => html`<li><a href=${pairOf(tie)}>${tie[other].shortName}</a> <span class="note">${number(tie.count)}</span></li>`)}</ul>`;
  return html`<h2><${OpdLink} opd=${opd} className="" /></h2><p class="note">${opd.name}</p>
    ${list(t('ties.itneeds'), needs, 'needed')}${list(t('ties.itisneeded'), needed, 'opd')}`;
}
