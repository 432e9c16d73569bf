/** Progress: how far an import is, as the service tells it. */
import { html, useEffect, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { follow } from '../../live.js';
import { called, number, t } from '../../words.js';

const PROGRESS = gql(`
  subscription Progress($id: ID!) { importProgress(id: $id) { step done total file message } }
`);

/** @param {{id: string}} given id of the import */
export function Progress({ id }) {
  const [now, set] = useState(
    /** @type {import('#documents').DataOf<typeof PROGRESS>['importProgress'] | null} */ (null),
  );
  useEffect(
    () =>
      follow(
        PROGRESS,
        () => ({ id }),
        ({ importProgress }) => set(importProgress),
        { whileHidden: true },
      ),
    [id],
  );
  const [done, total] = [now?.done ?? 0, now?.total ?? 0];
  return html`
    <div class="progress" role="status">
      <progress
        aria-label=${t('import.progress')}
        max=${total || undefined}
        value=${total ? done : undefined}
      ></progress>
      <span>
        ${now ? called('ImportStep', now.step) : t('import.sending')}
        ${now?.file && ` · ${now.file}`}
        ${total > 0 && ` · ${number(done)} / ${number(total)}`}
      </span>
    </div>
  `;
}
