/** Signing: who is signed in, and the ways to sign in: at the region's issuer where there is one, or with a token. */
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact.js';
import { ask, forget, gql, useAnswer } from './api.js';
import { choice, leave } from './issuer.js';
import { Panel } from './pieces.js';
import { token } from './token.js';
import { called, t } from './words.js';

/** Who is signed in. */
export const VIEWER = gql(`
  query Viewer { viewer { name opds roles { region role } } }
`);

/** Have the service say who signed in, where that is not known yet. */
export async function known() {
  if (token.person() !== null) return;
  const { viewer } = await ask(VIEWER, {});
  const held = token.held();
  if (!held) return;
  token.renew({ ...held, name: viewer.name });
  dispatchEvent(new Event('sinergi:person'));
}

/** The name of who signed in, '' where nobody did, null while it is not known. */
export function usePerson() {
  const [person, set] = useState(token.person);
  useLayoutEffect(() => {
    const follow = () => set(token.person());
    follow();
    const names = ['sinergi:signed', 'sinergi:person'];
    for (const name of names) addEventListener(name, follow);
    return () => {
      for (const name of names) removeEventListener(name, follow);
    };
  }, []);
  return person;
}

/** Who is signed in; pressing it opens the panel. */
export function Signing() {
  const [open, set] = useState(/** @type {string | null} */ (null));
  const [, turn] = useState(0);
  useLayoutEffect(() => {
    const show = (/** @type {Event} */ event) => set(event instanceof CustomEvent ? event.detail : '');
    const draw = () => {
      turn((n) => n + 1);
      forget();
      known().catch(() => null); // Where the service does not answer, it is asked again with what follows.
    };
    addEventListener('sinergi:sign', show);
    addEventListener('sinergi:signed', draw);
    return () => {
      removeEventListener('sinergi:sign', show);
      removeEventListener('sinergi:signed', draw);
    };
  }, []);
  return html`
    <button type="button" class="quiet" onClick=${() => set('')}>
      ${token.get() ? html`<${Name} />` : t('sign.in')}
    </button>
    ${open !== null && html`<${Ways} key=${open} problem=${open} onClose=${() => set(null)} />`}
  `;
}

/** The name of who is signed in. */
export function Name() {
  const { data } = useAnswer(VIEWER, {});
  return html`${data?.viewer.name || t('signed')}`;
}

/** @param {{problem: string, onClose: () => void}} given `problem`: why signing in did not hold */
function Ways({ problem, onClose }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [issuer, set] = useState('');
  const [why, say] = useState('');
  useEffect(() => {
    choice().then((found) => set(found?.issuer ?? ''));
  }, []);
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    const bearer = field.current?.value.trim();
    if (bearer) token.set({ bearer });
    onClose();
  };
  const out = () => {
    token.out();
    onClose();
  };
  if (token.get()) {
    return html`
      <${Panel} title=${t('signed')} onClose=${onClose}>
        <${Rights} />
        <p><button type="button" onClick=${out}>${t('sign.out')}</button></p>
      <//>
    `;
  }
  return html`
    <${Panel} title=${t('sign.in')} onClose=${onClose}>
      ${(why || problem) && html`<p class="notice bad" role="alert">${why ? t(why) : problem}</p>`}
      <p>${t('sign.note')}</p>
      ${
        issuer &&
        html`
          <p>
            <button type="button" class="main" onClick=${async () => say(await leave())}>
              ${t('sign.issuer', { issuer: new URL(issuer).host })}
            </button>
          </p>
          <h3 class="sub">${t('sign.or')}</h3>
        `
      }
      <form class="stack" onSubmit=${keep}>
        <label class="field">
          <span>${t('sign.token')}</span>
          <input ref=${field} type="password" autocomplete="off" required />
        </label>
        <p><button type="submit" class=${issuer ? '' : 'main'}>${t('sign.keep')}</button></p>
      </form>
    <//>
  `;
}

/** What the one who is signed in may do, and where. */
function Rights() {
  const { data, problem } = useAnswer(VIEWER, {});
  if (problem) return html`<p class="notice bad" role="alert">${problem.message}</p>`;
  return html`
    <p><strong>${data?.viewer.name}</strong></p>
    <ul>
      ${data?.viewer.roles.map(
        (each) => html`<li>${called('Role', each.role)} – ${each.region === '*' ? t('regions.all') : each.region}</li>`,
      )}
    </ul>
    <p class="note">${t('sign.tab')}</p>
  `;
}
