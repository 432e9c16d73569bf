/** Publik: what the city plans, decided and is late with, in plain words for everybody, and what they propose. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Search } from '../fields.js';
import { More, Rest } from '../more.js';
import { Card, Choice, Empty, StandingTag, View, answered } from '../pieces.js';
import { brief, day, named, number, t } from '../words.js';
import { Proposed } from './public/proposed.js';
import { Propose } from './public/propose.js';

const PUBLIC = gql(`
  query Public($plan: String!, $language: Language!) {
    plan(slug: $plan) {
      takesProposals
      dimensions { id code name nameEn description }
      opds(first: 100, filter: { territorial: true }) { nodes { shortName name } }
      decisions(first: 10) { totalCount nodes { decision { number standing title madeAt due output lead { name } } } }
      tasks(first: 10, filter: { isLate: true }) { totalCount nodes { number title due opd { name } } }
      findings(first: 5, filter: { rule: "AL03" }) { totalCount nodes { fingerprint message(language: $language) } }
    }
  }
`);
const WORK = gql(`
  query PublicWork($plan: String!, $first: Int!, $dimension: String, $place: String, $words: String) {
    plan(slug: $plan) {
      programs(
        first: $first
        orderBy: BUDGET
        filter: { level: SUB_ACTIVITY, overhead: false, dimension: $dimension, opd: $place, text: $words }
      ) {
        totalCount
        nodes { id name location budget opd { name } }
      }
    }
  }
`);
const STEP = 10;
const WORDS = /** @type {const} */ (['opd', 'dimensi', 'pekerjaan', 'pagu', 'putusan', 'tertinggal', 'usulan']);
/** @typedef {import('#documents').DataOf<typeof PUBLIC>['plan']} Found */

/** @param {import('../shell.js').Given} given */
export default function Public({ address: { asked }, plan }) {
  const answer = useAnswer(PUBLIC, { plan: plan.slug });
  return html`
    <${View}
      title=${t('public', { region: plan.region.name })}
      kicker=${`${plan.title} · ${plan.startYear}–${plan.endYear}`}
      lead=${t('public.lead')}
    >
      ${answered(
        answer,
        ({ plan: found }) => html`
          <${Work} asked=${asked} plan=${plan} found=${found} />
          <div class="split">
            <${Decided} decisions=${found.decisions} />
            <${Late} found=${found} />
          </div>
          ${
            found.takesProposals &&
            html`
              <${Card} title=${t('public.propose')} note=${t('public.propose.note')} className="noprint">
                <${Propose} plan=${plan} about=${asked.tentang ?? ''} dimensions=${found.dimensions} />
              <//>
            `
          }
          <${Proposed} plan=${plan} number=${asked.nomor ?? ''} isOpen=${found.takesProposals} />
          <${Card} title=${t('public.legend')} note=${t('about.public.legend')}>
            <dl class="legend">
              ${WORDS.map(
                (each) => html`
                  <div>
                    <dt>${t(`public.word.${each}`)}</dt>
                    <dd>${t(`public.word.${each}.means`)}</dd>
                  </div>
                `,
              )}
            </dl>
          <//>
        `,
      )}
    <//>
  `;
}

