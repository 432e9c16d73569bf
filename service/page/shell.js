/** Shell: what stands around every view: the plan, the ways to the views, language, sign-in and news. */
import { html, useEffect, useErrorBoundary, useLayoutEffect, useState } from './vendor/preact.js';
import { change, go, href, read, useAddress } from './address.js';
import { Problem, ask as question, forget, gql, useAnswer } from './api.js';
import { Finder } from './finder.js';
import { lazy } from './lazy.js';
import { News } from './news.js';
import { Offline } from './offline.js';
import { Paper } from './paper.js';
import { Coming, Empty, View, Wrong, answered } from './pieces.js';
import { arrive } from './place.js';
import { Signing, usePerson } from './signing.js';
import { language, speak, t, whole } from './words.js';

/** @typedef {import('#documents').DataOf<typeof PLANS>['plans']['nodes'][number]} PlanName the plan that is open */
/** @typedef {{address: import('./address.js').Address, plan: PlanName}} Given what every view is given */

const PLANS = gql(`
  query Plans { plans(first: 100) { nodes { slug title region { code name } startYear endYear revision } } }
`);

/**
 * Views by their name in the address, loaded when they are first needed; `begin` sends a view's first questions.
 * @type {Partial<Record<string, () => Promise<{default: (given: Given) => any, begin?: (given: Given) => unknown}>>>}
 */
const VIEWS = {
  ringkasan: () => import('./views/overview.js'),
  tinjauan: () => import('./views/review.js'),
  pohon: () => import('./views/tree.js'),
  evaluasi: () => import('./views/evaluation.js'),
  rekomendasi: () => import('./views/recommendations.js'),
  inisiatif: () => import('./views/initiative.js'),
  portofolio: () => import('./views/portfolio.js'),
  skenario: () => import('./views/scenarios.js'),
  rapat: () => import('./views/meetings.js'),
  pengaruh: () => import('./views/cross_impact.js'),
  layar: () => import('./views/meeting/screen.js'),
  tugas: () => import('./views/tasks.js'),
  keputusan: () => import('./views/decisions.js'),
  suara: () => import('./views/voices.js'),
  akses: () => import('./views/accesses.js'),
  usulan: () => import('./views/proposals.js'),
  publik: () => import('./views/public.js'),
  keterkaitan: () => import('./views/ties.js'),
  isi: () => import('./views/contents.js'),
  program: () => import('./views/program.js'),
  opd: () => import('./views/opd.js'),
  sasaran: () => import('./views/objective.js'),
  indikator: () => import('./views/indicator.js'),
  mitra: () => import('./views/partner.js'),
  masterplan: () => import('./views/masterplan.js'),
  'program-masterplan': () => import('./views/masterplan_program.js'),
  penyesuaian: () => import('./views/readjusting.js'),
  tema: () => import('./views/theme.js'),
  cari: () => import('./views/search.js'),
  temuan: () => import('./views/findings.js'),
  aturan: () => import('./views/rules.js'),
  pengetahuan: () => import('./views/knowledge.js'),
  berkas: () => import('./views/import.js'),
  impor: () => import('./views/import.js'),
  ekspor: () => import('./views/export.js'),
  bacaan: () => import('./views/reading.js'),
  riwayat: () => import('./views/history.js'),
};
/** The view for everybody, around which stands nothing that is for planners. */
const PUBLIC = 'publik';
/** The view that needs no words but those that come with it. */
const FIRST = 'ringkasan';
const MENU = [
  'ringkasan',
  'tinjauan',
  'pohon',
  'evaluasi',
  'rekomendasi',
  'rapat',
  'keterkaitan',
  'isi',
  'temuan',
  'aturan',
  'pengetahuan',
  'berkas',
];
/** @type {Partial<Record<string, string>>} */
const UNDER = {
  inisiatif: 'rekomendasi',
  portofolio: 'rekomendasi',
  skenario: 'rekomendasi',
  layar: 'rapat',
  tugas: 'rapat',
  keputusan: 'rapat',
  pengaruh: 'rapat',
  suara: 'keterkaitan',
  akses: 'rapat',
  usulan: 'rapat',
  program: 'isi',
  opd: 'isi',
  sasaran: 'isi',
  indikator: 'isi',
  mitra: 'isi',
  masterplan: 'isi',
  'program-masterplan': 'isi',
  penyesuaian: 'isi',
  tema: 'isi',
  impor: 'berkas',
  ekspor: 'berkas',
  bacaan: 'berkas',
  riwayat: 'berkas',
};

/** The plan that an address means. @param {PlanName[]} plans @param {string} slug */
const planOf = (plans, slug) => plans.find((each) => each.slug === slug) ?? (slug ? null : plans[0]) ?? null;

/** Loaded with the first sign-in: whoever reads has done nothing that could be lost. */
const Unsent = lazy(async () => (await import('./resend.js')).Unsent);

/** Loaded with the first sign-in, too. */
const Edited = lazy(async () => (await import('./edited.js')).Edited);

/** Send for what the address needs before anything is drawn; what fails here is asked again where it is shown. */
export async function begin() {
  const address = read();
  const [{ plans }, view] = await Promise.all([question(PLANS, {}), VIEWS[address.view]?.()]);
  const plan = planOf(plans.nodes, address.plan);
  if (plan) await view?.begin?.({ address, plan });
}

