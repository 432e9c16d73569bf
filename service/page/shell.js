/** Shell: what stands around every view: the plan, the ways to the views, language and news. */
import { html, useEffect, useErrorBoundary, useRef, useState } from './vendor/preact.js';
import { ask, href, useAddress } from './address.js';
import { Problem, forget, gql, send, token, useAnswer } from './api.js';
import { Answered, Empty, Panel } from './pieces.js';
import { language, number, speak, t } from './words.js';

const PLANS = gql`
  query Plans { plans(first: 100) { nodes { slug title region { name } startYear endYear revision } } }
`;
const REVISION = gql`
  query Revision($plan: String!) { plan(slug: $plan) { revision } }
`;
const POLL = 15_000;

/** Views by their name in the address, loaded when they are first needed. */
const VIEWS = {
  ringkasan: () => import('./views/overview.js'),
  rekomendasi: () => import('./views/recommendations.js'),
  inisiatif: () => import('./views/initiative.js'),
  keterkaitan: () => import('./views/ties.js'),
  isi: () => import('./views/contents.js'),
  program: () => import('./views/program.js'),
  opd: () => import('./views/opd.js'),
  sasaran: () => import('./views/objective.js'),
  indikator: () => import('./views/indicator.js'),
  mitra: () => import('./views/partner.js'),
  tema: () => import('./views/theme.js'),
  temuan: () => import('./views/findings.js'),
  aturan: () => import('./views/rules.js'),
  pengetahuan: () => import('./views/knowledge.js'),
  bacaan: () => import('./views/reading.js'),
};
const MENU = ['ringkasan', 'rekomendasi', 'keterkaitan', 'isi', 'temuan', 'aturan', 'pengetahuan', 'bacaan'];
const UNDER = { inisiatif: 'rekomendasi', program: 'isi', opd: 'isi', sasaran: 'isi', indikator: 'isi', mitra: 'isi', tema: 'isi' };

/** The whole page. */
export function Shell() {
  const address = useAddress();
  const [, drawn] = useState('');
  const plans = useAnswer(PLANS);
  const follow = async (name) => {
    await speak(name);
    forget();
    drawn(name);
    ask({ lang: name === 'id' ? '' : name });
  };
  return html`
    <a class="skip" href="#isi-halaman" onClick=${(event) => { event.preventDefault(); document.querySelector('main')?.focus(); }}>${t('skip')}</a>
    ${!plans.data && html`<${Top} address=${address} plans=${[]} plan=${null} onLanguage=${follow} />`}
    <${Answered} of=${plans}>${({ plans: { nodes } }) => {
      const plan = nodes.find((each) => each.slug === address.plan) ?? (address.plan ? null : nodes[0]);
      return html`
        <${Top} address=${address} plans=${nodes} plan=${plan} onLanguage=${follow} />
        ${plan && html`<${News} plan=${plan} />`}
        <main id="isi-halaman" tabindex="-1">
          ${plan ? html`<${Loaded} key=${`${address.view}/${address.id}/${language()}`} address=${{ ...address, plan: plan.slug }} plan=${plan} />`
            : html`<${Empty}>${nodes.length ? t('plan.unknown', { slug: address.plan }) : t('plan.none')}<//>`}
        </main>
        <footer><p>${t('footer')} <a href="graphql">GraphQL</a></p></footer>`;
    }}<//>`;
}

function Top({ address, plans, plan, onLanguage }) {
  const [signing, sign] = useState(false);
  const slug = plan?.slug ?? '';
  const here = UNDER[address.view] ?? address.view;
  return html`<header class="top">
    <div class="brand"><a href=${href({ plan: slug })}><img src="page/icon.svg" alt="" width="28" height="28" />Sinergi</a>
      ${plans.length > 1 ? html`<select aria-label=${t('plan.choose')} value=${slug} onChange=${(event) => { location.hash = href({ plan: event.currentTarget.value }); }}>
          ${plans.map((each) => html`<option value=${each.slug} selected=${each.slug === slug}>${each.region.name} · ${each.title}</option>`)}</select>`
        : plan && html`<span class="plan-name">${plan.region.name}</span>`}
      <span class="top-tools">
        <button type="button" class="quiet" onClick=${() => sign(true)}>${token.get() ? t('signed') : t('sign.in')}</button>
        <button type="button" class="quiet" lang=${language() === 'id' ? 'en' : 'id'} onClick=${() => onLanguage(language() === 'id' ? 'en' : 'id')}>${language() === 'id' ? 'English' : 'Bahasa Indonesia'}</button>
      </span>
    </div>
    <nav aria-label=${t('menu')}><ul>
      ${MENU.map((view) => html`<li><a href=${href({ plan: slug, view })} aria-current=${here === view ? 'page' : undefined}>${t(`menu.${view}`)}</a></li>`)}
    </ul></nav>
    ${signing && html`<${SignIn} onClose=${() => sign(false)} />`}
  </header>`;
}

function SignIn({ onClose }) {
  const field = useRef(null);
  const keep = (event) => {
    event.preventDefault();
    token.set(field.current.value.trim());
    forget();
    onClose();
  };
  return html`<${Panel} title=${t('sign.in')} onClose=${onClose}>
    <form class="stack" onSubmit=${keep}><p>${t('sign.note')}</p>
      <label class="field"><span>${t('sign.token')}</span><input ref=${field} type="password" autocomplete="off" value=${token.get()} /></label>
      <p><button type="submit" class="main">${t('sign.keep')}</button></p></form>
  <//>`;
}

/** Says so when someone else has changed the plan, and shows it when asked. */
function News({ plan }) {
  const [seen, see] = useState(plan.revision);
  const [now, set] = useState(plan.revision);
  useEffect(() => see(plan.revision) || set(plan.revision), [plan.slug, plan.revision]);
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const answer = await send(REVISION, { plan: plan.slug }).catch(() => null);
      if (answer) set(answer.plan.revision);
    };
    const timer = setInterval(look, POLL);
    return () => clearInterval(timer);
  }, [plan.slug]);
  return html`<div class="news" role="status" aria-live="polite">${now > seen && html`<div class="notice">
    <p>${t('news', { revision: number(now) })}</p><button type="button" onClick=${() => { see(now); forget(); }}>${t('news.show')}</button></div>`}</div>`;
}

function Loaded({ address, plan }) {
  const [found, set] = useState(null);
  const [broken] = useErrorBoundary((error) => console.error(error));
  useEffect(() => {
    const load = VIEWS[address.view];
    if (!load) set({ problem: new Problem(t('view.unknown', { view: address.view })) });
    else load().then((module) => set({ view: module.default }), () => set({ problem: new Problem(t('problem.offline')) }));
  }, [address.view]);
  useEffect(() => { scrollTo(0, 0); }, []);
  if (broken) return html`<${Answered} of=${{ problem: new Problem(t('problem.page')), again: () => location.reload() }} />`;
  if (found?.problem) return html`<${Answered} of=${{ problem: found.problem, again: () => location.reload() }} />`;
  return found ? html`<${found.view} address=${address} plan=${plan} />` : html`<${Answered} of=${{}} />`;
}