/** @param {{asked: import('../address.js').Query, plan: {slug: string}, found: Found}} given */
function Work({ asked, plan, found }) {
  const chosen = found.dimensions.find((each) => each.code === asked.dimensi);
  const shown = Number(asked.banyak ?? STEP) || STEP;
  const answer = useAnswer(WORK, {
    plan: plan.slug,
    first: Math.min(shown, 100),
    dimension: chosen?.code ?? null,
    place: found.opds.nodes.find((each) => each.shortName === asked.tempat)?.shortName ?? null,
    words: asked.kata || null,
  });
  return html`
    <${Card} title=${t('public.planned')} note=${chosen?.description ?? t('public.planned.note')}>
      <div class="bar tools">
        <${Choice}
          name="dimensi"
          label=${t('dimension')}
          value=${chosen?.code ?? ''}
          all=${t('all')}
          options=${found.dimensions.map((each) => [each.code, named(each)])}
        />
        <${Choice}
          name="tempat"
          label=${t('public.place')}
          value=${asked.tempat ?? ''}
          all=${t('all')}
          options=${found.opds.nodes.map((each) => [each.shortName, each.name])}
        />
        <${Search} name="kata" label=${t('public.words')} value=${asked.kata ?? ''} />
      </div>
      ${answered(answer, ({ plan: { programs } }) =>
        programs.nodes.length
          ? html`
              <p class="note">${t('public.count', { count: number(programs.totalCount) })}</p>
              <ul class="plain-list">
                ${programs.nodes.map(
                  (each) => html`<${One} key=${each.id} work=${each} isOpen=${found.takesProposals} />`,
                )}
              </ul>
              <${More} asked=${asked} total=${Math.min(programs.totalCount, 100)} step=${STEP} />
            `
          : html`<${Empty}>${t('public.noplace')}<//>`,
      )}
    <//>
  `;
}

/**
 * @param {{work: import('#documents').DataOf<typeof WORK>['plan']['programs']['nodes'][number], isOpen: boolean}} given
 */
const One = ({ work, isOpen }) => html`
  <li>
    <strong>${work.name}</strong>
    <p class="note">
      ${[work.opd?.name, work.location, work.budget ? brief(work.budget) : t('public.nomoney')]
        .filter(Boolean)
        .join(' · ')}
      ${
        isOpen &&
        html`
          ${' · '}<a href=${href({ view: 'publik', asked: { tentang: work.id } })}>${t('public.about')}</a>
        `
      }
    </p>
  </li>
`;

/** @param {{decisions: Found['decisions']}} given */
const Decided = ({ decisions }) => html`
  <${Card} title=${t('public.decided')} note=${t('about.public.decided')}>
    ${
      decisions.nodes.length
        ? html`
            <ul class="plain-list">
              ${decisions.nodes.map(
                ({ decision }) => html`
                  <li key=${decision.number}>
                    <${StandingTag} standing=${decision.standing} /> ${decision.title || t('decisions.untitled')}
                    <p class="note">
                      ${[
                        decision.madeAt && day(decision.madeAt.slice(0, 10)),
                        decision.lead?.name,
                        decision.output && `${t('output')}: ${decision.output}`,
                        decision.due && t('task.due', { day: day(decision.due) }),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </li>
                `,
              )}
            </ul>
            <${Rest} list=${decisions} />
          `
        : html`<${Empty}>${t('public.decided.none')}<//>`
    }
  <//>
`;

/** Who has a task, and until when. @param {Found['tasks']['nodes'][number]} task */
const of = ({ opd, due }) => [opd?.name, due && t('task.due', { day: day(due) })].filter(Boolean).join(' · ');

/** @param {{found: Found}} given */
const Late = ({ found: { tasks, findings } }) => html`
  <${Card} title=${t('public.late')} note=${t('about.public.late')}>
    ${
      tasks.nodes.length + findings.nodes.length
        ? html`
            <ul class="plain-list">
              ${tasks.nodes.map(
                (each) => html`
                  <li key=${each.number}>
                    <span class="tag bad">${t('task.late')}</span> ${each.title}
                    <p class="note">
                      ${of(each)}
                    </p>
                  </li>
                `,
              )}
              ${findings.nodes.map(
                (each) => html`
                  <li key=${each.fingerprint}>
                    <span class="tag warm">${t('public.word.tertinggal')}</span> ${each.message}
                  </li>
                `,
              )}
            </ul>
            <${Rest} list=${tasks} />
            <${Rest} list=${findings} />
          `
        : html`<${Empty}>${t('public.late.none')}<//>`
    }
  <//>
`;
