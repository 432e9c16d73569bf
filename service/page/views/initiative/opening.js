/** Opening: the facts that an initiative opens with, and what two to four agencies can agree on within it. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { Card, NodeLink, OpdLink, StandingTag } from '../../pieces.js';
import { called, t } from '../../words.js';
import { Try } from '../scenario/begin.js';

/** @typedef {import('../initiative.js').Found} Found */

/** The sharpest things that the rows say, each with its rule. @param {{facts: Found['facts']}} given */
export const Facts = ({ facts }) => html`
  <${Card} title=${t('facts.sharp')} note=${t('about.facts.sharp')}>
    ${
      facts.length
        ? html`
            <ol class="steps">
              ${facts.map(
                (each) => html`
                  <li>
                    <p class="big">${each.message}</p>
                    <p class="note">
                      ${each.fact && called('FactKind', each.fact)} ·${' '}
                      <a href=${href({ view: 'aturan', id: each.foundBy.code })}>${each.foundBy.code}</a>
                    </p>
                  </li>
                `,
              )}
            </ol>
          `
        : html`<p class="note">${t('facts.none')}</p>`
    }
  <//>
`;

/** @param {{actions: Found['actions'], examples: Found['examples']}} given */
export const Actions = ({ actions, examples }) => html`
  <${Card} title=${t('actions')} note=${t('actions.note')}>
    ${
      actions.length
        ? html`<ol class="plain-list">${actions.map((each) => html`<${Action} action=${each} />`)}</ol>`
        : html`<p class="note">${t('actions.none')}</p>`
    }
    ${
      examples.length > 0 &&
      html`
        <details>
          <summary>${t('examples')}</summary>
          <ul>
            ${examples.map(
              (each) => html`
                <li>
                  ${each.name}, ${each.region}${each.year && ` (${each.year})`}
                  ${each.result && html`: ${each.result}`} <${Source} practice=${each} />
                </li>
              `,
            )}
          </ul>
        </details>
      `
    }
  <//>
`;

/**
 * What is handed over, those who hand over the same together, each by its short name.
 * @param {readonly Found['actions'][number]['handovers'][number][]} handovers
 */
function together(handovers) {
  /** @type {Map<string, [typeof handovers[number], string[]]>} */
  const found = new Map();
  for (const each of handovers) {
    const key = JSON.stringify([each.receiver.shortName, each.what, each.by]);
    const known = found.get(key);
    if (known) known[1].push(each.giver.shortName);
    else found.set(key, [each, [each.giver.shortName]]);
  }
  return [...found.values()];
}

/** @param {{action: Found['actions'][number]}} given */
const Action = ({ action }) => html`
  <li>
    <h3>${action.title} <${StandingTag} standing=${action.decision?.standing} /></h3>
    <p class="tags">
      ${action.opds.map((opd, number) => html`<${OpdLink} opd=${opd} className=${number ? 'tag' : 'tag main'} />`)}
    </p>
    <dl class="facts">
      <dt>${t('action.output')}</dt>
      <dd>${action.output}</dd>
      ${
        action.handovers.length > 0 &&
        html`
          <dt>${t('action.handovers')}</dt>
          <dd>
            ${together(action.handovers).map(
              ([given, givers]) => html`
                <div>
                  ${givers.join(', ')} → ${given.receiver.shortName}: ${given.what}${given.by && ` (${given.by})`}
                </div>
              `,
            )}
          </dd>
        `
      }
      ${
        action.asked.length > 0 &&
        html`
          <dt>${t('action.asked')}</dt>
          <dd>
            ${action.asked.map(
              (each) => html`<div>${each.institution} → ${each.receiver.shortName}: ${each.what}</div>`,
            )}
          </dd>
        `
      }
      ${action.place && html`<dt>${t('action.place')}</dt><dd>${action.place}</dd>`}
      <dt>${t('action.measure')}</dt>
      <dd>${action.measuredBy}</dd>
      <dt>${t('action.programs')}</dt>
      <dd>${action.programs.map((each) => html`<div><${NodeLink} node=${each} /></div>`)}</dd>
      ${action.here && html`<dt>${t('action.here')}</dt><dd>${action.here}</dd>`}
      ${action.missing && html`<dt>${t('action.missing')}</dt><dd>${action.missing}</dd>`}
      ${
        action.practice &&
        html`
          <dt>${t('action.practice')}</dt>
          <dd>
            ${action.practice.name}, ${action.practice.region}${action.practice.year && ` (${action.practice.year})`}:
            ${' '}${action.practice.result} <${Source} practice=${action.practice} />
          </dd>
        `
      }
    </dl>
    <p><${Try} from=${[action.fingerprint]} title=${action.title} /></p>
  </li>
`;

/** @param {{practice: {level: string, source: string}}} given */
const Source = ({ practice }) => html`
  <span class="note">
    ${t('practice.level', { level: practice.level })} ·${' '}
    <a href=${practice.source} rel="noreferrer">${t('source')}</a>
  </span>
`;
