/**
 * Edit: names, texts, ceilings and targets are put right where they stand, by who may; what was done is told, and can
 * be taken back.
 */
import { html, useLayoutEffect, useRef, useState } from './vendor/preact.js';
import { gql } from './api.js';
import { fieldName, sentence } from './changed.js';
import { written as spelled } from './columns.js';
import { Conflict } from './conflict.js';
import { act, useDoing } from './deed.js';
import { useDraft } from './draft.js';
import { made } from './edited.js';
import { amountOf } from './money.js';
import { Panel } from './pieces.js';
import { useRights } from './rights.js';
import { language, rupiah, t } from './words.js';

/** @typedef {import('./shell.js').PlanName} PlanName */
/** @typedef {import('./pieces.js').Drawn} Drawn */
/** @typedef {'program' | 'indicator' | 'objective' | 'opd'} Kind */
/**
 * What can be edited: a field of a node, or what it has in a year.
 * @typedef {{kind: Kind, id: string, label: string, field: 'name' | 'text' | 'budget' | 'target', year?: number | null,
 *   value: string | number | null | undefined}} Place
 */

const EDITS = {
  program: gql(`
    mutation PutProgram($input: EditProgramInput!) {
      editProgram(input: $input) { revision errors {
        __typename ... on Problem { message }
        ... on RevisionConflict { expected actual changes(first: 50) { nodes { label nodeAfter {
          __typename ... on Program { id name years { year budget { amount } } }
        } } } }
      } }
    }
  `),
  indicator: gql(`
    mutation PutIndicator($input: EditIndicatorInput!) {
      editIndicator(input: $input) { revision errors {
        __typename ... on Problem { message }
        ... on RevisionConflict { expected actual changes(first: 50) { nodes { label nodeAfter {
          __typename ... on Indicator { id name years { year target { text } } }
        } } } }
      } }
    }
  `),
  objective: gql(`
    mutation PutObjective($input: EditObjectiveInput!) {
      editObjective(input: $input) { revision errors {
        __typename ... on Problem { message }
        ... on RevisionConflict { expected actual changes(first: 50) { nodes { label nodeAfter {
          __typename ... on Objective { id text }
        } } } }
      } }
    }
  `),
  opd: gql(`
    mutation PutOpd($input: EditOpdInput!) {
      editOpd(input: $input) { revision errors {
        __typename ... on Problem { message }
        ... on RevisionConflict { expected actual changes(first: 50) { nodes { label nodeAfter {
          __typename ... on Opd { id name }
        } } } }
      } }
    }
  `),
};

/**
 * The place that is open, and the one that the keyboard comes back to until it goes elsewhere: both outlive what is
 * drawn anew around them.
 */
let opened = '';
let returning = '';
for (const name of ['keydown', 'pointerdown'])
  addEventListener(
    name,
    () => {
      returning = '';
    },
    { capture: true },
  );

const keyOf = (/** @type {Place} */ { id, field, year }) => `${id}/${field}/${year ?? ''}`;
const isLong = (/** @type {Place} */ { field }) => field === 'name' || field === 'text';
const whatOf = (/** @type {Place} */ { field, year }) => [fieldName(field), year].filter(Boolean).join(' ');

/** A value as it is typed and read. @param {Place} place @param {any} [value] @returns {string} */
const shown = (place, value = place.value) => (place.field === 'budget' && value ? rupiah(value) : String(value ?? ''));

/** The plan, where one may edit it. @param {PlanName} plan */
export const useEditing = (plan) => (useRights(plan).isPlanner ? plan : null);

/**
 * What stands there, with a button that opens it.
 * @param {{place: Place, plan: PlanName | null, children?: Drawn}} given `plan`: null where one may not edit
 */
export function Editable({ place, plan, children }) {
  const key = keyOf(place);
  const [isOpen, set] = useState(opened === key);
  const button = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (!isOpen && returning === key) button.current?.focus();
  }, [isOpen]);
  const open = (/** @type {boolean} */ is) => {
    opened = is ? key : '';
    returning = is ? '' : key;
    set(is);
  };
  if (!plan) return children;
  if (isOpen) return html`<${Editor} place=${place} plan=${plan} onClose=${() => open(false)} />`;
  return html`
    ${children}${' '}
    <button
      type="button"
      class="edit noprint"
      ref=${button}
      aria-label=${t('edit.of', { what: whatOf(place), label: place.label })}
      onClick=${() => open(true)}
    >
      <span aria-hidden="true">✎</span>
    </button>
  `;
}

