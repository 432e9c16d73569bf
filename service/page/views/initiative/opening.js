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
        ? html`<ol class="plain-list actions">${actions.map((each) => html`<${Action} action=${each} />`)}</ol>`
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
            ${action.handovers.map(
              (each) => html`
                <div>
                  ${each.giver.shortName} → ${each.receiver.shortName}: ${each.what}${each.by && ` (${each.by})`}
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
