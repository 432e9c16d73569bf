/** Pieces: small things that all views are made of. */
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact.js';
import { change, href } from './address.js';
import { lazy } from './lazy.js';
import { begin } from './place.js';
import { isWarming } from './ready.js';
import { called, named, number, percent, t } from './words.js';

/** @typedef {import('./vendor/preact.js').ComponentChildren} Drawn what can be drawn */
/** @typedef {{shortName: string, name?: string, label?: string}} OpdName */
/**
 * @typedef {{__typename?: string, id?: string, label?: string, name?: string, text?: string, shortName?: string}}
 *   AnyNode
 */

/**
 * The head of a view and what is in it.
 * @param {{title: string, kicker?: string, lead?: Drawn, actions?: Drawn, children?: Drawn}} given
 */
export function View({ title, kicker = '', lead = '', actions = null, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    document.title = `${title} – Sinergi`;
  }, [title]);
  // Before anything can be typed elsewhere, which would go to the heading instead.
  useLayoutEffect(() => begin(heading.current), []);
  return html`
    <header class="view-head">
      <div>
        ${kicker && html`<p class="kicker">${kicker}</p>`}
        <h1 ref=${heading} tabindex="-1">${title}</h1>
        ${lead && html`<p class="lead">${lead}</p>`}
      </div>
      <div class="actions">${actions}<${Print} /></div>
    </header>
    ${children}
  `;
}

/** Says what went wrong, and offers to try again. @param {{problem: {message: string}, again?: () => void}} given */
export const Wrong = ({ problem, again }) => html`
  <div class="notice bad" role="alert">
    <p>${problem.message}</p>
    ${again && html`<button type="button" onClick=${again}>${t('again')}</button>`}
  </div>
`;

/** How long something may be coming until one asks whether the service is still judging, in milliseconds. */
const SOON = 1_500;

/** A sign that something is coming; after a start of the service, that it is still judging. */
export function Coming() {
  const [warming, set] = useState(false);
  useEffect(() => {
    const timer = setInterval(async () => set(await isWarming()), SOON);
    return () => clearInterval(timer);
  }, []);
  return html`
    <p class="loading" role="status">
      <span class="dots" aria-hidden="true"></span>${t(warming ? 'assessing' : 'loading')}
    </p>
  `;
}

/**
 * What was asked: a sign that it is coming, what went wrong, or what `draw` makes of it; what came before stays.
 * @template T @param {import('./api.js').Answer<T>} of @param {(data: T) => Drawn} draw @returns {Drawn}
 */
export function answered(of, draw) {
  if (of.data === null)
    return of.problem ? html`<${Wrong} problem=${of.problem} again=${of.again} />` : html`<${Coming} />`;
  return html`${of.problem && html`<${Wrong} problem=${of.problem} again=${of.again} />`}${draw(of.data)}`;
}

/**
 * The same of a whole view, which has a heading of its own also where nothing could be asked.
 * @template T @param {import('./api.js').Answer<T>} of @param {(data: T) => Drawn} draw @returns {Drawn}
 */
export const viewed = (of, draw) =>
  of.data === null && of.problem ? html`<${View} title=${t('problem')}>${answered(of, draw)}<//>` : answered(of, draw);

/** Says that there is nothing, and what to do. @param {{children?: Drawn}} given */
export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/**
 * A part of a view with a heading.
 * @param {{title?: Drawn, note?: Drawn, aside?: Drawn, className?: string, children?: Drawn}} given
 */
export const Card = ({ title, note = '', aside = null, className = '', children }) => html`
  <section class="card ${className}">
    ${title && html`<div class="card-head"><h2>${title}</h2>${aside}</div>`}
    ${note && html`<p class="note">${note}</p>`}
    ${children}
  </section>
`;

/** A few rows as they are drawn, in the table that all lists stand in. */
export const Table = lazy(async () => (await import('./few.js')).Table);

/** @type {Partial<Record<string, string>>} */
const PAGES = {
  Program: 'program',
  Opd: 'opd',
  Objective: 'sasaran',
  Partner: 'mitra',
  Theme: 'tema',
  Indicator: 'indikator',
  Masterplan: 'masterplan',
  MasterplanProgram: 'program-masterplan',
};

/** The address of a node's page, or '' where it has none. @param {AnyNode | null | undefined} node */
export function pageOf(node) {
  const view = PAGES[node?.__typename ?? ''];
  return node && view ? href({ view, id: node.shortName ?? node.id }) : '';
}

/** What a node is called. @param {{node: AnyNode | null | undefined, full?: boolean}} given @returns {string} */
const nameOf = ({ node, full = false }) =>
  (node?.shortName && !full ? node.shortName : (node?.label ?? node?.name ?? node?.text ?? node?.shortName)) ?? '–';

/** A node by its name, linked to its page. @param {{node: AnyNode | null | undefined, full?: boolean}} given */
export function NodeLink({ node, full = false }) {
  if (!node) return '–';
  const name = nameOf({ node, full });
  const to = pageOf(node);
  return to
    ? html`<a href=${to} title=${node.shortName ? (node.name ?? node.label ?? '') : undefined}>${name}</a>`
    : name;
}
NodeLink.says = nameOf;

/**
 * An OPD by its short name, linked to its page.
 * @param {{opd: OpdName | null | undefined, className?: string}} given
 */
export const OpdLink = ({ opd, className = 'tag' }) =>
  opd
    ? html`
        <a class=${className} href=${href({ view: 'opd', id: opd.shortName })} title=${opd.name ?? opd.label}>
          ${opd.shortName}
        </a>
      `
    : null;
