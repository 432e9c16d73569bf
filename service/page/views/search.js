/** Cari: all that a text finds, by kind, with what was probably meant. */
import { html, useLayoutEffect } from '../vendor/preact.js';
import { href } from '../address.js';
import { useAsked } from '../api.js';
import { SHOWN, found, kindOf, moreOf, namedBy, placeOf } from '../finding.js';
import { Card, Empty, View, Ways, answered } from '../pieces.js';
import { table } from '../table.js';
import { language, number, t } from '../words.js';

/** The most that is asked for at once. */
const MOST = 100;
const to = (/** @type {string} */ text, kind = '') => href({ view: 'cari', asked: { cari: text, jenis: kind } });

/** @param {import('../shell.js').Given} given */
export default function Search({ address: { asked }, plan }) {
  const text = asked.cari ?? '';
  const kind = SHOWN.find((each) => each === asked.jenis);
  const answer = useAsked(
    (signal) => found(plan.slug, text, { first: MOST, signal, ...(kind && { kinds: [kind] }) }),
    [plan.slug, text, kind ?? '', language()],
  );
  const named = asked.langsung && answer.data ? namedBy(answer.data.matches.nodes, text) : undefined;
  useLayoutEffect(() => {
    if (named) location.replace(placeOf(named)); // Who goes back comes to where they searched.
  }, [named]);
  return html`
    <${View} title=${t('find.title', { text })} lead=${t('find.lead')}>
      ${answered(answer, ({ suggestion, counts, matches }) => {
        const shown = counts.filter((each) => SHOWN.includes(each.kind));
        const all = shown.reduce((sum, each) => sum + each.count, 0);
        return html`
          ${
            suggestion &&
            html`<p class="notice"><a href=${to(suggestion)}>${t('find.meant', { text: suggestion })}</a></p>`
          }
          <${Ways}
            label=${t('find.kinds')}
            here=${kind ?? ''}
            ways=${[
              ['', to(text), `${t('all')} (${number(all)})`],
              ...shown.map((each) => [each.kind, to(text, each.kind), `${kindOf(each.kind)} (${number(each.count)})`]),
            ]}
          />
          <p class="unseen" role="status">${t('find.count', { count: number(matches.totalCount) })}</p>
          ${
            matches.nodes.length
              ? html`
                  <${Card}>
                    ${table({
                      caption: t('find.title', { text }),
                      rows: matches.nodes,
                      columns: [
                        {
                          key: 'nama',
                          label: t('name'),
                          wide: 6,
                          of: (each) => each.label,
                          shown: (each) => html`<a href=${placeOf(each)}>${each.label}</a>`,
                        },
                        { key: 'jenis', label: t('kind'), of: (each) => kindOf(each.kind) },
                        { key: 'lain', label: t('find.more'), of: moreOf },
                      ],
                    })}
                    ${
                      matches.totalCount > matches.nodes.length &&
                      html`
                        <p class="note">
                          ${t('shown', { shown: number(matches.nodes.length), total: number(matches.totalCount) })}.
                          ${' '}${t('find.narrow')}
                        </p>
                      `
                    }
                  <//>
                `
              : html`<${Empty}>${t('find.none', { text })}<//>`
          }
        `;
      })}
    <//>
  `;
}
