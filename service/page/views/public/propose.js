/** Propose: the form in which anybody proposes something or objects, and the number that they get. */
import { html, useState } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { forget, gql, problemOf, send, useAnswer } from '../../api.js';
import { once, outcomeOf, useDoing } from '../../deed.js';
import { Line, Lines, Select } from '../../form.js';
import { called, named, t } from '../../words.js';

const SUBMIT = gql(`
  mutation SubmitProposal($input: SubmitProposalInput!) {
    submitProposal(input: $input) { proposal { number } errors { __typename ... on Problem { message } } }
  }
`);
const ABOUT = gql(`
  query ProposalAbout($id: ID!) { node(id: $id) { __typename ... on PlanNode { label } } }
`);
const KINDS = /** @type {const} */ (['PROPOSAL', 'OBJECTION']);
/** @typedef {import('../../form.js').Written} Written */

const FIRST = { kind: 'PROPOSAL' };

/**
 * Nothing of it is kept in the browser, which others may use after whoever writes.
 * @param {{plan: {slug: string}, about: string,
 *   dimensions: readonly {id: string, code: string, name: string, nameEn: string}[]}} given
 *   `about`: id of the work that was chosen in the list
 */
export function Propose({ plan, about, dimensions }) {
  const [written, write] = useState(/** @type {Written} */ (FIRST));
  const [number, got] = useState(/** @type {number | null} */ (null));
  const [problem, set] = useState('');
  const doing = useDoing();
  const follow = (/** @type {Event & {currentTarget: HTMLFormElement}} */ event) =>
    write(/** @type {Written} */ (Object.fromEntries(new FormData(event.currentTarget))));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { kind, dimension, text = '', name = '', contact = '' } = written;
    const input = {
      plan: plan.slug,
      kind: KINDS.find((each) => each === kind) ?? 'PROPOSAL',
      about: about || dimension || null,
      text,
      name,
      contact,
    };
    try {
      const data = await once([SUBMIT, input], (idempotencyKey) =>
        send(SUBMIT, { input: { ...input, idempotencyKey } }),
      );
      const { payload, wrong } = outcomeOf(
        /** @type {NonNullable<typeof data.submitProposal>} */ (data.submitProposal),
      );
      got(payload?.proposal?.number ?? null);
      set(wrong);
      if (!payload) return;
      write(FIRST);
      forget();
    } catch (thrown) {
      got(null);
      set(problemOf(thrown).message);
    }
  };
  return html`
    ${number && html`<p class="notice good" role="status">${t('public.sent', { number })}</p>`}
    <form class="stack noprint" autocomplete="off" onInput=${follow} onSubmit=${submit}>
      <${Select}
        name="kind"
        label=${t('public.kind')}
        value=${written.kind}
        options=${KINDS.map((each) => [each, called('ProposalKind', each)])}
      />
      ${
        about
          ? html`<${About} id=${about} />`
          : html`
              <${Select}
                name="dimension"
                label=${t('public.about.what')}
                value=${written.dimension}
                none=${t('public.about.whole')}
                options=${dimensions.map((each) => [each.id, named(each)])}
              />
            `
      }
      <${Lines} name="text" label=${t('public.text')} value=${written.text} required maxlength="2000" rows="5" />
      <p class="note">${t('public.text.note')}</p>
      <${Line} name="name" label=${t('public.name')} value=${written.name} maxlength="100" />
      <${Line} name="contact" label=${t('public.contact')} value=${written.contact} maxlength="200" />
      <p class="note">${t('public.contact.note')}</p>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p><button type="submit" class="main" disabled=${doing}>${t('public.send')}</button></p>
    </form>
  `;
}

/** @param {{id: string}} given */
function About({ id }) {
  const node = useAnswer(ABOUT, { id }).data?.node;
  return html`
    <p>
      ${t('public.about.what')}: <strong>${node && 'label' in node ? node.label : ''}</strong>${' '}
      <button type="button" class="quiet small" onClick=${() => change({ tentang: '' })}>
        ${t('public.about.other')}
      </button>
    </p>
  `;
}
