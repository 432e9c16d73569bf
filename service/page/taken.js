/** Taken: a file that the service makes, fetched as who is signed in and given to the person. */
import { html, useState } from './vendor/preact.js';
import { headers } from './api.js';
import { download } from './save.js';
import { renew } from './issuer.js';
import { t } from './words.js';

/** @typedef {{name: string, url: string}} File_ a file that is offered */

/** The address of a file, from where the page is. @param {File_} file */
export const addressOf = (file) => file.url.replace(/^\//, '');

/**
 * Fetch a file as who is signed in, and give it to the person.
 * @param {File_} file
 * @returns {Promise<string>} why it did not come, else nothing
 */
export async function saved(file) {
  try {
    await renew();
    const answer = await fetch(addressOf(file), { headers: headers('*/*') });
    if (!answer.ok) {
      const said = await answer.json().catch(() => null);
      return said?.errors?.[0]?.message ?? t('problem.server', { status: answer.status });
    }
    const name = answer.headers.get('content-disposition')?.match(/filename="([^"]+)"/)?.[1];
    download(await answer.blob(), name ?? file.name);
    return '';
  } catch {
    return t('problem.offline');
  }
}

/** A button that takes a file along. @param {{file: File_ & {title: string}}} given */
export function Taken({ file }) {
  const [problem, set] = useState('');
  return html`
    <a
      class="go"
      href=${addressOf(file)}
      download=${file.name}
      onClick=${async (/** @type {Event} */ event) => {
        event.preventDefault();
        set(await saved(file));
      }}
    >
      ${file.title}
    </a>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}
