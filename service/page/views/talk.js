/** Talk: what people decided and wrote of an initiative, and the forms to say so. */
import { html, useRef, useState } from '../vendor/preact.js';
import { askAll, gql, useAsked } from '../api.js';
import { act, useDoing } from '../deed.js';
import { useDraft } from '../draft.js';
import { Form, Line, Lines } from '../form.js';
import { Card, Empty, StandingTag, answered } from '../pieces.js';
import { Signed, useRights } from '../rights.js';
import { day, moment, t } from '../words.js';
import { ToAgenda } from './meeting/to_agenda.js';
import { STANDINGS } from './recommendations.js';

const DECISIONS = gql(`
  query Decisions($plan: String!, $id: ID!, $after: String) {
    plan(slug: $plan) { initiative(fingerprint: $id) {
      decisions(first: 100, after: $after) {
        nodes { number standing reason author madeAt revision until isBack withdrawnBy withdrawnReason }
        pageInfo { hasNextPage endCursor }
      }
    } }
  }
`);
const COMMENTS = gql(`
  query Comments($plan: String!, $id: ID!, $after: String) {
    plan(slug: $plan) { initiative(fingerprint: $id) {
      comments(first: 100, after: $after) {
        nodes { number text author madeAt replyTo { number author } } pageInfo { hasNextPage endCursor }
      }
    } }
  }
`);
const DECIDE = gql(`
  mutation Decide($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) {
      revision decision { number }
      errors {
        __typename ... on Problem { message }
        ... on DecisionConflict { decision { number standing reason author madeAt } }
      }
    }
  }
`);
const WITHDRAW = gql(`
  mutation WithdrawDecision($input: WithdrawDecisionInput!) {
    withdrawDecision(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const COMMENT = gql(`
  mutation Comment($input: CommentOnInitiativeInput!) {
    commentOnInitiative(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').Decided} Decision */
/**
 * @typedef {NonNullable<import('#documents').DataOf<typeof COMMENTS>['plan']['initiative']>} Commented
 * @typedef {Commented['comments']['nodes'][number]} Comment
 */
/**
 * @typedef {{revision: number | null, until: string | null, isBack: boolean, withdrawnBy: string | null,
 *   withdrawnReason: string | null}} Noted what else a list of decisions tells of each
 */
/** @typedef {{plan: import('../shell.js').PlanName, fingerprint: string}} Matter */
/** @typedef {typeof STANDINGS[number]} Standing */

const NOTHING = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** @param {Matter} given */
export function Talk({ plan, fingerprint }) {
  const of = { plan: plan.slug, id: fingerprint };
  const decisions = useAsked(
    (signal) => askAll(DECISIONS, of, (data) => data.plan.initiative?.decisions ?? NOTHING, signal),
    [of],
  );
  const comments = useAsked(
    (signal) => askAll(COMMENTS, of, (data) => data.plan.initiative?.comments ?? NOTHING, signal),
    [of],
  );
  return html`
    <${Card} title=${t('decision')} note=${t('about.decision')}>
      ${answered(
        decisions,
        ([latest, ...before]) => html`
          ${latest ? html`<${Decided} decision=${latest} />` : html`<p class="note">${t('decision.none')}</p>`}
          <${Signed} to=${t('decide')} plan=${plan}>
            <${Decide} plan=${plan} fingerprint=${fingerprint} latest=${latest?.number ?? null} />
            ${
              latest &&
              !latest.withdrawnBy &&
              html`<${Withdraw} plan=${plan} fingerprint=${fingerprint} seen=${latest.number} />`
            }
            <${ToAgenda} plan=${plan} fingerprint=${fingerprint} />
          <//>
          ${
            before.length > 0 &&
            html`
              <h3 class="sub">${t('decision.before')}</h3>
              <ol class="plain-list before">
                ${before.map((each) => html`<li key=${each.number}><${Decided} decision=${each} /></li>`)}
              </ol>
            `
          }
        `,
      )}
    <//>
    <${Card} title=${t('comments')} note=${t('about.comments')}>
      ${answered(comments, (all) =>
        all.length
          ? html`<${Comments} all=${all} plan=${plan} fingerprint=${fingerprint} />`
          : html`<${Empty}>${t('comments.none')}<//>`,
      )}
      <${Signed} to=${t('comment.to')} plan=${plan} least="AGENCY">
        <${Write} plan=${plan} fingerprint=${fingerprint} />
      <//>
    <//>
  `;
}

/**
 * Comments, each with its replies beneath it.
 * @param {Matter & {all: readonly Comment[]}} given
 */
function Comments({ all, plan, fingerprint }) {
  const may = useRights(plan).may('AGENCY');
  const of = new Map(all.map((each) => [each.number, each.replyTo?.number]));
  const rootOf = (/** @type {number} */ number) => {
    let root = number;
    for (let next = of.get(root); next !== undefined && of.has(next); next = of.get(root)) root = next;
    return root;
  };
  const said = (/** @type {Comment} */ each) => html`
    <p class="kept">${each.text}</p>
    <p class="note">
      ${each.author || t('someone')}${
        each.replyTo && ` → ${each.replyTo.author || t('someone')}`
      }, ${moment(each.madeAt)}
    </p>
    ${may && html`<${Reply} plan=${plan} fingerprint=${fingerprint} comment=${each} />`}
  `;
  return html`
    <ul class="plain-list">
      ${all
        .filter((each) => rootOf(each.number) === each.number)
        .map((first) => {
          const replies = all.filter((each) => each !== first && rootOf(each.number) === first.number);
          return html`
            <li key=${first.number}>
              ${said(first)}
              ${
                replies.length > 0 &&
                html`<ul class="replies">${replies.map((each) => html`<li key=${each.number}>${said(each)}</li>`)}</ul>`
              }
            </li>
          `;
        })}
    </ul>
  `;
}

/** @param {Matter & {comment: Comment}} given */
function Reply({ plan, fingerprint, comment }) {
  const folded = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const save = async (/** @type {import('../draft.js').Written} */ { text = '' }) => {
    const became = await act(COMMENT, { plan: plan.slug, fingerprint, text: text.trim(), replyTo: comment.number });
    if (became.payload && folded.current) folded.current.open = false;
    return became;
  };
  return html`
    <details class="filters noprint" ref=${folded}>
      <summary aria-label=${t('comment.reply.to', { who: comment.author || t('someone') })}>
        ${t('comment.reply')}
      </summary>
      <${Form}
        subject=${`reply/${plan.slug}/${fingerprint}/${comment.number}`}
        first=${{}}
        button=${t('comment.send')}
        save=${save}
      >
        ${(/** @type {import('../draft.js').Written} */ written) => html`
          <${Lines} name="text" label=${t('comment.reply.write')} value=${written.text} required />
        `}
      <//>
    </details>
  `;
}

/** @param {{decision: Decision & Partial<Noted>}} given */
const Decided = ({ decision }) => html`
  <p>
    <${StandingTag} standing=${decision.standing} />
    ${decision.until && html` <span class="note">${t('decision.until', { day: day(decision.until) })}</span>`}
    ${decision.isBack && html` <span class="tag bad">${t('decisions.kembali')}</span>`}
    ${
      decision.withdrawnBy &&
      html`
        <span class="note">
          ${t('decision.withdrawn', { who: decision.withdrawnBy, reason: decision.withdrawnReason })}
        </span>
      `
    }
  </p>
  ${decision.reason && html`<p class="kept">${decision.reason}</p>`}
  <p class="note">
    ${decision.author || t('someone')}${decision.madeAt && `, ${moment(decision.madeAt)}`}
    ${decision.revision && ` · ${t('decisions.saw', { revision: decision.revision })}`}
  </p>
`;

/** @param {Matter & {seen: number}} given `seen`: number of the decision that stands */
const Withdraw = ({ plan, fingerprint, seen }) => html`
  <details class="filters noprint">
    <summary>${t('decision.withdraw')}</summary>
    <${Form}
      subject=${`withdraw/${plan.slug}/${fingerprint}`}
      first=${{}}
      button=${t('decision.withdraw')}
      save=${(/** @type {import('../draft.js').Written} */ { reason = '' }) =>
        act(WITHDRAW, { plan: plan.slug, fingerprint, seenDecision: seen, reason })}
    >
      ${(/** @type {import('../draft.js').Written} */ written) => html`
        <${Line} name="reason" label=${t('decision.withdraw.why')} value=${written.reason} required />
      `}
    <//>
  </details>
`;

/** @param {Matter & {latest: number | null}} given `latest`: number of the decision that stands */
function Decide({ plan, fingerprint, latest }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [problem, set] = useState('');
  const [clash, setClash] = useState(/** @type {{mine: Standing, theirs: Decision} | null} */ (null));
  const own = useRef(0); // Known before the list has it.
  const { written, write, drop, after } = useDraft(`decide/${plan.slug}/${fingerprint}`, {
    reason: '',
    until: '',
    seen: '',
  });
  const doing = useDoing();
  const newest = Math.max(latest ?? 0, own.current) || null;
  const reason = written.reason?.trim() ?? '';
  const seen = reason ? Number(written.seen) || null : newest; // Who writes has seen what stood when they began.
  const type = (/** @type {import('../pieces.js').InputEvent_} */ event) =>
    write({ reason: event.currentTarget.value, seen: String(seen ?? '') });
  const save = async (/** @type {Standing} */ standing, /** @type {number | null} */ seenDecision) => {
    const became = await act(DECIDE, {
      plan: plan.slug,
      fingerprint,
      standing,
      reason,
      until: (standing === 'DEFERRED' && written.until) || null,
      seenDecision,
    });
    const theirs = became.decided?.decision;
    own.current = became.payload?.decision?.number ?? own.current;
    set(theirs ? '' : became.wrong);
    setClash(theirs ? { mine: standing, theirs } : null);
    after(became);
  };
  const say = (/** @type {Standing} */ standing) => {
    if (standing === 'ACCEPTED' || reason) return save(standing, seen);
    set(t('decision.reason.needed'));
    field.current?.focus();
  };
  return html`
    <form class="stack noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label class="field">
        <span>${t('reason')}</span>
        <textarea ref=${field} rows="2" maxlength="2000" value=${written.reason} onInput=${type}></textarea>
      </label>
      <label class="field">
        <span>${t('decision.until.write')}</span>
        <input
          type="date"
          name="until"
          value=${written.until}
          onInput=${(/** @type {import('../pieces.js').InputEvent_} */ event) =>
            write({ until: event.currentTarget.value })}
        />
      </label>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      ${
        clash
          ? html`
              <div class="notice bad conflict" role="alert">
                <h3>${t('conflict.decided')}</h3>
                <div class="both">
                  <section><h4>${t('conflict.theirs')}</h4><${Decided} decision=${clash.theirs} /></section>
                  <section>
                    <h4>${t('conflict.mine')}</h4>
                    <p><${StandingTag} standing=${clash.mine} /></p>
                    <p class="kept">${reason}</p>
                  </section>
                </div>
                <p class="tags">
                  <button
                    type="button"
                    class="main"
                    disabled=${doing}
                    onClick=${() => save(clash.mine, clash.theirs.number)}
                  >
                    ${t('conflict.keepmine')}
                  </button>
                  <button
                    type="button"
                    onClick=${() => {
                      setClash(null);
                      drop();
                    }}
                  >
                    ${t('conflict.keeptheirs')}
                  </button>
                </p>
              </div>
            `
          : html`
              <p class="tags">
                ${STANDINGS.map(
                  (each) => html`
                    <button
                      type="button"
                      class=${each === 'ACCEPTED' ? 'main' : ''}
                      disabled=${doing}
                      onClick=${() => say(each)}
                    >
                      ${t(`decide.${each}`)}
                    </button>
                  `,
                )}
              </p>
            `
      }
    </form>
  `;
}

/** @param {Matter} given */
function Write({ plan, fingerprint }) {
  const [problem, set] = useState('');
  const { written, keep, after } = useDraft(`comment/${plan.slug}/${fingerprint}`, { text: '' });
  const doing = useDoing();
  const say = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const became = await act(COMMENT, { plan: plan.slug, fingerprint, text: written.text?.trim() ?? '' });
    set(became.wrong);
    after(became);
  };
  return html`
    <form class="stack noprint" onInput=${keep} onSubmit=${say}>
      <label class="field">
        <span>${t('comment.write')}</span>
        <textarea name="text" rows="3" required maxlength="10000" value=${written.text}></textarea>
      </label>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p><button type="submit" disabled=${doing}>${t('comment.send')}</button></p>
    </form>
  `;
}
