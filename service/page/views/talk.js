/** Talk: what people decided and wrote of an initiative, and the forms to say so. */
import { html, useRef, useState } from '../vendor/preact.js';
import { gql, send, useAnswer } from '../api.js';
import { act } from '../deed.js';
import { Card, Empty, Signed, StandingTag, answered } from '../pieces.js';
import { moment, t } from '../words.js';
import { STANDINGS } from './recommendations.js';

const SAID = gql(`
  query Said($plan: String!, $id: ID!) {
    plan(slug: $plan) { initiative(fingerprint: $id) {
      decision { standing reason author madeAt }
      comments(first: 100) { nodes { number text author madeAt } }
    } }
  }
`);
const DECIDE = gql(`
  mutation Decide($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const COMMENT = gql(`
  mutation Comment($input: CommentOnInitiativeInput!) {
    commentOnInitiative(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof SAID>['plan']['initiative']>} SaidOf */
/** @typedef {{plan: {slug: string}, fingerprint: string}} Matter */
/** @typedef {typeof STANDINGS[number]} Standing */

/** @param {Matter} given */
export function Talk({ plan, fingerprint }) {
  const answer = useAnswer(SAID, { plan: plan.slug, id: fingerprint });
  return answered(answer, ({ plan: { initiative } }) => initiative && html`
    <${Card} title=${t('decision')}>
      ${initiative.decision ? html`<${Decided} decision=${initiative.decision} />` : html`<p class="note">${t('decision.none')}</p>`}
      <${Signed} to=${t('decide')}><${Decide} plan=${plan} fingerprint=${fingerprint} decision=${initiative.decision} /><//>
    <//>
    <${Card} title=${t('comments')}>
      ${initiative.comments.nodes.length ? html`<ul class="plain-list">${initiative.comments.nodes.map((each) => html`<li key=${each.number}><p class="kept">${each.text}</p><p class="note">${each.author || t('someone')}, ${moment(each.madeAt)}</p></li>`)}</ul>`
        : html`<${Empty}>${t('comments.none')}<//>`}
      <${Signed} to=${t('comment.to')}><${Write} plan=${plan} fingerprint=${fingerprint} /><//>
    <//>`);
}

/** @param {{decision: NonNullable<SaidOf['decision']>}} given */
const Decided = ({ decision }) => html`<p><${StandingTag} standing=${decision.standing} /></p>
  ${decision.reason && html`<p class="kept">${decision.reason}</p>`}<p class="note">${decision.author || t('someone')}${decision.madeAt && `, ${moment(decision.madeAt)}`}</p>`;

/** @param {Matter & {decision: SaidOf['decision']}} given */
function Decide({ plan, fingerprint, decision }) {
  const reason = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [problem, set] = useState('');
  const [mine, setMine] = useState(/** @type {Standing | null} */ (null));
  const seen = useRef(decision?.madeAt ?? '');
  const written = () => reason.current?.value.trim() ?? '';
  if (!written() && !mine) seen.current = decision?.madeAt ?? '';
  const save = async (/** @type {Standing} */ standing) => {
    const { payload, wrong } = await act(DECIDE, { plan: plan.slug, fingerprint, standing, reason: written() });
    set(wrong);
    if (!payload) return;
    setMine(null);
    if (reason.current) reason.current.value = '';
  };
  const say = async (/** @type {Standing} */ standing) => {
    if (standing !== 'ACCEPTED' && !written()) {
      set(t('decision.reason.needed'));
      reason.current?.focus();
      return;
    }
    const now = await send(SAID, { plan: plan.slug, id: fingerprint }).catch(() => null);
    if ((now?.plan.initiative?.decision?.madeAt ?? '') !== seen.current) setMine(standing);
    else await save(standing);
  };
  const drop = () => {
    setMine(null);
    if (reason.current) reason.current.value = '';
  };
  return html`<form class="stack noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <label class="field"><span>${t('reason')}</span><textarea ref=${reason} rows="2" maxlength="2000"></textarea></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    ${mine ? html`<div class="notice bad conflict" role="alert"><h3>${t('conflict.title')}</h3>
        <div class="both"><section><h4>${t('conflict.theirs')}</h4>${decision && html`<${Decided} decision=${decision} />`}</section>
          <section><h4>${t('conflict.mine')}</h4><p><${StandingTag} standing=${mine} /></p><p class="kept">${written()}</p></section></div>
        <p class="tags"><button type="button" class="main" onClick=${() => save(mine)}>${t('conflict.keepmine')}</button>
          <button type="button" onClick=${drop}>${t('conflict.keeptheirs')}</button></p></div>`
      : html`<p class="tags">${STANDINGS.map((each) => html`<button type="button" class=${each === 'ACCEPTED' ? 'main' : ''} onClick=${() => say(each)}>${t(`decide.${each}`)}</button>`)}</p>`}</form>`;
}

/** @param {Matter} given */
function Write({ plan, fingerprint }) {
  const text = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [problem, set] = useState('');
  const say = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { payload, wrong } = await act(COMMENT, { plan: plan.slug, fingerprint, text: text.current?.value.trim() ?? '' });
    set(wrong);
    if (payload && text.current) text.current.value = '';
  };
  return html`<form class="stack noprint" onSubmit=${say}>
    <label class="field"><span>${t('comment.write')}</span><textarea ref=${text} rows="3" required maxlength="10000"></textarea></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p><button type="submit">${t('comment.send')}</button></p></form>`;
}
