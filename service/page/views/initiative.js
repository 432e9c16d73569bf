/** Inisiatif: one recommendation: why, who, what first, what it is worth, on what evidence, and what people decided. */
import { html } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Graph } from '../graph.js';
import {
  Card,
  DimensionTag,
  Empty,
  Meter,
  NodeLink,
  OpdLink,
  SeverityTag,
  Table,
  Tabs,
  View,
  viewed,
} from '../pieces.js';
import { called, number, percent, t } from '../words.js';
import { Beside } from './initiative/beside.js';
import { Actions, Facts } from './initiative/opening.js';
import { Parts } from './initiative/table.js';
import { Try } from './scenario/begin.js';
import { Talk } from './talk.js';
import { LinkTable } from './ties/link.js';

const INITIATIVE = gql(`
  query Initiative($plan: String!, $id: ID!, $language: Language!) {
    plan(slug: $plan) {
      dimensions { code }
      initiative(fingerprint: $id) {
        fingerprint rank title(language: $language) why(language: $language) themeName(language: $language) quickWin
        theme { id name source }
        facts { fact message(language: $language) foundBy { code } }
        actions {
          fingerprint
          title(language: $language) output(language: $language) measuredBy(language: $language)
          place(language: $language) missing(language: $language) here(language: $language)
          opds { shortName name }
          programs { __typename id label code }
          handovers {
            giver { shortName } receiver { shortName } what(language: $language) by(language: $language)
          }
          asked { institution(language: $language) receiver { shortName } what(language: $language) }
          practice { name region year result(language: $language) level source }
          decision { standing }
        }
        examples { name region year result(language: $language) level source }
        money { year specific touching }
        components { name(language: $language) essential state owner { shortName name } }
        invited { name reason(language: $language) opd { shortName name } }
        team {
          name(language: $language) regulation checked chair(language: $language) secretariat(language: $language)
          duties(language: $language)
        }
        doubts
        lead { shortName name } leadReason(language: $language) runnerUp { shortName name }
        participants { opd { shortName name } role reason(language: $language) }
        partners { kind usual reason(language: $language) partner { __typename id label } }
        programs { program { __typename id label code } opd { shortName name } brings(language: $language) }
        dimensions { code name nameEn }
        steps(language: $language)
        score { total bestRank worstRank parts { name value weight explanation(language: $language) } }
        effects { indicator { __typename id label unit } behind sureness words(language: $language) }
        findings { fingerprint foundBy { code } severity message(language: $language) }
        nodes { __typename id ... on Program { opd { shortName } } }
        links { id kind confidence origin reason source entry dependencyKind
          originNode { __typename id label ... on Program { opd { shortName name } } }
          targetNode { __typename id label ... on Program { opd { shortName name } } } }
      }
    }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Initiative({ address: { id, asked }, plan }) {
  const answer = useAnswer(INITIATIVE, { plan: plan.slug, id });
  return viewed(answer, ({ plan: { initiative: found, dimensions } }) =>
    found
      ? html`<${Whole} found=${found} asked=${asked} plan=${plan} order=${dimensions.map((each) => each.code)} />`
      : html`
          <${View} title=${t('initiative.gone')}>
            <${Empty}>
              ${t('initiative.gone.note')} <a href=${href({ view: 'rekomendasi' })}>${t('menu.rekomendasi')}</a>
            <//>
          <//>
        `,
  );
}

/** @typedef {NonNullable<import('#documents').DataOf<typeof INITIATIVE>['plan']['initiative']>} Found */
/** @typedef {{found: Found, asked: import('../address.js').Query}} Part */

/** @param {Part & {plan: import('../shell.js').PlanName, order: string[]}} given */
function Whole({ found, asked, plan, order }) {
  return html`
    <${View}
      title=${found.title}
      kicker=${t('initiative.kicker', { rank: found.rank })}
      actions=${html`
        <button
          type="button"
          onClick=${() => {
            const aside = document.querySelector('main aside');
            aside?.scrollIntoView({ behavior: 'smooth', block: 'nearest' });
            /** @type {HTMLElement | null | undefined} */ (aside?.querySelector('textarea, button'))?.focus();
          }}
        >
          ${t('decision')}
        </button>
        <${Try} from=${[found.fingerprint]} title=${found.title} />
      `}
    >
      <div class="wide-narrow">
        <div>
          <${Facts} facts=${found.facts} />
          <${Actions} actions=${found.actions} examples=${found.examples} />
          <${Card} title=${t('why')} note=${t('about.why')}>
            <p>${found.why}</p>
            <p class="tags">
              ${found.dimensions.map((each) => html`<${DimensionTag} dimension=${each} order=${order} />`)}
              ${found.quickWin && html`<span class="tag good">${t('quickwin')}</span>`}
            </p>
            ${
              found.theme &&
              html`
                <p class="note">
                  ${t('theme')}: <a href=${href({ view: 'tema', id: found.theme.id })}>${found.theme.name}</a>
                </p>
              `
            }
          <//>
          <${Card} title=${t('steps')} note=${t('about.steps')}>
            <ol class="steps">${found.steps.map((each) => html`<li>${each}</li>`)}</ol>
          <//>
          <${Who} found=${found} />
          <${Parts} found=${found} />
          <${Evidence} found=${found} asked=${asked} />
          <${Programs} programs=${found.programs} />
          <${Effects} effects=${found.effects} />
          ${
            found.findings.length > 0 &&
            html`
              <${Card}
                title=${t('initiative.findings', { count: found.findings.length })}
                note=${t('about.initiative.findings')}
              >
                <ul class="plain-list">
                  ${found.findings.map(
                    (each) => html`
                      <li>
                        <${SeverityTag} value=${each.severity} /> ${each.message} <a
                          class="note"
                          href=${href({ view: 'aturan', id: each.foundBy.code })}
                        >
                          ${each.foundBy.code}
                        </a>
                      </li>
                    `,
                  )}
                </ul>
              <//>
            `
          }
        </div>
        <aside aria-label=${t('score')}>
          <${Beside} plan=${plan} asked=${asked} fingerprint=${found.fingerprint} />
          <${Talk} plan=${plan} fingerprint=${found.fingerprint} />
          <${Worth} score=${found.score} rank=${found.rank} />
        </aside>
      </div>
    <//>
  `;
}

/** @param {{score: Found['score'], rank: number}} given */
const Worth = ({ score, rank }) => html`
  <${Card} title=${t('score')} note=${t('about.score')}>
    <p class="score">
      <strong>${percent(score.total)}</strong> <span class="note">
        ${t('score.rank', { rank, best: score.bestRank, worst: score.worstRank })}
      </span>
    </p>
    <dl class="parts">
      ${score.parts.map(
        (each) => html`
          <div>
            <dt>
              ${called('ScorePart', each.name)} <span class="note">
                ${t('score.weight', { weight: number(each.weight, 2) })}
              </span>
            </dt>
            <dd>
              <${Meter} value=${each.value} label=${called('ScorePart', each.name)} />
              <p class="note">${each.explanation}</p>
            </dd>
          </div>
        `,
      )}
    </dl>
  <//>
`;

/** @param {{found: Found}} given */
const Who = ({ found }) => html`
  <${Card} title=${t('who')} note=${t('about.who')}>
    <p><${OpdLink} opd=${found.lead} className="tag main" /> ${found.leadReason}</p>
    ${
      found.runnerUp &&
      html`
        <p class="note">${t('runnerup')}: <${OpdLink} opd=${found.runnerUp} className="" /> – ${found.runnerUp.name}</p>
      `
    }
    <${Table}
      caption=${t('participants')}
      head=${[[t('opd')], [t('role')], [t('reason')]]}
      rows=${found.participants.map((each) => [
        html`<${OpdLink} opd=${each.opd} className="" />`,
        called('ThemeRole', each.role),
        each.reason,
      ])}
    />
    <h3 class="sub">${t('partners')}</h3>
    ${
      found.partners.length
        ? html`
            <${Table}
              caption=${t('partners')}
              head=${[[t('partner')], [t('kind')], [t('reason')]]}
              rows=${found.partners.map((each) => [
                each.partner
                  ? html`<${NodeLink} node=${each.partner} />`
                  : html`${each.usual} <em>${t('partner.missing')}</em>`,
                called('PartnerKind', each.kind),
                each.reason,
              ])}
            />
          `
        : html`<p class="note">${t('partners.none')}</p>`
    }
  <//>
`;

/** What the initiative can move, the surest first. @param {{effects: Found['effects']}} given */
const Effects = ({ effects }) => html`
  <${Card} title=${t('effects')} note=${t('effects.note')}>
    ${
      effects.length
        ? html`
            <ul class="top-list">
              ${effects.slice(0, 12).map(
                (each) => html`
                  <li>
                    <div>
                      <${NodeLink} node=${each.indicator} />
                      <p class="note">${each.words}</p>
                      <p class="tags">
                        <span class="tag ${{ HIGH: 'good', MIDDLING: '', LOW: 'warm' }[each.sureness]}">
                          ${called('Sureness', each.sureness)}
                        </span>
                      </p>
                    </div>
                    ${each.behind != null && html`<${Meter} value=${each.behind} label=${t('behind')} tone="warm" />`}
                  </li>
                `,
              )}
            </ul>
          `
        : html`<${Empty}>${t('effects.none')}<//>`
    }
  <//>
`;

/** @param {{programs: Found['programs']}} given */
const Programs = ({ programs }) => html`
  <${Card} title=${t('initiative.programs')} note=${t('initiative.programs.note')}>
    <${Table}
      caption=${t('initiative.programs')}
      head=${[[t('name')], [t('opd')], [t('brings')]]}
      rows=${programs.map((each) => [
        html`<${NodeLink} node=${each.program} />`,
        html`<${OpdLink} opd=${each.opd} className="" />`,
        each.brings,
      ])}
    />
  <//>
`;

/**
 * The evidence between OPDs: the ties of their programs gathered, and how many programs each has in the theme.
 * @param {Found} found
 */
function gathered(found) {
  /** @type {Set<string>} */
  const opds = new Set(found.participants.map(({ opd }) => opd.shortName));
  /** @type {Map<string, {source: string, target: string, weight: number}>} */
  const ties = new Map();
  for (const link of found.links.filter((each) => each.kind === 'DEPENDS_ON')) {
    const [from, to] = [opdOf(link.originNode)?.shortName, opdOf(link.targetNode)?.shortName];
    if (!from || !to || from === to) continue;
    opds.add(from).add(to);
    const key = `${from}>${to}`;
    ties.set(key, { source: from, target: to, weight: (ties.get(key)?.weight ?? 0) + 1 });
  }
  /** @type {Map<string, number>} */
  const works = new Map();
  for (const node of found.nodes)
    if (node.__typename === 'Program' && node.opd)
      works.set(node.opd.shortName, (works.get(node.opd.shortName) ?? 0) + 1);
  const boxes = [...opds].map((name) => ({
    id: name,
    label: works.get(name) ? `${name}\n${t('graph.works', { count: number(works.get(name)) })}` : name,
    tone: name === found.lead.shortName ? 'main' : '',
  }));
  return { boxes, arrows: [...ties].map(([id, tie]) => ({ id, ...tie, label: number(tie.weight) })) };
}

/** @param {Found['links'][number]['originNode']} node */
const opdOf = (node) => (node.__typename === 'Program' ? node.opd : null);

/** The dependencies that an initiative rests on, as a small picture and as a table. @param {Part} given */
function Evidence({ found, asked }) {
  const { boxes, arrows } = gathered(found);
  const show = asked.bukti ?? 'gambar';
  const links = found.links.filter((each) => each.kind === 'DEPENDS_ON');
  return html`
    <${Card}
      title=${t('evidence')}
      note=${show === 'gambar' ? t('evidence.note') : t('evidence.table.note', { count: number(found.links.length) })}
      aside=${html`
        <${Tabs}
          name="bukti"
          label=${t('evidence')}
          value=${show}
          options=${[['gambar', t('picture')], ['tabel', t('table')]]}
        />
      `}
    >
      ${
        show === 'gambar'
          ? html`
              <${Graph}
                boxes=${boxes}
                arrows=${arrows}
                label=${t('evidence')}
                most=${24}
                onPick=${(/** @type {string} */ kind) => kind === 'edge' && change({ bukti: 'tabel' })}
              />
            `
          : links.length
            ? html`<${LinkTable} links=${links} caption=${t('evidence')} />`
            : html`<${Empty}>${t('evidence.none')}<//>`
      }
    <//>
  `;
}