/** What is sent of what was typed; null where it cannot be read. @param {Place} place @param {string} typed */
function inputOf(place, typed) {
  const { field, year } = place;
  if (isLong(place)) return { [field]: typed };
  if (field === 'target') return { years: [{ year, target: { text: typed } }] };
  const amount = amountOf(typed, language());
  return amount === null ? null : { years: [{ year, budget: amount }] };
}

/** What others made of the same place meanwhile. @param {Place} place @param {any} node */
function theirsOf(place, node) {
  if (isLong(place)) return shown(place, node[place.field]);
  const now = node.years.find((/** @type {{year: number}} */ each) => each.year === place.year)?.[place.field];
  return shown(place, now?.amount ?? now?.text);
}

/** @param {{place: Place, plan: PlanName, onClose: () => void}} given */
function Editor({ place, plan, onClose }) {
  const before = shown(place);
  const { written, keep, drop, after } = useDraft(`edit/${plan.slug}/${keyOf(place)}`, {
    value: before,
    seen: String(made.revision(plan)),
  });
  const [problem, tell] = useState('');
  const [conflict, clash] = useState(/** @type {import('./conflict.js').Refused | null} */ (null));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const doing = useDoing();
  useLayoutEffect(() => {
    // Before another key is pressed.
    field.current?.focus();
    field.current?.select();
  }, []);
  const close = () => {
    drop();
    onClose();
  };
  const typed = written.value?.trim() ?? '';
  const save = async (/** @type {number} */ expectedRevision) => {
    if (typed === before) return close();
    const input = inputOf(place, typed);
    if (!input) return tell(t('portfolio.amount.wrong', { typed }));
    const mutation = /** @type {typeof EDITS.program} */ (EDITS[place.kind]);
    const told = sentence(whatOf(place), place.label, before || '–', shownAs(place, typed));
    const of = { plan: plan.slug, id: place.id, expectedRevision, reason: told };
    const became = await act(mutation, /** @type {any} */ ({ ...of, [place.kind]: input }));
    clash(became.conflict);
    tell(became.conflict ? '' : became.wrong);
    if (became.payload?.revision) made.tell({ plan, revision: became.payload.revision, told });
    if (became.payload) opened = '';
    after(became);
    if (became.payload) onClose();
  };
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    save(Number(written.seen));
  };
  const onKeyDown = (/** @type {KeyboardEvent & {currentTarget: HTMLElement}} */ event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.shiftKey) send(event);
  };
  const same = conflict?.changes?.nodes.find((each) => each.nodeAfter?.id === place.id)?.nodeAfter;
  const mine = (/** @type {string} */ value) => new Map([[place.field, value]]);
  const given = { ref: field, name: 'value', required: true, value: written.value, onKeyDown };
  const label = t('edit.of', { what: whatOf(place), label: place.label });
  return html`
    <form class="editor noprint" onInput=${keep} onSubmit=${send}>
      <input type="hidden" name="seen" value=${written.seen} />
      ${
        isLong(place)
          ? html`<textarea ...${given} aria-label=${label} rows="3" maxlength="2000"></textarea>`
          : html`<input ...${given} aria-label=${label} autocomplete="off" />`
      }
      <span class="tags">
        <button type="submit" class="main small" disabled=${doing}>${t('save')}</button>
        <button type="button" class="small quiet" onClick=${close}>${t('edit.cancel')}</button>
      </span>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      ${
        conflict &&
        html`
          <${Panel} title=${place.label} onClose=${() => clash(null)}>
            <${Conflict}
              conflict=${conflict}
              mine=${mine(typed)}
              theirs=${same ? mine(theirsOf(place, same)) : null}
              onMine=${() => save(conflict.actual ?? plan.revision)}
              onTheirs=${close}
            />
          <//>
        `
      }
    </form>
  `;
}

/** What was typed, as it is read. @param {Place} place @param {string} typed */
const shownAs = (place, typed) => (place.field === 'budget' ? rupiah(amountOf(typed, language()) ?? 0) : typed);

/**
 * A column whose cells can be edited.
 * @template R
 * @param {import('./columns.js').Column<R>} column
 * @param {PlanName | null} plan null where one may not edit
 * @param {(row: R) => Omit<Place, 'value'> & Partial<Place> | null} placeOf null where there is nothing to edit; its
 *   `value` is that of the column where none is given
 * @returns {import('./columns.js').Column<R>}
 */
export const editable = (column, plan, placeOf) =>
  plan
    ? {
        ...column,
        shown: (row) => {
          const said = column.shown?.(row) ?? spelled(column, column.of(row));
          const place = placeOf(row);
          return place
            ? html`<${Editable} place=${{ value: column.of(row), ...place }} plan=${plan}>${said}<//>`
            : said;
        },
      }
    : column;