OpdLink.says = (/** @type {{opd: OpdName | null | undefined}} */ { opd }) => opd?.shortName ?? '';

/** A theme by its name, linked to its page. @param {{theme: {id: string, name?: string, label?: string}}} given */
export const ThemeLink = ({ theme }) =>
  html`<a href=${href({ view: 'tema', id: theme.id })}>${theme.name ?? theme.label}</a>`;

/**
 * A share from 0 to 1 as a bar with its number.
 * @param {{value: number | null | undefined, label: string, tone?: string}} given
 */
export const Meter = ({ value, label, tone = '' }) => html`
  <span class="meter ${tone}" title=${label}>
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="meter-back" width="100" height="8" />
      <rect class="meter-fill" width=${Math.max(0, Math.min(1, value ?? 0)) * 100} height="8" />
    </svg>
    <span>${percent(value)}</span>
  </span>
`;
Meter.says = (/** @type {{value: number | null | undefined}} */ { value }) => percent(value);

/** @typedef {Event & {currentTarget: HTMLInputElement}} InputEvent_ something was typed or chosen */

/**
 * One of a few values, kept in the address.
 * @param {{name: string, label: string, value: string, options: [key: string, said: Drawn][], all?: string}} given
 */
export function Choice({ name, label, value, options, all = '' }) {
  return html`
    <label class="field">
      <span>${label}</span>
      <select
        value=${value}
        onChange=${(/** @type {InputEvent_} */ event) => change({ [name]: event.currentTarget.value })}
      >
        ${all && html`<option value="">${all}</option>`}
        ${options.map(([key, said]) => html`<option value=${key} selected=${key === value}>${said}</option>`)}
      </select>
    </label>
  `;
}

/** Whether a text has all the words that are looked for. @param {string} text @param {string | undefined} wanted */
export const has = (text, wanted) =>
  (wanted ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** On or off, kept in the address. @param {{name: string, label: string, value: unknown, disabled?: boolean}} given */
export const Switch = ({ name, label, value, disabled = false }) => html`
  <label class="check">
    <input
      type="checkbox"
      checked=${!!value}
      disabled=${disabled}
      onChange=${(/** @type {InputEvent_} */ event) => change({ [name]: event.currentTarget.checked ? '1' : '' })}
    />
    <span>${label}</span>
  </label>
`;

/**
 * A number that an address holds, or the usual one where it holds none.
 * @param {string | undefined} written
 * @param {number} usual
 * @param {number} least
 * @param {number} most
 */
export function within(written, usual, least, most) {
  const found = written ? Number(written) : NaN;
  return Number.isNaN(found) ? usual : Math.min(most, Math.max(least, found));
}

/**
 * One of two to four, side by side, kept in the address.
 * @param {{name: string, label: string, value: string, options: [key: string, said: string][]}} given
 */
export const Tabs = ({ name, label, value, options }) => html`
  <div class="tabs" role="group" aria-label=${label}>
    ${options.map(
      ([key, said]) => html`
        <button type="button" aria-pressed=${key === value ? 'true' : 'false'} onClick=${() => change({ [name]: key })}>
          ${said}
        </button>
      `,
    )}
  </div>
`;

/**
 * Ways through a view that has several pages of its own.
 * @param {{label: string, here: string, ways: [key: string, to: string, said: string][]}} given
 */
export const Ways = ({ label, here, ways }) => html`
  <nav class="ways" aria-label=${label}>
    <ul>
      ${ways.map(
        ([key, to, said]) => html`
          <li>
            <a href=${to} aria-current=${key === here ? 'true' : undefined}>${said}</a>
          </li>
        `,
      )}
    </ul>
  </nav>
`;

/**
 * A panel over the page; Escape and the button close it.
 * @param {{title: string, onClose: () => void, children?: Drawn}} given
 */
export function Panel({ title, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const close = () => dialog.current?.close();
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return html`
    <dialog
      ref=${dialog}
      aria-label=${title}
      onClose=${onClose}
      onClick=${(/** @type {Event} */ event) => event.target === dialog.current && close()}
    >
      <div class="dialog">
        <div class="card-head">
          <h2>${title}</h2>
          <button type="button" class="quiet" onClick=${close}>${t('close')}</button>
        </div>
        ${children}
      </div>
    </dialog>
  `;
}

/** How grave a finding is. @param {{value: string}} given */
export const SeverityTag = ({ value }) =>
  html`<span class="tag severity-${value.toLowerCase()}">${called('Severity', value)}</span>`;

/**
 * A dimension by its name, coloured like everywhere.
 * @param {{dimension: {code: string, name: string, nameEn?: string}, order?: string[]}} given
 */
export const DimensionTag = ({ dimension, order = [] }) => html`
  <span class="tag dimension" data-d=${order.indexOf(dimension.code.split('-')[0] ?? '')}>${named(dimension)}</span>
`;

/** What was decided of something, in its colour. @param {{standing: string | undefined | null}} given */
export const StandingTag = ({ standing }) =>
  standing
    ? html`
        <span class="tag ${{ ACCEPTED: 'good', DEFERRED: 'warm', REJECTED: 'bad' }[standing] ?? ''}">
          ${called('DecisionStanding', standing)}
        </span>
      `
    : null;

/** The button that prints the page. */
const Print = () => html`<button type="button" onClick=${() => print()}>${t('print')}</button>`;
