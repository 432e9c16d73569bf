/** Columns: what the columns of a table of no known format hold, as proposed, to be put right by a person. */
import { html, useEffect, useState } from '../../vendor/preact.js';
import { download } from '../../save.js';
import { Card } from '../../pieces.js';
import { number, percent, t } from '../../words.js';

/** @typedef {import('../import.js').Mapping} Mapping */
/** @typedef {import('../import.js').Previewed['proposals'][number]} Proposal */

/** @param {{proposals: Proposal[], onSay: (mappings: Mapping[]) => void}} given */
export function Columns({ proposals, onSay }) {
  const [said, say] = useState(/** @type {Mapping[]} */ ([]));
  const key = proposals.map((each) => `${each.file}/${each.sheet}`).join();
  useEffect(() => {
    const first = proposals.map(({ mapping, others }) => ({
      format: mapping.format,
      columns: [
        ...mapping.columns.map(({ heading, column }) => ({ heading, column })),
        ...others.map(({ column: heading }) => ({ heading, column: '' })),
      ],
      constants: [],
    }));
    say(first);
    onSay(used(first));
  }, [key]);
  const change = (/** @type {number} */ at, /** @type {Partial<Mapping>} */ changed) => {
    const next = said.map((each, place) => (place === at ? { ...each, ...changed } : each));
    say(next);
    onSay(used(next));
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

/** Mappings without the columns that are not read. @param {Mapping[]} mappings @returns {Mapping[]} */
const used = (mappings) =>
  mappings
    .map((each) => ({
      ...each,
      columns: each.columns.filter(({ column }) => column),
      constants: each.constants.filter(({ column, value }) => column && value),
    }))
    .filter(({ columns }) => columns.length);

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
              const other = proposal.others[at - proposal.mapping.columns.length];
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
                      proposed
                        ? html`<span class="note">${percent(proposed.sureness)} · ${proposed.reason}</span>`
                        : other &&
                          html`
                            <span class="note">
                              ${t('columns.filled', { count: number(other.filled), example: other.example })}
                            </span>
                          `
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
