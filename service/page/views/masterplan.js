/** Masterplan: what it stands on, its books and its programs. */
import { html } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { Card, Empty, NodeLink, Table, View, viewed } from '../pieces.js';
import { called, number, t } from '../words.js';
import { Marks } from './marks.js';
import { Documents } from './masterplan_program.js';
import { dimensionName, period } from './masterplan_words.js';

const MASTERPLAN = gql(`
  query Masterplan($id: ID!) {
    node(id: $id) { ... on Masterplan {
      __typename id name legalAct startYear endYear vision source marks { code message file row column value }
      books { name size sha256 place }
      programs(first: 100) {
        totalCount
        nodes { __typename id label quickWin term opd { shortName name } writtenLead dimensions { code name nameEn } }
      }
    } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Masterplan({ address: { id } }) {
  const answer = useAnswer(MASTERPLAN, { id });
  return viewed(answer, ({ node }) =>
    node && 'name' in node
      ? html`
          <${View}
            title=${node.name}
            kicker=${`${called('NodeKind', 'MASTERPLAN')} ${period(node)}`}
            lead=${node.vision}
          >
            <p class="note">${node.legalAct ? `${t('masterplan.act')}: ${node.legalAct}` : t('masterplan.noact')}</p>
            <${Card} title=${t('contents.masterplan')} note=${t('about.contents.masterplan')}>
              <p class="note">
                ${t('shown', { shown: number(node.programs.nodes.length), total: number(node.programs.totalCount) })}
              </p>
              <${Table}
                caption=${t('contents.masterplan')}
                head=${[[t('name')], [t('dimension')], [t('opd')], [t('masterplan.term')]]}
                rows=${node.programs.nodes.map((each) => [
                  html`<${NodeLink} node=${each} />`,
                  each.dimensions.map(dimensionName).join('; ') || '–',
                  each.opd?.shortName ?? (each.writtenLead || '–'),
                  called('Term', each.term),
                ])}
              />
            <//>
            <${Documents} title=${t('masterplan.books')} documents=${node.books} />
            <p class="note">${node.source}</p>
            <${Marks} marks=${node.marks} />
          <//>
        `
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}
