/** Chosen: recommendations and findings that a person picks for a report of just these; kept as long as the tab. */
import { html, useLayoutEffect, useState } from './vendor/preact.js';
import { gql, useAnswer } from './api.js';
import { Taken } from './taken.js';
import { number, t } from './words.js';

const REPORTS = gql(`
  query Reports($plan: String!) { plan(slug: $plan) { exports { format name url } } }
`);
const CHANGED = 'sinergi:chosen';
/** As many fit into an address. */
const MOST = 60;

const nameOf = (/** @type {string} */ slug) => `sinergi.chosen.${slug}`;
/** @returns {string[]} fingerprints */
const read = (/** @type {string} */ slug) => JSON.parse(sessionStorage.getItem(nameOf(slug)) ?? '[]');

/** @param {string} slug @param {string[]} chosen */
function write(slug, chosen) {
  sessionStorage.setItem(nameOf(slug), JSON.stringify(chosen.slice(-MOST)));
  dispatchEvent(new Event(CHANGED));
}

/** What is chosen of a plan. @param {string} slug */
function useChosen(slug) {
  const [chosen, set] = useState(() => read(slug));
  useLayoutEffect(() => {
    const follow = () => set(read(slug));
    addEventListener(CHANGED, follow);
    return () => removeEventListener(CHANGED, follow);
  }, [slug]);
  return chosen;
}

/** The box that takes a thing into the report. @param {{slug: string, fingerprint: string, label: string}} given */
export function Pick({ slug, fingerprint, label }) {
  const chosen = useChosen(slug);
  const turn = (/** @type {import('./pieces.js').InputEvent_} */ event) =>
    write(
      slug,
      event.currentTarget.checked ? [...read(slug), fingerprint] : read(slug).filter((each) => each !== fingerprint),
    );
  return html`
    <input
      type="checkbox"
      class="noprint"
      title=${t('chosen.pick')}
      aria-label=${`${t('chosen.pick')}: ${label}`}
      checked=${chosen.includes(fingerprint)}
      onChange=${turn}
    />
  `;
}

/** What is chosen, and the files of just that. @param {{slug: string}} given */
export function Chosen({ slug }) {
  const chosen = useChosen(slug);
  return html`
    <div class="chosen-bar noprint" role="status">
      ${chosen.length > 0 && html`<${Reports} slug=${slug} chosen=${chosen} />`}
    </div>
  `;
}

/** @param {{slug: string, chosen: string[]}} given */
function Reports({ slug, chosen }) {
  const answer = useAnswer(REPORTS, { plan: slug });
  const files = answer.data?.plan.exports.filter((each) => each.name.startsWith('bahan-rapat.')) ?? [];
  return html`
    <div class="notice">
      <p>${t('chosen.count', { count: number(chosen.length) })}</p>
      <p class="tags">
        ${files.map(
          ({ format, name, url }) => html`
            <${Taken}
              key=${name}
              file=${{ name, url: `${url}&only=${chosen.join(',')}`, title: format.toUpperCase() }}
            />
          `,
        )}
        <button type="button" onClick=${() => write(slug, [])}>${t('chosen.none')}</button>
      </p>
    </div>
  `;
}
