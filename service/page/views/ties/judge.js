/**
 * Judge: people say that a link is right or wrong, or put it right; where someone else was faster, both versions are
 * shown.
 */
import { html, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { Conflict } from '../../conflict.js';
import { act, useDoing } from '../../deed.js';
import { useDraft } from '../../draft.js';
import { Panel } from '../../pieces.js';
import { Signed, useRights } from '../../rights.js';
import { number, percent, t } from '../../words.js';
import { Said, Say, useVoices } from './say.js';

/** @typedef {import('./link.js').Tie} Tie */
/** @typedef {import('../../shell.js').PlanName} PlanName */

const CONFIRM = gql(`
  mutation Confirm($input: LinkDeed!) {
    confirmLink(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const REJECT = gql(`
  mutation Reject($input: LinkDeed!) {
    rejectLink(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const CORRECT = gql(`
  mutation Correct($input: EditLinkInput!) {
    editLink(input: $input) {
      revision
      errors {
        __typename ... on Problem { message }
        ... on RevisionConflict {
          expected actual
          changes(first: 50) { nodes { label linkAfter { id reason source confidence lagMonths } } }
        }
      }
    }
  }
`);

/** What agencies say of a link, and what one may say oneself. @param {{link: Tie, plan: PlanName}} given */
export function Judge({ link, plan }) {
  const rights = useRights(plan);
  const voiced = useVoices(plan.slug).data?.find((each) => each.link.id === link.id);
  return html`
    ${voiced && html`<${Said} voiced=${voiced} />`}
    ${
      rights.opds.length > 0 && !rights.isPlanner
        ? html`<${Say} plan=${plan} link=${link.id} opds=${rights.opds} />`
        : html`<${Correction} link=${link} plan=${plan} />`
    }
  `;
}

/** @param {{link: Tie, plan: PlanName}} given */
function Correction({ link, plan }) {
  const [problem, set] = useState('');
  const [open, show] = useState(false);
  const doing = useDoing();
  const say = async (/** @type {typeof CONFIRM | typeof REJECT} */ mutation) =>
    set((await act(/** @type {typeof CONFIRM} */ (mutation), { plan: plan.slug, id: link.id })).wrong);
  return html`
    <${Signed} to=${t('link.judge')} plan=${plan}>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p class="tags noprint">
        ${
          link.standing !== 'CONFIRMED' &&
          html`<button type="button" disabled=${doing} onClick=${() => say(CONFIRM)}>${t('link.confirm')}</button>`
        }
        <button type="button" onClick=${() => show(true)}>${t('link.correct')}</button>
        ${
          link.standing !== 'REJECTED' &&
          html`<button type="button" disabled=${doing} onClick=${() => say(REJECT)}>${t('link.reject')}</button>`
        }
      </p>
      ${open && html`<${Correct} link=${link} plan=${plan} onClose=${() => show(false)} />`}
    <//>
  `;
}

/** What a form of a link holds. @param {import('../../draft.js').Written} form */
const edited = ({ confidence, lagMonths, reason = '', source = '' }) => ({
  confidence: Number(confidence) / 100,
  lagMonths: Number(lagMonths),
  reason: reason.trim(),
  source: source.trim(),
});

/**
 * What a link says, in words, by the names of its fields.
 * @param {{reason: string, source: string, confidence: number, lagMonths: number}} link
 */
const shown = ({ reason, source, confidence, lagMonths }) =>
  new Map([
    ['reason', reason],
    ['source', source],
    ['confidence', percent(confidence)],
    ['lag_months', t('months', { count: number(lagMonths) })],
  ]);

/** @param {{link: Tie, plan: PlanName, onClose: () => void}} given */
function Correct({ link, plan, onClose }) {
  const { written, keep, drop, after } = useDraft(`link/${plan.slug}/${link.id}`, {
    reason: link.reason,
    source: link.source,
    confidence: String(Math.round(link.confidence * 100)),
    lagMonths: String(link.lagMonths),
    seen: String(plan.revision),
  });
  const [outcome, set] = useState(/** @type {Awaited<ReturnType<typeof act<any, any>>> | null} */ (null));
  const doing = useDoing();
  const close = () => {
    drop();
    onClose();
  };
  const save = async (/** @type {number} */ expectedRevision) => {
    const became = await act(CORRECT, {
      plan: plan.slug,
      id: link.id,
      link: edited(written),
      expectedRevision,
      reason: t('link.corrected'),
    });
    set(became);
    after(became);
    if (became.payload) onClose();
  };
  const mine = () => shown(edited(written));
  const theirs = outcome?.conflict?.changes?.nodes.find((each) => each.linkAfter?.id === link.id)?.linkAfter;
  return html`
    <${Panel} title=${t('link.correct.title')} onClose=${close}>
      <form
        class="stack"
        onInput=${keep}
        onSubmit=${(/** @type {Event} */ event) => {
          event.preventDefault();
          save(Number(written.seen));
        }}
      >
        <p class="note">${link.originNode.label} ${t('ties.needs')} ${link.targetNode.label}</p>
        <label class="field">
          <span>${t('reason')}</span>
          <textarea name="reason" rows="3" required value=${written.reason}></textarea>
        </label>
        <label class="field"><span>${t('source')}</span><input name="source" value=${written.source} required /></label>
        <div class="bar">
          <label class="field">
            <span>${t('confidence')} (%)</span>
            <input name="confidence" type="number" min="1" max="100" required value=${written.confidence} />
          </label>
          <label class="field">
            <span>${t('link.lag')}</span>
            <input name="lagMonths" type="number" min="0" max="60" required value=${written.lagMonths} />
          </label>
        </div>
        ${
          outcome?.conflict
            ? html`
                <${Conflict}
                  conflict=${outcome.conflict}
                  mine=${mine()}
                  theirs=${theirs ? shown(theirs) : null}
                  onMine=${() => save(outcome.conflict?.actual ?? plan.revision)}
                  onTheirs=${close}
                />
              `
            : html`
                ${outcome?.wrong && html`<p class="notice bad" role="alert">${outcome.wrong}</p>`}
                <p><button type="submit" class="main" disabled=${doing}>${t('save')}</button></p>
              `
        }
      </form>
    <//>
  `;
}
