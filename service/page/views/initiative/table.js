/** Table: what the matter takes, who owns each part, whom to invite, its standing team, and its money. */
import { html } from '../../vendor/preact.js';
import { Card, OpdLink, Table } from '../../pieces.js';
import { called, rupiah, t } from '../../words.js';

/** @typedef {import('../initiative.js').Found} Found */

/** @param {{found: Found}} given */
export const Parts = ({ found }) => html`
  <${Card} title=${t('components')} note=${t('about.components')}>
    ${
      found.money.year != null &&
      html`
        <p>
          <strong>${rupiah(found.money.specific)}</strong> ${t('money.specific', { year: found.money.year })}
          <span class="note"> · ${rupiah(found.money.touching)} ${t('money.touching')}</span>
        </p>
      `
    }
    ${
      found.components.length > 0 &&
      html`
        <${Table}
          caption=${t('components')}
          head=${[[t('component')], [t('owner')], [t('state')]]}
          rows=${found.components.map((each) => [
            html`${each.name} ${each.essential && html`<span class="tag">${t('component.essential')}</span>`}`,
            each.owner ? html`<${OpdLink} opd=${each.owner} className="" />` : html`<em>${t('partner.missing')}</em>`,
            html`<span class="tag ${TONES[each.state ?? 'FUNDED']}">
              ${each.state ? called('ComponentState', each.state) : t('component.unknown')}
            </span>`,
          ])}
        />
      `
    }
    ${
      found.invited.length > 0 &&
      html`
        <h3 class="sub">${t('invited')}</h3>
        <ul>
          ${found.invited.map(
            (each) => html`
              <li>
                ${each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : each.name}: ${each.reason}
              </li>
            `,
          )}
        </ul>
      `
    }
    ${found.team && html`<${Standing} team=${found.team} />`}
    ${
      found.doubts.length > 0 &&
      html`<p class="note">${t('doubts')}: ${found.doubts.map((each) => called('Doubt', each)).join('; ')}.</p>`
    }
  <//>
`;

const TONES = { FUNDED: 'good', UNFUNDED: 'warm', MISSING: 'warm' };

/** @param {{team: NonNullable<Found['team']>}} given */
const Standing = ({ team }) => html`
  <h3 class="sub">${team.checked ? t('team') : t('team.usual')}</h3>
  <p>
    ${team.name}${team.regulation && html` <span class="note">(${team.regulation})</span>`}. ${t('team.chair')}:
    ${' '}${team.chair}. ${t('team.secretariat')}: ${team.secretariat}.
  </p>
  ${team.duties.length > 0 && html`<ul>${team.duties.map((each) => html`<li>${each}</li>`)}</ul>`}
`;
