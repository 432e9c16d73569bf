/** New plan: a region's plan that is not there yet is begun empty; files fill it. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { forget, gql, problemOf, send } from '../../api.js';
import { t } from '../../words.js';

const CREATE = gql(`
  mutation CreatePlan($input: CreatePlanInput!) { createPlan(input: $input) { plan { slug } errors { __typename ... on Problem { message } } } }
`);
const YEARS = 5;

export function NewPlan() {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [problem, set] = useState('');
  const make = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (form.current));
    const text = (/** @type {string} */ name) => String(given.get(name) ?? '').trim();
    try {
      const { createPlan } = await send(CREATE, { input: {
        plan: text('plan'), title: text('title'), regionCode: text('regionCode'), regionName: text('regionName'), startYear: Number(text('startYear')), endYear: Number(text('endYear')),
      } });
      set(createPlan.errors.map((each) => each.message).join(' '));
      if (!createPlan.plan) return;
      forget();
      go({ plan: createPlan.plan.slug, view: 'impor' });
    } catch (thrown) {
      set(problemOf(thrown).message);
    }
  };
  const year = new Date().getFullYear();
  return html`<form ref=${form} class="stack" onSubmit=${make}><div class="bar">
      <label class="field grow"><span>${t('plan.region')}</span><input name="regionName" required maxlength="100" /></label>
      <label class="field"><span>${t('plan.region.code')}</span><input name="regionCode" required pattern="\\d\\d(\\.\\d\\d)?" placeholder="64.71" /></label>
      <label class="field grow"><span>${t('plan.title')}</span><input name="title" required maxlength="200" /></label>
      <label class="field"><span>${t('plan.slug')}</span><input name="plan" required pattern="[a-z0-9]+(-[a-z0-9]+)*" maxlength="60" /></label>
      <label class="field"><span>${t('plan.from')}</span><input name="startYear" type="number" required min="2000" max="2100" value=${year} /></label>
      <label class="field"><span>${t('plan.until')}</span><input name="endYear" type="number" required min="2000" max="2100" value=${year + YEARS - 1} /></label></div>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p><button type="submit">${t('plan.make')}</button></p></form>`;
}
