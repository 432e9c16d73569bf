/**
 * Tinjauan: how far the plan hangs together by dimension, mission, outcome and OPD, the weakest first; its years beside
 * each other, and the missions that are proposed. Under a code stands the page of one dimension.
 */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { More } from '../more.js';
import { Card, Empty, Table, Tabs, View, answered } from '../pieces.js';
import { brief, called, number, rupiah, t } from '../words.js';
import { Proposals } from './review/proposals.js';
import { One } from './review/one.js';
import { YearChoice } from '../year.js';
import { IndexMeter, Parts, money, named } from './review/pieces.js';
import { Since } from './review/since.js';

const REVIEW = gql(`
  query Review($plan: String!, $years: [Year!], $language: Language!) {
    plan(slug: $plan) {
      review(years: $years) {
        index verdict(language: $language) budget spent remarks(language: $language)
        parts { part score done open }
        dimensions {
          code name(language: $language) index verdict(language: $language) budget spent
          programs(first: 0) { totalCount } promised(first: 0) { totalCount } uncarried(first: 0) { totalCount }
          subDimensions { code name(language: $language) index verdict(language: $language) budget }
        }
        missions {
          code index verdict(language: $language) budget node { __typename id ... on Objective { text } }
          objectives(first: 0) { totalCount }
        }
        outside { budget office programs(first: 10) { totalCount nodes { __typename id label budget } } }
        outsideMissions { budget }
      }
    }
  }
`);
const OTHERS = gql(`
  query ReviewedOthers($plan: String!, $years: [Year!], $language: Language!, $most: Int!) {
    plan(slug: $plan) {
      review(years: $years) {
        objectives(first: $most) {
          totalCount
          nodes { index verdict(language: $language) budget node { __typename id ... on Objective { text } } }
        }
        opds(first: 100) { totalCount nodes { code index verdict(language: $language) budget } }
      }
    }
  }
`);
const YEARS = gql(`
  query ReviewedYears($plan: String!, $language: Language!) {
    plan(slug: $plan) {
      reviewYears {
        year reading opdsRead { shortName } opdsUnread { shortName }
        review { index budget spent dimensions { code name(language: $language) index budget } }
        compared { index budget dimensions { code index budget } }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof REVIEW>['plan']['review']} Found */
/** @typedef {import('#documents').DataOf<typeof YEARS>['plan']['reviewYears'][number]} Year */
/** @typedef {import('../address.js').Query} Query */

/** The years that the address names; null for all. @param {Query} asked */
const yearsOf = (asked) => (asked.tahun ? asked.tahun.split('.').map(Number) : null);

/** @param {import('../shell.js').Given} given */
export default function Review({ address: { asked, id }, plan }) {
  const years = yearsOf(asked);
  if (id) return html`<${One} plan=${plan} code=${id} years=${years} />`;
  return html`<${Whole} asked=${asked} plan=${plan} years=${years} />`;
}

/** @param {{asked: Query, plan: import('../shell.js').PlanName, years: number[] | null}} given */
function Whole({ asked, plan, years }) {
  const answer = useAnswer(REVIEW, { plan: plan.slug, years });
  return html`
    <${View}
      title=${t('menu.tinjauan')}
      kicker=${plan.region.name}
      lead=${answer.data?.plan.review.verdict ?? ''}
      actions=${html`
        <${YearChoice} asked=${asked} plan=${plan} />
      `}
    >
      ${answered(
        answer,
        ({ plan: { review } }) => html`
          ${
            review.remarks.length > 0 &&
            html`<ul class="notice remarks">${review.remarks.map((each) => html`<li>${each}</li>`)}</ul>`
          }
          <${Dimensions} review=${review} />
          <div class="split">
            <${Card} title=${t('review.parts')} note=${t('review.parts.note')}><${Parts} parts=${review.parts} /><//>
            <${Outside} outside=${review.outside} />
          </div>
          <${Missions} review=${review} />
          <${Proposals} asked=${asked} plan=${plan} />
          <${Others} asked=${asked} plan=${plan} years=${years} />
          <${Years} plan=${plan} />
          <${Since} asked=${asked} plan=${plan} years=${years} />
        `,
      )}
    <//>
  `;
}

/** @param {{review: Found}} given */
function Dimensions({ review }) {
  if (!review.dimensions.length) return html`<${Empty}>${t('review.nodimensions')}<//>`;
  const to = (/** @type {string} */ code) => href({ view: 'tinjauan', id: code });
  return html`
    <${Card} title=${t('review.dimensions')} note=${t('review.dimensions.note')}>
      <${Table}
        caption=${t('review.dimensions')}
        head=${[
          [t('dimension')],
          [t('review.index'), true],
          [t('review.verdict')],
          [t('review.weakestpart')],
          [t('budget'), true],
          [t('review.spent'), true],
          [t('review.work'), true],
        ]}
        rows=${review.dimensions.map((each) => [
          html`<a href=${to(each.code)}>${each.name}</a>`,
          html`<${IndexMeter} index=${each.index} />`,
          each.verdict,
          each.subDimensions[0]
            ? html`
                <a href=${to(each.subDimensions[0].code)}>${each.subDimensions[0].name}</a>
                ${' '}(${named(each.subDimensions[0].index)})
              `
            : '–',
          money(each.budget),
          money(each.spent),
          number(each.programs.totalCount),
        ])}
      />
    <//>
  `;
}

