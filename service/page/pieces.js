/** Pieces: small things that all views are made of. */
import { html, useEffect, useRef } from './vendor/preact.js';
import { ask, href } from './address.js';
import { called, number, percent, t } from './words.js';

/** The head of a view and what is in it. */
export function View({ title, kicker = '', lead = '', actions = null, children }) {
  useEffect(() => { document.title = `${title} – Sinergi`; }, [title]);
  return html`
    <header class="view-head">
      <div>
        ${kicker && html`<p class="kicker">${kicker}</p>`}
        <h1 tabindex="-1">${title}</h1>
        ${lead && html`<p class="lead">${lead}</p>`}
      </div>
      ${actions && html`<div class="actions">${actions}</div>`}
    </header>
    ${children}`;
}

/** What was asked: a sign that it is coming, what went wrong, or what `children` makes of it. */
export function Answered({ of, children }) {
  if (of.problem) {
    return html`<div class="notice bad" role="alert">
      <p>${of.problem.message}</p>
      <button type="button" onClick=${of.again}>${t('again')}</button>
    </div>`;
  }
  if (!of.data) return html`<p class="loading" role="status"><span class="dots" aria-hidden="true"></span>${t('loading')}</p>`;
  return children(of.data);
}

/** Says that there is nothing, and what to do. */
export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/** A part of a view with a heading. */
export const Card = ({ title, note = '', aside = null, className = '', children }) => html`
  <section class="card ${className}">
    ${title && html`<div class="card-head"><h2>${title}</h2>${aside}</div>`}
    ${note && html`<p class="note">${note}</p>`}
    ${children}
  </section>`;

/** A table with headers; cells are texts or elements. `head` holds [label, isNumber]. */
export const Table = ({ caption, head, rows, className = '' }) => html`
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="plain ${className}" role="table">
      <caption class="unseen">${caption}</caption>
      <thead role="rowgroup"><tr role="row">${head.map(([label, isNumber]) => html`<th scope="col" role="columnheader" class=${isNumber ? 'num' : ''}>${label}</th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map((cell, at) =>
        at === 0 ? html`<th scope="row" role="rowheader">${cell}</th>` : html`<td role="cell" class=${head[at][1] ? 'num' : ''} data-label=${head[at][0]}>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;

const VIEWS = { Program: 'program', Opd: 'opd', Objective: 'sasaran', Partner: 'mitra', Theme: 'tema', Indicator: 'indikator', Dimension: 'dimensi' };

/** The address of a node's page, or '' where it has none. @param {any} node */
export function pageOf(node) {
  const view = VIEWS[node?.__typename];
  return view ? href({ view, id: node.shortName ?? node.id }) : '';
}

/** A node by its name, linked to its page. */
export function NodeLink({ node, full = false }) {
  if (!node) return '–';
  const name = node.shortName && !full ? node.shortName : node.label ?? node.name ?? node.text ?? node.shortName;
  const to = pageOf(node);
  return to ? html`<a href=${to} title=${node.shortName ? node.name ?? node.label ?? '' : undefined}>${name}</a>` : name;
}

/** An OPD by its short name, linked to its page. */
export const OpdLink = ({ opd, className = 'tag' }) =>
  opd ? html`<a class=${className} href=${href({ view: 'opd', id: opd.shortName })} title=${opd.name ?? opd.label}>${opd.shortName}</a>` : null;

/** A theme by its name, linked to its page. */
export const ThemeLink = ({ theme }) => html`<a href=${href({ view: 'tema', id: theme.id })}>${theme.name ?? theme.label}</a>`;

/** A share from 0 to 1 as a bar with its number. */
export const Meter = ({ value, label, tone = '' }) => html`
  <span class="meter ${tone}" title=${label}>
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="meter-back" width="100" height="8" /><rect class="meter-fill" width=${Math.max(0, Math.min(1, value ?? 0)) * 100} height="8" />
    </svg><span>${percent(value)}</span>
  </span>`;

/** One of a few values, kept in the address. */
export function Choice({ name, label, value, options, all = '' }) {
  return html`<label class="field"><span>${label}</span>
    <select value=${value} onChange=${(event) => ask({ [name]: event.currentTarget.value })}>
      ${all && html`<option value="">${all}</option>`}
      ${options.map(([key, said]) => html`<option value=${key} selected=${key === value}>${said}</option>`)}
    </select></label>`;
}

/** Words to look for, kept in the address a moment after the last key. */
export function Search({ name, label, value }) {
  const timer = useRef(0);
  return html`<label class="field grow"><span>${label}</span>
    <input type="search" value=${value} onInput=${(event) => {
      const text = event.currentTarget.value;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => ask({ [name]: text }), 250);
    }} /></label>`;
}

/** On or off, kept in the address. */
export const Switch = ({ name, label, value, disabled = false }) => html`<label class="check">
  <input type="checkbox" checked=${!!value} disabled=${disabled} onChange=${(event) => ask({ [name]: event.currentTarget.checked ? '1' : '' })} />
  <span>${label}</span></label>`;

/** One of two to four, side by side, kept in the address. */
export const Tabs = ({ name, label, value, options }) => html`<div class="tabs" role="group" aria-label=${label}>
  ${options.map(([key, said]) => html`<button type="button" aria-pressed=${key === value ? 'true' : 'false'} onClick=${() => ask({ [name]: key })}>${said}</button>`)}
</div>`;

/** A panel over the page; Escape and the button close it. */
export function Panel({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return html`<dialog ref=${dialog} aria-label=${title} onClose=${onClose}
      onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
    <div class="dialog">
      <div class="card-head"><h2>${title}</h2><button type="button" class="quiet" onClick=${() => dialog.current.close()}>${t('close')}</button></div>
      ${children}
    </div>
  </dialog>`;
}

/** How grave a finding is. */
export const SeverityTag = ({ value }) => html`<span class="tag severity-${value.toLowerCase()}">${called('Severity', value)}</span>`;

/** A dimension by its name, coloured like everywhere. */
export const DimensionTag = ({ dimension, order = [] }) => {
  const at = order.indexOf(dimension.code.split('-')[0]);
  return html`<span class="tag dimension" data-d=${at}>${dimension.name}</span>`;
};

/** How many there are, as a sentence part. @param {string} key @param {number} count */
export const count = (key, count) => t(key, { count: number(count) });

/** A long list, some at first and the rest on demand. */
export function More({ asked, name = 'banyak', total, step = 50 }) {
  const shown = Number(asked[name] ?? step);
  if (total <= shown) return null;
  return html`<p class="more"><button type="button" onClick=${() => ask({ [name]: shown + step })}>${t('more', { count: number(Math.min(step, total - shown)) })}</button>
    <span class="note">${t('shown', { shown: number(shown), total: number(total) })}</span></p>`;
}
