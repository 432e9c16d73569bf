/** Link: one dependency with its reason, source and certainty; people may say that it is right or wrong. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAbilities } from '../../api.js';
import { act } from '../../deed.js';
import { Empty, NodeLink, OpdLink, Table } from '../../pieces.js';
import { called, number, percent, t } from '../../words.js';

const CONFIRM = gql`
  mutation Confirm($input: LinkDeed!) { confirmLink(input: $input) { errors { __typename ... on Problem { message } } } }
`;
const REJECT = gql`
  mutation Reject($input: LinkDeed!) { rejectLink(input: $input) { errors { __typename ... on Problem { message } } } }
`;

/** The OPD of a node that has one. */
const opdOf = (node) => (node.__typename === 'Program' ? node.opd : null);

/** One link in full. */
export function LinkCard({ link, plan }) {
  return html`<article class="link">
    <p><${NodeLink} node=${link.originNode} /> <${OpdLink} opd=${opdOf(link.originNode)} /></p>
    <p class="note arrow">${t('ties.needs')}</p>
    <p><${NodeLink} node=${link.targetNode} /> <${OpdLink} opd=${opdOf(link.targetNode)} /></p>
    <p>${link.reason}</p>
    <dl class="facts">
      ${link.dependencyKind && html`<dt>${t('kind')}</dt><dd>${called('DependencyKind', link.dependencyKind)}</dd>`}
      <dt>${t('source')}</dt><dd>${link.source === 'judgement' ? t('judgement') : link.source}</dd>
      <dt>${t('origin')}</dt><dd>${called('Origin', link.origin)}${link.entry && html` · <a href=${href({ view: 'pengetahuan', id: link.entry })}>${t('ties.entry')}</a>`}</dd>
      <dt>${t('confidence')}</dt><dd>${percent(link.confidence)}</dd>
      ${link.lagMonths > 0 && html`<dt>${t('lag')}</dt><dd>${t('months', { count: number(link.lagMonths) })}</dd>`}
      <dt>${t('standing')}</dt><dd><span class="tag ${{ CONFIRMED: 'good', REJECTED: 'bad' }[link.standing] ?? ''}">${called('Standing', link.standing)}</span></dd>
    </dl>
    <${Judge} link=${link} plan=${plan} />
  </article>`;
}

function Judge({ link, plan }) {
  const can = useAbilities();
  const [problem, set] = useState('');
  if (!can.has('mutation.confirmLink')) return null;
  const say = async (mutation) => set(await act(mutation, { plan: plan.slug, id: link.id }));
  return html`${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p class="tags noprint">${link.standing !== 'CONFIRMED' && html`<button type="button" onClick=${() => say(CONFIRM)}>${t('link.confirm')}</button>`}
      ${link.standing !== 'REJECTED' && html`<button type="button" onClick=${() => say(REJECT)}>${t('link.reject')}</button>`}</p>`;
}

/** Several links below each other. */
export const LinkCards = ({ links, plan }) => (links.length ? html`<div>${links.slice(0, 40).map((each) => html`<${LinkCard} key=${each.id} link=${each} plan=${plan} />`)}
  ${links.length > 40 && html`<p class="note">${t('ties.moreinttable', { count: number(links.length - 40) })}</p>`}</div>` : html`<${Empty}>${t('graph.none')}<//>`);

/** Links as a table; `without` leaves out the end that is the same in all. */
export function LinkTable({ links, caption, without = '' }) {
  if (!links.length) return html`<${Empty}>${t('ties.nolinks')}<//>`;
  const ends = [['originNode', t('needs')], ['targetNode', t('needed')]].filter(([end]) => end !== without);
  return html`<${Table} caption=${caption} head=${[...ends.map(([, label]) => [label]), [t('reason')], [t('kind')], [t('confidence'), true]]}
    rows=${links.map((each) => [...ends.map(([end]) => html`<${NodeLink} node=${each[end]} /> <${OpdLink} opd=${opdOf(each[end])} />`),
      html`${each.reason}<p class="note">${each.source === 'judgement' ? t('judgement') : each.source} · ${each.entry ? html`<a href=${href({ view: 'pengetahuan', id: each.entry })}>${called('Origin', each.origin)}</a>` : called('Origin', each.origin)}</p>`,
      called('DependencyKind', each.dependencyKind), percent(each.confidence)])} />`;
}

/** Boxes and arrows of some links; `main` is drawn as the middle. */
export function drawn(links, main = '', toneOf = () => '') {
  const boxes = new Map();
  for (const { originNode, targetNode } of links) for (const node of [originNode, targetNode]) boxes.set(node.id, node);
  return {
    boxes: [...boxes.values()].map((node) => {
      const name = node.shortName ?? node.label;
      const opd = opdOf(node)?.shortName;
      return { id: node.id, label: `${name.length > 70 ? `${name.slice(0, 68)}…` : name}${opd ? `\n(${opd})` : ''}`, tone: node.id === main ? 'main' : toneOf(node) };
    }),
    arrows: links.map((each) => ({ id: each.id, source: each.originNode.id, target: each.targetNode.id, weight: each.confidence, dashed: each.origin === 'INFERRED' })),
  };
}

/** The links of some ways, each once. */
export const once = (links) => [...new Map(links.map((each) => [each.id, each])).values()];
