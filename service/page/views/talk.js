/** Talk: what people decided and wrote of an initiative, and the forms to say so where the service takes it. */
import { html, useRef, useState } from '../vendor/preact.js';
import { gql, useAbilities, useAnswer } from '../api.js';
import { Answered, Card, Empty } from '../pieces.js';
import { act } from '../deed.js';
import { called, moment, t } from '../words.js';

const SAID = gql`
  query Said($plan: String!, $id: ID!) {
    plan(slug: $plan) { initiative(fingerprint: $id) {
      decision { standing reason author madeAt }
      comments(first: 100) { nodes { number text author madeAt } }
    } }
  }
`;
const DECIDE = gql`
  mutation Decide($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) { errors { __typename ... on Problem { message } } }
  }
`;
const COMMENT = gql`
  mutation Comment($input: CommentOnInitiativeInput!) {
    commentOnInitiative(input: $input) { errors { __typename ... on Problem { message } } }
  }
`;
const STANDINGS = ['ACCEPTED', 'DEFERRED', 'REJECTED'];

export function Talk({ plan, fingerprint }) {
  const can = useAbilities();
  if (!can.has('initiative.decision')) {
    return html`<${Card} title=${t('decision')} className="noprint"><p class="note">${t('decision.later')}</p><//>`;
  }
  return html`<${Said} plan=${plan} fingerprint=${fingerprint} can=${can} />`;
}

function Said({ plan, fingerprint, can }) {
  const answer = useAnswer(SAID, { plan: plan.slug, id: fingerprint });
  return html`<${Answered} of=${answer}>${({ plan: { initiative: { decision, comments } } }) => html`
    <${Card} title=${t('decision')}>
      ${decision ? html`<p><span class="tag ${{ ACCEPTED: 'good', REJECTED: 'bad', DEFERRED: 'warm' }[decision.standing]}">${called('DecisionStanding', decision.standing)}</span></p>
        ${decision.reason && html`<p>${decision.reason}</p>`}<p class="note">${decision.author || t('someone')}, ${decision.madeAt && moment(decision.madeAt)}</p>`
        : html`<p class="note">${t('decision.none')}</p>`}
      ${can.has('mutation.decideInitiative') && html`<${Decide} plan=${plan} fingerprint=${fingerprint} />`}
    <//>
    <${Card} title=${t('comments')}>
      ${comments.nodes.length ? html`<ul class="plain-list">${comments.nodes.map((each) => html`<li key=${each.number}><p class="kept">${each.text}</p><p class="note">${each.author || t('someone')}, ${moment(each.madeAt)}</p></li>`)}</ul>`
        : html`<${Empty}>${t('comments.none')}<//>`}
      ${can.has('mutation.commentOnInitiative') && html`<${Write} plan=${plan} fingerprint=${fingerprint} />`}
    <//>`}<//>`;
}

function Decide({ plan, fingerprint }) {
  const reason = useRef(null);
  const [problem, set] = useState('');
  const say = async (standing) => {
    const given = reason.current.value.trim();
    if (standing !== 'ACCEPTED' && !given) {
      set(t('decision.reason.needed'));
      reason.current.focus();
      return;
    }
    const wrong = await act(DECIDE, { plan: plan.slug, fingerprint, standing, reason: given });
    set(wrong);
    if (!wrong) reason.current.value = '';
  };
  return html`<form class="stack noprint" onSubmit=${(event) => event.preventDefault()}>
    <label class="field"><span>${t('reason')}</span><textarea ref=${reason} rows="2"></textarea></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p class="tags">${STANDINGS.map((each) => html`<button type="button" class=${each === 'ACCEPTED' ? 'main' : ''} onClick=${() => say(each)}>${t(`decide.${each}`)}</button>`)}</p></form>`;
}

function Write({ plan, fingerprint }) {
  const text = useRef(null);
  const [problem, set] = useState('');
  const say = async (event) => {
    event.preventDefault();
    const wrong = await act(COMMENT, { plan: plan.slug, fingerprint, text: text.current.value.trim() });
    set(wrong);
    if (!wrong) text.current.value = '';
  };
  return html`<form class="stack noprint" onSubmit=${say}>
    <label class="field"><span>${t('comment.write')}</span><textarea ref=${text} rows="3" required maxlength="10000"></textarea></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p><button type="submit">${t('comment.send')}</button></p></form>`;
}