/** @param {{outside: Found['outside']}} given */
function Outside({ outside }) {
  return html`
    <${Card}
      title=${t('review.outside')}
      note=${t('review.outside.note', { budget: money(outside.budget), office: money(outside.office) })}
    >
      ${
        outside.programs.totalCount > 0 &&
        html`
          <${Table}
            caption=${t('review.outside')}
            head=${[[t('name')], [t('budget'), true]]}
            rows=${outside.programs.nodes.map((each) => [
              html`<a href=${href({ view: 'program', id: each.id })}>${each.label}</a>`,
              rupiah(each.budget),
            ])}
          />
          <p class="note">
            ${t('shown', { shown: number(outside.programs.nodes.length), total: number(outside.programs.totalCount) })}
          </p>
        `
      }
    <//>
  `;
}

/** @param {{review: Found}} given */
function Missions({ review }) {
  return html`
    <${Card}
      title=${t('review.missions')}
      note=${t('review.missions.note', { budget: money(review.outsideMissions.budget) })}
    >
      ${
        review.missions.length
          ? html`
              <${Table}
                caption=${t('review.missions')}
                head=${[
                  [t('review.mission')],
                  [t('review.index'), true],
                  [t('review.verdict')],
                  [t('budget'), true],
                  [t('objectives'), true],
                ]}
                rows=${review.missions.map((each) => [
                  html`<a href=${href({ view: 'sasaran', id: each.node.id })}>${each.code || t('review.mission')}</a>`,
                  html`<${IndexMeter} index=${each.index} />`,
                  each.verdict,
                  money(each.budget),
                  number(each.objectives.totalCount),
                ])}
              />
            `
          : html`<${Empty}>${t('review.nomissions')}<//>`
      }
    <//>
  `;
}

const STEP = 20;

/** Outcomes or OPDs. @param {{asked: Query, plan: {slug: string}, years: number[] | null}} given */
function Others({ asked, plan, years }) {
  const by = asked.oleh === 'sasaran' ? 'sasaran' : 'opd';
  const most = Math.min(100, Number(asked.banyak ?? STEP));
  const answer = useAnswer(OTHERS, { plan: plan.slug, years, most });
  const head = /** @type {[string, boolean?][]} */ ([
    [t(by === 'opd' ? 'opd' : 'objective')],
    [t('review.index'), true],
    [t('review.verdict')],
    [t('budget'), true],
  ]);
  return html`
    <${Card}
      title=${t('review.others')} note=${t('about.review.others')}
      aside=${html`
        <${Tabs}
          name="oleh"
          label=${t('coverage.by')}
          value=${by}
          options=${[['opd', t('opd')], ['sasaran', t('objective')]]}
        />
      `}
    >
      ${answered(answer, ({ plan: { review } }) => {
        const rows =
          by === 'opd'
            ? review.opds.nodes.map((each) => [
                html`<a href=${href({ view: 'opd', id: each.code })}>${each.code}</a>`,
                html`<${IndexMeter} index=${each.index} />`,
                each.verdict,
                money(each.budget),
              ])
            : review.objectives.nodes.map((each) => [
                html`<a href=${href({ view: 'sasaran', id: each.node.id })}>${textOf(each.node)}</a>`,
                html`<${IndexMeter} index=${each.index} />`,
                each.verdict,
                money(each.budget),
              ]);
        return html`
          <${Table} caption=${t('review.others')} head=${head} rows=${rows} />
          ${by === 'sasaran' && html`<${More} asked=${asked} total=${review.objectives.totalCount} step=${STEP} />`}
        `;
      })}
    <//>
  `;
}

/** @param {{__typename: string, text?: string}} node */
const textOf = (node) => node.text ?? '';

/** The years beside each other. @param {{plan: {slug: string}}} given */
function Years({ plan }) {
  const answer = useAnswer(YEARS, { plan: plan.slug });
  return html`
    <${Card} title=${t('review.years')} note=${t('review.years.note')}>
      ${answered(answer, ({ plan: { reviewYears: years } }) => {
        const dimensions = years.find((each) => each.review)?.review?.dimensions ?? [];
        const codes = [...dimensions].sort((a, b) => a.code.localeCompare(b.code));
        const cell = (/** @type {Year} */ year, /** @type {string} */ code) => {
          const row = year.review?.dimensions.find((each) => each.code === code);
          return row ? `${named(row.index)} · ${row.budget === null ? t('unread') : brief(row.budget)}` : t('unread');
        };
        return html`
          <${Table}
            caption=${t('review.years')}
            head=${[
              [t('year')],
              [t('review.index'), true],
              [t('budget'), true],
              ...codes.map((each) => /** @type {[string, boolean]} */ ([each.code, true])),
            ]}
            rows=${years.map((each) => [
              html`<a href=${href({ view: 'tinjauan', asked: { tahun: String(each.year) } })}>${each.year}</a>`,
              each.review ? named(each.review.index) : t('unread'),
              money(each.review?.budget),
              ...codes.map(({ code }) => cell(each, code)),
            ])}
          />
          <ul class="plain-list">
            ${years
              .filter((each) => each.reading === 'PART')
              .map(
                (each) => html`
                  <li>
                    ${each.year}: ${called('YearReading', each.reading)},
                    ${' '}${t('review.readpart', {
                      read: number(each.opdsRead.length),
                      unread: each.opdsUnread.map((opd) => opd.shortName).join(', '),
                    })}
                  </li>
                `,
              )}
            ${years
              .filter((each) => each.compared)
              .map(
                (each) => html`
                  <li>
                    ${t('review.compared', {
                      year: each.year,
                      index: named(each.compared?.index),
                      budget: money(each.compared?.budget),
                    })}
                  </li>
                `,
              )}
          </ul>
        `;
      })}
    <//>
  `;
}
