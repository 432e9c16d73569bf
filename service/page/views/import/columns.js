/** Columns: what the columns of a table of no known format hold, as proposed, to be put right by a person. */
import { html, useEffect, useState } from '../../vendor/preact.js';
import { download } from '../../save.js';
import { Card } from '../../pieces.js';
import { percent, t } from '../../words.js';

/** @typedef {import('../import.js').Mapping} Mapping */
/** @typedef {import('../import.js').Previewed['proposals'][number]} Proposal */

/** @param {{proposals: Proposal[], onSay: (mappings: Mapping[]) => void}} given */
export function Columns({ proposals, onSay }) {
  const [said, say] = useState(/** @type {Mapping[]} */ ([]));
  const key = proposals.map((each) => `${each.file}/${each.sheet}`).join();
  useEffect(() => {
    const first = proposals.map(({ mapping }) => ({
      format: mapping.format,
      columns: mapping.columns.map(({ heading, column }) => ({ heading, column: column ?? '' })),
      constants: [],
    }));
    say(first);
    onSay(first.map(used));
  }, [key]);
  const change = (/** @type {number} */ at, /** @type {Partial<Mapping>} */ changed) => {
    const next = said.map((each, place) => (place === at ? { ...each, ...changed } : each));
    say(next);
    onSay(next.map(used));
  };
  return html`
    <${Card} title=${t('columns')} note=${t('columns.note')}>
      ${proposals.map(
        (proposal, at) =>
          said[at] &&
          html`
            <${Table}
              proposal=${proposal}
              mapping=${said[at]}
              onChange=${(/** @type {Partial<Mapping>} */ changed) => change(at, changed)}
            />
          `,
      )}
    <//>
  `;
}

/** A mapping without the columns that are not read. @param {Mapping} mapping @returns {Mapping} */
const used = (mapping) => ({
  ...mapping,
  columns: mapping.columns.filter((each) => each.column),
  constants: mapping.constants.filter((each) => each.column && each.value),
});

/** @param {{proposal: Proposal, mapping: Mapping, onChange: (changed: Partial<Mapping>) => void}} given */
function Table({ proposal, mapping, onChange }) {
  const names = proposal.mapping.columnNames;
  const set = (/** @type {number} */ at, /** @type {string} */ column) =>
    onChange({ columns: mapping.columns.map((each, place) => (place === at ? { ...each, column } : each)) });
  const constant = mapping.constants[0] ?? { column: '', value: '' };
  const title = [proposal.file, proposal.sheet].filter(Boolean).join(' · ');
  /** @typedef {import('../../pieces.js').InputEvent_} Typed */
  const options = (/** @type {string} */ chosen) => html`
    <option value="" selected=${!chosen}>${t('columns.skip')}</option>
    ${names.map((name) => html`<option value=${name} selected=${name === chosen}>${name}</option>`)}
  `;
  return html`
    <fieldset class="columns">
      <legend>${title}</legend>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table class="plain" role="table">
          <caption class="unseen">${title}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">${t('columns.heading')}</th>
              <th scope="col" role="columnheader">${t('columns.holds')}</th>
              <th scope="col" role="columnheader">${t('columns.why')}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${mapping.columns.map((each, at) => {
              const proposed = proposal.mapping.columns[at];
              return html`
                <tr role="row">
                  <th scope="row" role="rowheader">${each.heading}</th>
                  <td role="cell" data-label=${t('columns.holds')}>
                    <select
                      aria-label=${`${t('columns.holds')}: ${each.heading}`}
                      value=${each.column}
                      onChange=${(/** @type {Typed} */ event) => set(at, event.currentTarget.value)}
                    >
                      ${options(each.column)}
                    </select>
                  </td>
                  <td role="cell" data-label=${t('columns.why')}>
                    ${
                      proposed?.column
                        ? html`<span class="note">${percent(proposed.sureness)} · ${proposed.reason}</span>`
                        : '–'
                    }
                  </td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
      <div class="bar">
        <label class="field">
          <span>${t('columns.constant')}</span>
          <select
            value=${constant.column}
            onChange=${(/** @type {Typed} */ event) =>
              onChange({ constants: [{ ...constant, column: event.currentTarget.value }] })}
          >
            ${options(constant.column)}
          </select>
        </label>
        <label class="field">
          <span>${t('columns.value')}</span>
          <input
            value=${constant.value}
            onInput=${(/** @type {Typed} */ event) =>
              onChange({ constants: [{ ...constant, value: event.currentTarget.value }] })}
          />
        </label>
        <button
          type="button"
          onClick=${() =>
            download(new Blob([proposal.mapping.yaml], { type: 'application/yaml' }), `${proposal.file}.pemetaan.yaml`)}
        >
          ${t('columns.keep')}
        </button>
      </div>
    </fieldset>
  `;
}
