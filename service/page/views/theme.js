/** Tema: one matter that takes several agencies: why, who, which partners, which work. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Card, DimensionTag, Empty, OpdLink, Table, View, viewed } from '../pieces.js';
import { table } from '../table.js';
import { ofBudget, ofLevel, ofName, ofOpd } from './program_columns.js';
import { called, named, number, t } from '../words.js';

const THEME = gql(`
  query Theme($id: ID!) {
    node(id: $id) { ... on Theme {
      __typename id name nameEn reason team teamSource source
      roles { field role reason }
      partnerCalls { kind reason }
      dimensions { code name }
      opds { shortName name }
      programs(first: 100) { totalCount nodes { __typename id label level budget opd { shortName name } } }
    } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Theme({ address: { id } }) {
  const answer = useAnswer(THEME, { id });
  return viewed(answer, ({ node }) =>
    node && 'name' in node
      ? html`
          <${View}
            title=${named(/** @type {{name: string, nameEn: string}} */ (node))}
            kicker=${t('theme')}
            lead=${node.reason}
          >
            <p class="tags">
              ${node.dimensions.map((each) => html`<${DimensionTag} dimension=${each} />`)}
              ${node.opds.map((each) => html`<${OpdLink} opd=${each} />`)}
            </p>
            ${
              node.team &&
              html`<p class="notice">${t('team')}: ${node.team}${node.teamSource && ` (${node.teamSource})`}</p>`
            }
            <div class="split">
              <${Card} title=${t('theme.roles')} note=${t('theme.roles.note')}>
                <${Table}
                  caption=${t('theme.roles')}
                  head=${[[t('field')], [t('role')], [t('reason')]]}
                  rows=${node.roles.map((each) => [each.field, called('ThemeRole', each.role), each.reason])}
                />
              <//>
              <${Card} title=${t('theme.partners')} note=${t('about.theme.partners')}>
                ${
                  node.partnerCalls.length
                    ? html`
                        <${Table}
                          caption=${t('theme.partners')}
                          head=${[[t('kind')], [t('reason')]]}
                          rows=${node.partnerCalls.map((each) => [called('PartnerKind', each.kind), each.reason])}
                        />
                      `
                    : html`<${Empty}>${t('partners.none')}<//>`
                }
                <p class="note">${t('source')}: ${node.source}</p>
              <//>
            </div>
            <${Card}
              title=${t('theme.work', { count: number(node.programs.totalCount) })} note=${t('about.theme.work')}
              aside=${html`
                <a href=${href({ view: 'rekomendasi', asked: { cari: node.name } })}>${t('theme.initiative')}</a>
              `}
            >
              ${
                node.programs.totalCount
                  ? table({
                      caption: t('theme.work', { count: number(node.programs.totalCount) }),
                      rows: node.programs.nodes,
                      columns: [ofName(), ofOpd(), ofLevel(), ofBudget()],
                    })
                  : html`<${Empty}>${t('theme.nowork')}<//>`
              }
            <//>
          <//>
        `
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}
