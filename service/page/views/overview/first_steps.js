/** First steps: what to do with a plan that holds nothing yet. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Card } from '../../pieces.js';
import { Taken } from '../../taken.js';
import { t } from '../../words.js';

const TEMPLATE = gql(`
  query Template($plan: String!) { plan(slug: $plan) { exports { name url } } }
`);

/** @param {{slug: string}} given */
export function FirstSteps({ slug }) {
  const answer = useAnswer(TEMPLATE, { plan: slug });
  const template = answer.data?.plan.exports.find((each) => each.name.startsWith('templat.'));
  return html`
    <${Card} title=${t('first')} note=${t('first.note')}>
      <ol class="steps">
        <li>${t('first.files')} <a class="go" href=${href({ view: 'impor' })}>${t('menu.impor')}</a></li>
        <li>
          ${t('first.template')}${' '}
          ${template && html`<${Taken} file=${{ ...template, title: t('first.template.get') }} />`}
        </li>
        <li>${t('first.check')} <a href=${href({ view: 'bacaan' })}>${t('menu.bacaan')}</a></li>
        <li>${t('first.then')}</li>
      </ol>
    <//>
  `;
}
