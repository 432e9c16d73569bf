/** Akses: who was given access to the plan's region, and the form in which an administrator gives it. */
import { html, useState } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAsked } from '../api.js';
import { act, useDoing } from '../deed.js';
import { Form, Line, Select, namesIn } from '../form.js';
import { Card, Empty, Table, View, answered } from '../pieces.js';
import { Signed } from '../rights.js';
import { INVITATION } from '../token.js';
import { called, day, t, today } from '../words.js';

const ACCESSES = gql(`
  query Accesses($plan: String!, $after: String) {
    plan(slug: $plan) {
      accesses(first: 100, after: $after) {
        nodes { number name role opds expires madeAt lastUsed revokedAt } pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const GIVE = gql(`
  mutation GiveAccess($input: GiveAccessInput!) {
    giveAccess(input: $input) { secret access { name expires } errors { __typename ... on Problem { message } } }
  }
`);
const REVOKE = gql(`
  mutation RevokeAccess($input: RevokeAccessInput!) {
    revokeAccess(input: $input) { access { number } errors { __typename ... on Problem { message } } }
  }
`);
const ROLES = /** @type {const} */ (['AGENCY', 'VIEWER', 'PLANNER', 'ADMINISTRATOR']);
/** @typedef {import('../form.js').Written} Written */
/** @typedef {import('#documents').DataOf<typeof ACCESSES>['plan']['accesses']['nodes'][number]} Access */

/** @param {import('../shell.js').Given} given */
export default function Accesses({ plan }) {
  const [link, show] = useState('');
  return html`
    <${View} title=${t('accesses')} kicker=${plan.region.name} lead=${t('accesses.lead')}>
      <${Signed} to=${t('accesses.to')} plan=${plan} least="ADMINISTRATOR">
        <${List} plan=${plan} />
        <${Card} title=${t('access.give')} note=${t('about.access.give')} className="noprint">
          ${
            link &&
            html`
              <div class="notice" role="status">
                <p>${t('access.once')}</p>
                <p class="kept"><code>${link}</code></p>
              </div>
            `
          }
          <${Give} plan=${plan} onGiven=${show} />
        <//>
      <//>
    <//>
  `;
}

/** @param {{plan: {slug: string}}} given */
function List({ plan }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const answer = useAsked(
    (signal) => askAll(ACCESSES, { plan: plan.slug }, (data) => data.plan.accesses, signal),
    [plan.slug],
  );
  const revoke = async (/** @type {string} */ access) => set((await act(REVOKE, { plan: plan.slug, access })).wrong);
  return html`
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    ${answered(answer, (all) =>
      all.length
        ? html`
            <${Table}
              caption=${t('accesses')}
              head=${[
                [t('name')],
                [t('role')],
                [t('access.opds')],
                [t('access.expires')],
                [t('access.used')],
                [t('access.state')],
              ]}
              rows=${all.map((each) => [
                each.name,
                called('Role', each.role),
                each.opds.map((opd) => opd.replace('opd/', '').toUpperCase()).join(', ') || '–',
                each.expires ? day(each.expires) : t('access.endless'),
                each.lastUsed ? day(each.lastUsed) : '–',
                counts(each)
                  ? html`
                      <button
                        type="button"
                        class="quiet small"
                        disabled=${doing}
                        aria-label=${`${t('access.revoke')}: ${each.name}`}
                        onClick=${() => revoke(each.number)}
                      >
                        ${t('access.revoke')}
                      </button>
                    `
                  : t(each.revokedAt ? 'access.revoked' : 'access.expired'),
              ])}
            />
          `
        : html`<${Empty}>${t('accesses.none')}<//>`,
    )}
  `;
}

/** @param {Access} access */
const counts = (access) => !access.revokedAt && (access.expires === null || access.expires >= today());

/** @param {{plan: {slug: string}, onGiven: (link: string) => void}} given */
function Give({ plan, onGiven }) {
  const save = async (/** @type {Written} */ { name = '', role, opds, expires = '' }) => {
    const outcome = await act(GIVE, {
      plan: plan.slug,
      name,
      role: ROLES.find((each) => each === role) ?? 'AGENCY',
      opds: role === 'AGENCY' ? namesIn(opds) : [],
      expires,
    });
    const secret = outcome.payload?.secret;
    if (secret) onGiven(new URL(href({ plan: plan.slug, asked: { [INVITATION]: secret } }), location.href).href);
    return outcome;
  };
  return html`
    <${Form} subject=${`access/${plan.slug}`} first=${{ role: 'AGENCY' }} button=${t('access.give')} main save=${save}>
      ${(/** @type {Written} */ written) => html`
        <${Line} name="name" label=${t('name')} value=${written.name} required maxlength="100" />
        <${Select}
          name="role"
          label=${t('role')}
          value=${written.role}
          options=${ROLES.map((each) => [each, called('Role', each)])}
        />
        ${
          written.role === 'AGENCY' &&
          html`<${Line} name="opds" label=${t('access.opds.write')} value=${written.opds} required />`
        }
        <${Line}
          name="expires"
          label=${t('access.expires')}
          value=${written.expires}
          type="date"
          required
          min=${today()}
        />
      `}
    <//>
  `;
}
