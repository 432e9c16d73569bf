/** New plan: a region's plan that is not there yet is begun empty; files fill it. */
import { html, useState } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { gql } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { useDraft } from '../../draft.js';
import { t } from '../../words.js';

const CREATE = gql(`
  mutation CreatePlan($input: CreatePlanInput!) {
    createPlan(input: $input) { plan { slug } errors { __typename ... on Problem { message } } }
  }
`);
const YEARS = 5;

/** What a plan of a region is called in its address. @param {string} region */
const slugOf = (region) =>
  region
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** The name and the code of the region are enough: the rest follows from them, unless it is typed. */
export function NewPlan() {
  const year = new Date().getFullYear();
  const [problem, set] = useState('');
  const { written, keep, after } = useDraft('plan', {
    regionName: '',
    regionCode: '',
    title: '',
    plan: '',
    startYear: String(year),
    endYear: String(year + YEARS - 1),
  });
  const doing = useDoing();
  const text = (/** @type {string} */ name) => written[name]?.trim() ?? '';
  const usual = text('regionName')
    ? { title: t('plan.title.of', { region: text('regionName') }), plan: slugOf(text('regionName')) }
    : { title: '', plan: '' };
  const make = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const became = await act(CREATE, {
      plan: text('plan') || usual.plan,
      title: text('title') || usual.title,
      regionCode: text('regionCode'),
      regionName: text('regionName'),
      startYear: Number(text('startYear')),
      endYear: Number(text('endYear')),
    });
    set(became.wrong);
    after(became);
    if (became.payload?.plan) go({ plan: became.payload.plan.slug, view: 'ringkasan' });
  };
  return html`
    <form class="stack" onInput=${keep} onSubmit=${make}>
      <div class="bar">
        <label class="field grow">
          <span>${t('plan.region')}</span>
          <input name="regionName" value=${written.regionName} required maxlength="100" />
        </label>
        <label class="field">
          <span>${t('plan.region.code')}</span>
          <input
            name="regionCode"
            value=${written.regionCode}
            required
            pattern="\\d\\d(\\.\\d\\d)?"
            placeholder="64.71"
            title=${t('plan.region.code.how')}
          />
        </label>
        <label class="field grow">
          <span>${t('plan.title')}</span>
          <input name="title" value=${written.title} placeholder=${usual.title} maxlength="200" />
        </label>
        <label class="field">
          <span>${t('plan.slug')}</span>
          <input
            name="plan"
            value=${written.plan}
            placeholder=${usual.plan}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxlength="60"
            title=${t('plan.slug')}
          />
        </label>
        <label class="field">
          <span>${t('plan.from')}</span>
          <input name="startYear" type="number" required min="2000" max="2100" value=${written.startYear} />
        </label>
        <label class="field">
          <span>${t('plan.until')}</span>
          <input name="endYear" type="number" required min="2000" max="2100" value=${written.endYear} />
        </label>
      </div>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p><button type="submit" disabled=${doing}>${t('plan.make')}</button></p>
    </form>
  `;
}