/** The whole page. */
export function Shell() {
  const address = useAddress();
  const [, drawn] = useState('');
  const person = usePerson();
  const plans = useAnswer(PLANS, {});
  const follow = async (/** @type {string} */ name) => {
    await speak(name);
    forget();
    drawn(name);
    change({ lang: name === 'id' ? '' : name });
  };
  const skip = (/** @type {Event} */ event) => {
    event.preventDefault();
    document.querySelector('main')?.focus();
  };
  const nodes = plans.data?.plans.nodes ?? [];
  const plan = planOf(nodes, address.plan);
  const isPublic = address.view === PUBLIC;
  return html`
    <a class="skip" href="#isi-halaman" onClick=${skip}>${t('skip')}</a>
    <${Top} address=${address} plans=${nodes} plan=${plan} onLanguage=${follow} />
    <${Offline} />
    ${person && html`<${Unsent} />`}
    ${plan && person && html`<${Edited} plan=${plan} />`}
    ${plan && !isPublic && html`<${News} key=${plan.slug} plan=${plan} />`}
    ${plan && html`<${Paper} plan=${plan} />`}
    <main id="isi-halaman" tabindex="-1">
      ${answered(plans, () =>
        plan
          ? html`
              <${Loaded}
                key=${`${address.view}/${address.id}/${language()}/${person ?? ''}`}
                address=${{ ...address, plan: plan.slug }}
                plan=${plan}
              />
            `
          : html`
              <${View} title="Sinergi">
                <${Empty}>${nodes.length ? t('plan.unknown', { slug: address.plan }) : t('plan.none')}<//>
              <//>
            `,
      )}
    </main>
    <footer>
      <p>
        ${t('footer')} <a href="graphql">GraphQL</a>
        ${
          plan &&
          html`
            ${' · '}<a href=${href({ plan: plan.slug, view: isPublic ? 'ringkasan' : PUBLIC })}>
              ${t(isPublic ? 'public.planners' : 'public.view')}
            </a>
          `
        }
      </p>
    </footer>
  `;
}

/**
 * @param {{address: import('./address.js').Address, plans: PlanName[], plan: PlanName | null,
 *   onLanguage: (name: string) => void}} given
 */
function Top({ address, plans, plan, onLanguage }) {
  const slug = plan?.slug ?? '';
  const here = UNDER[address.view] ?? address.view;
  const other = language() === 'id' ? 'en' : 'id';
  useEffect(() => {
    document.querySelector('.top nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [here]);
  return html`
    <header class="top">
      <div class="brand">
        <a href=${href({ plan: slug })}><img src="page/icon.svg" alt="" width="28" height="28" />Sinergi</a>
        ${
          plans.length > 1
            ? html`
                <select
                  aria-label=${t('plan.choose')}
                  value=${slug}
                  onChange=${(/** @type {import('./pieces.js').InputEvent_} */ event) =>
                    go({ plan: event.currentTarget.value })}
                >
                  ${plans.map(
                    (each) => html`
                      <option value=${each.slug} selected=${each.slug === slug}>
                        ${each.region.name} · ${each.title}
                      </option>
                    `,
                  )}
                </select>
              `
            : plan && html`<span class="plan-name">${plan.region.name}</span>`
        }
        ${plan && html`<${Finder} plan=${plan} />`}
        <span class="top-tools">
          ${address.view !== PUBLIC && html`<${Signing} />`}
          <button type="button" class="quiet" lang=${other} onClick=${() => onLanguage(other)}>
            ${other === 'en' ? 'English' : 'Bahasa Indonesia'}
          </button>
        </span>
      </div>
      ${
        address.view !== PUBLIC &&
        html`<nav aria-label=${t('menu')}>
        <ul>
          ${MENU.map(
            (view) => html`
              <li>
                <a href=${href({ plan: slug, view })} aria-current=${here === view ? 'page' : undefined}>
                  ${t(`menu.${view}`)}
                </a>
              </li>
            `,
          )}
        </ul>
      </nav>`
      }
    </header>
  `;
}

/** @param {Given} given */
function Loaded({ address, plan }) {
  const [found, set] = useState(/** @type {{view?: (given: Given) => any, problem?: Problem}} */ ({}));
  const [broken] = useErrorBoundary((error) => console.error(error));
  useLayoutEffect(() => {
    const load = VIEWS[address.view];
    if (!load) set({ problem: new Problem(t('view.unknown', { view: address.view })) });
    else
      Promise.all([load(), address.view === FIRST ? null : whole()]).then(
        ([module]) => set({ view: module.default }),
        () => set({ problem: new Problem(t('problem.offline')) }),
      );
  }, [address.view]);
  useLayoutEffect(arrive, []);
  const problem = broken ? new Problem(t('problem.page')) : found.problem;
  if (problem)
    return html`<${View} title=${t('problem')}><${Wrong} problem=${problem} again=${() => location.reload()} /><//>`;
  return found.view ? html`<${found.view} address=${address} plan=${plan} />` : html`<${Coming} />`;
}
