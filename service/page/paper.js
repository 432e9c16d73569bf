/** Paper: what stands above every printed view, and what is unfolded while it is printed. */
import { html, useEffect, useRef } from './vendor/preact.js';
import { day, number, t, today } from './words.js';

/** What is filtered by in a view; forms in which something is done hold no filters. */
const FILTERS = 'main :is(.bar, .actions, .card-head) :is(select, input, .tabs)';
/** What is folded away for the screen's sake only. */
const FOLDED = 'main details:not([open], .filters, .noprint)';

/** @param {{plan: import('./shell.js').PlanName}} given */
export function Paper({ plan }) {
  const line = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const paper = matchMedia('print');
    /** @type {HTMLDetailsElement[]} */
    let unfolded = [];
    const begin = () => {
      if (line.current) line.current.textContent = chosen().join(' · ');
      const folded = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(FOLDED));
      unfolded.push(...folded);
      for (const each of folded) each.open = true;
    };
    const end = () => {
      for (const each of unfolded) each.open = false;
      unfolded = [];
    };
    const follow = () => (paper.matches ? begin() : end());
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    paper.addEventListener('change', follow);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      paper.removeEventListener('change', follow);
    };
  }, []);
  return html`
    <div class="printed note">
      <p>
        ${t('print.head', {
          region: plan.region.name,
          title: plan.title,
          revision: number(plan.revision),
          day: day(today()),
        })}
      </p>
      <p ref=${line}></p>
    </div>
  `;
}

/** What is chosen in a view's filters, in words. */
function chosen() {
  const found = [...document.querySelectorAll(FILTERS)].filter(
    (each) => !each.closest('form:not([role=search]), dialog'),
  );
  return found.map(saidOf).filter(Boolean);
}

/** @param {Element} filter */
function saidOf(filter) {
  const label = filter.closest('label')?.querySelector('span')?.textContent?.trim() ?? '';
  if (filter instanceof HTMLSelectElement)
    return filter.value && `${label}: ${filter.selectedOptions[0]?.textContent?.trim()}`;
  if (!(filter instanceof HTMLInputElement)) {
    const pressed = filter.querySelector('[aria-pressed=true]')?.textContent?.trim();
    return pressed && `${filter.getAttribute('aria-label')}: ${pressed}`;
  }
  if (filter.type === 'checkbox') return filter.checked && label;
  return filter.type === 'range' ? label : filter.value && `${label}: ${filter.value}`;
}
