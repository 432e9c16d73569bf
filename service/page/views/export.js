/** Ekspor: every file that a plan, or what the rules make of it, is given as, fetched with the sign-in and saved. */
import { html, useState } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { Card, Empty, View, answered } from '../pieces.js';
import { addressOf, saved } from '../taken.js';
import { number, t } from '../words.js';
import { Files } from './files.js';

const EXPORTS = gql(`
  query Exports($plan: String!) { plan(slug: $plan) { revision exports { format name url } } }
`);
/** @typedef {import('#documents').DataOf<typeof EXPORTS>['plan']['exports'][number]} Offered */

/** @param {import('../shell.js').Given} given */
export default function Export({ plan }) {
  const answer = useAnswer(EXPORTS, { plan: plan.slug });
  return html`
    <${View} title=${t('menu.berkas')} lead=${t('export.lead')}>
      <${Files} here="ekspor" />
      ${answered(answer, ({ plan: { revision, exports: files } }) =>
        files.length
          ? html`
              <${Card} title=${t('export.of', { revision: number(revision) })} note=${t('export.api')}>
                <ul class="plain-list exports">
                  ${[...byContent(files)].map(
                    ([what, some]) => html`<${Content} key=${what} what=${what} files=${some} />`,
                  )}
                </ul>
              <//>
            `
          : html`<${Empty}>${t('export.none')}<//>`,
      )}
    <//>
  `;
}

/** Files that hold the same stand together, as their names say. @param {readonly Offered[]} files */
function byContent(files) {
  /** @type {Map<string, Offered[]>} */
  const found = new Map();
  for (const file of files) {
    const what = file.name.split('.')[0] ?? file.name;
    found.set(what, [...(found.get(what) ?? []), file]);
  }
  return found;
}

/** @param {{what: string, files: Offered[]}} given */
function Content({ what, files }) {
  const [problem, set] = useState('');
  const [coming, come] = useState('');
  const take = async (/** @type {Event} */ event, /** @type {Offered} */ file) => {
    event.preventDefault();
    if (coming) return;
    come(file.name);
    set(await saved(file));
    come('');
  };
  const title = t(`export.${what}`);
  return html`
    <li>
      <div>
        <strong>${title}</strong>
        <p class="note">${t(`export.${what}.note`)}</p>
        <p class="note" role="status">${coming && t('export.coming', { name: coming })}</p>
        ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      </div>
      <div class="tags">
        ${files.map(
          (file) => html`
            <a
              key=${file.name}
              class="go"
              href=${addressOf(file)}
              download=${file.name}
              aria-label=${`${t('export.get')}: ${title} ${file.format.toUpperCase()}`}
              aria-disabled=${coming === file.name}
              onClick=${(/** @type {Event} */ event) => take(event, file)}
            >
              ${file.format.toUpperCase()}
            </a>
          `,
        )}
      </div>
    </li>
  `;
}
