/** Talk: what people decided and wrote of an initiative, and the forms to say so. */
import { html, useRef, useState } from '../vendor/preact.js';
import { askAll, gql, useAsked } from '../api.js';
import { act } from '../deed.js';
import { Card, Empty, Signed, StandingTag, answered } from '../pieces.js';
import { moment, t } from '../words.js';
import { STANDINGS } from './recommendations.js';

const DECISIONS = gql(`
  query Decisions($plan: String!, $id: ID!, $after: String) {
    initiative(plan: $plan, fingerprint: $id) {
      decisions(first: 100, after: $after) { nodes { number standing reason author madeAt } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const COMMENTS = gql(`
  query Comments($plan: String!, $id: ID!, $after: String) {
    initiative(plan: $plan, fingerprint: $id) {
      comments(first: 100, after: $after) { nodes { number text author madeAt } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const DECIDE = gql(`
  mutation Decide($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) {
      revision decision { number }
      errors { __typename ... on Problem { message } ... on DecisionConflict { decision { number standing reason author madeAt } } }
    }
  }
`);
const COMMENT = gql(`
  mutation Comment($input: CommentOnInitiativeInput!) {
    commentOnInitiative(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').Decided} Decision */
/** @typedef {{plan: {slug: string}, fingerprint: string}} Matter */
/** @typedef {typeof STANDINGS[number]} Standing */

const NOTHING = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** @param {Matter} given */
export function Talk({ plan, fingerprint }) {
  const of = { plan: plan.slug, id: fingerprint };
  const decisions = useAsked(() => askAll(DECISIONS, of, (data) => data.initiative?.decisions ?? NOTHING), [of]);
  const comments = useAsked(() => askAll(COMMENTS, of, (data) => data.initiative?.comments ?? NOTHING), [of]);
  return html`
    <${Card} title=${t('decision')}>
      ${answered(decisions, ([latest, ...before]) => html`${latest ? html`<${Decided} decision=${latest} />` : html`<p class="note">${t('decision.none')}</p>`}
        <${Signed} to=${t('decide')}><${Decide} plan=${plan} fingerprint=${fingerprint} latest=${latest?.number ?? null} /><//>
        ${before.length > 0 && html`<h3 class="sub">${t('decision.before')}</h3><ol class="plain-list before">${before.map((each) => html`<li key=${each.number}><${Decided} decision=${each} /></li>`)}</ol>`}`)}
    <//>
    <${Card} title=${t('comments')}>
      ${answered(comments, (all) => (all.length ? html`<ul class="plain-list">${all.map((each) => html`<li key=${each.number}><p class="kept">${each.text}</p><p class="note">${each.author || t('someone')}, ${moment(each.madeAt)}</p></li>`)}</ul>`
        : html`<${Empty}>${t('comments.none')}<//>`))}
      <${Signed} to=${t('comment.to')}><${Write} plan=${plan} fingerprint=${fingerprint} /><//>
    <//>`;
}

/** @param {{decision: Decision}} given */
const Decided = ({ decision }) => html`<p><${StandingTag} standing=${decision.standing} /></p>
  ${decision.reason && html`<p class="kept">${decision.reason}</p>`}<p class="note">${decision.author || t('someone')}${decision.madeAt && `, ${moment(decision.madeAt)}`}</p>`;

/** @param {Matter & {latest: number | null}} given `latest`: number of the decision that stands */
function Decide({ plan, fingerprint, latest }) {
  const reason = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [problem, set] = useState('');
  const [clash, setClash] = useState(/** @type {{mine: Standing, theirs: Decision} | null} */ (null));
  const seen = useRef(latest);
  const written = () => reason.current?.value.trim() ?? '';
  if (!written() && !clash) seen.current = latest;
  const save = async (/** @type {Standing} */ standing, /** @type {number | null} */ seenDecision) => {
    const { payload, wrong, decided } = await act(DECIDE, { plan: plan.slug, fingerprint, standing, reason: written(), seenDecision });
    const theirs = decided?.decision;
    set(theirs ? '' : wrong);
    setClash(theirs ? { mine: standing, theirs } : null);
    if (payload && reason.current) reason.current.value = '';
  };
  const say = async (/** @type {Standing} */ standing) => {
    if (standing !== 'ACCEPTED' && !written()) {
      set(t('decision.reason.needed'));
      reason.current?.focus();
      return;
    }
    await save(standing, seen.current);
  };
  const drop = () => {
    setClash(null);
    if (reason.current) reason.current.value = '';
  };
  return html`<form class="stack noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <label class="field"><span>${t('reason')}</span><textarea ref=${reason} rows="2" maxlength="2000"></textarea></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    ${clash ? html`<div class="notice bad conflict" role="alert"><h3>${t('conflict.decided')}</h3>
        <div class="both"><section><h4>${t('conflict.theirs')}</h4><${Decided} decision=${clash.theirs} /></section>
          <section><h4>${t('conflict.mine')}</h4><p><${StandingTag} standing=${clash.mine} /></p><p class="kept">${written()}</p></section></div>
        <p class="tags"><button type="button" class="main" onClick=${() => save(clash.mine, clash.theirs.number)}>${t('conflict.keepmine')}</button>
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
