/** Layar: one item of a meeting in large type, the same on every screen; a planner turns over with the keys. */
import { html, useEffect, useLayoutEffect } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { act } from '../../deed.js';
import { StandingTag, View, viewed } from '../../pieces.js';
import { useRights } from '../../rights.js';
import { day, number, t } from '../../words.js';
import { useMeeting } from './follow.js';
import { VoteTag } from './item.js';
import { PRESENT } from './present.js';

/** @typedef {import('./follow.js').Held} Held */

/** @param {import('../../shell.js').Given} given */
export default function Screen({ address: { id }, plan }) {
  const answer = useMeeting(plan.slug, Number(id) || 0);
  const rights = useRights(plan);
  useEffect(() => {
    document.body.classList.add('projector');
    return () => document.body.classList.remove('projector');
  }, []);
  return viewed(answer, ({ plan: { meeting } }) =>
    meeting
      ? html`<${Shown} meeting=${meeting} plan=${plan} isPlanner=${rights.isPlanner} />`
      : html`<${View} title=${t('meeting.unknown')}><//>`,
  );
}

/** @param {{meeting: Held, plan: {slug: string}, isPlanner: boolean}} given */
function Shown({ meeting, plan, isPlanner }) {
  const items = meeting.agenda.nodes;
  const at = items.findIndex((each) => each.number === meeting.presenting?.number);
  const mayTurn = isPlanner && !meeting.closedAt;
  useLayoutEffect(() => {
    const turn = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Escape') go({ view: 'rapat', id: String(meeting.number) });
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      const next = by && items[at + by];
      if (!next || !mayTurn) return;
      event.preventDefault();
      act(PRESENT, { plan: plan.slug, meeting: meeting.number, item: next.number, seenVersion: meeting.version });
    };
    addEventListener('keydown', turn);
    return () => removeEventListener('keydown', turn);
  }, [meeting, mayTurn]);
  const item = items[at];
  const counted = item?.votes.nodes.filter((each) => each.counts) ?? [];
  return html`
    <${View}
      title=${item?.title ?? meeting.title}
      kicker=${
        item
          ? t('meeting.place.of', { at: number(at + 1), all: number(items.length), title: meeting.title })
          : day(meeting.heldOn)
      }
    >
      ${
        item
          ? html`
              <ul class="plain-list">
                ${item.notes.nodes
                  .slice(-4)
                  .map((each) => html`<li>${each.opd ? `${each.opd.shortName}: ` : ''}${each.text}</li>`)}
              </ul>
              ${
                counted.length > 0 &&
                html`
                  <p class="tags">
                    ${counted.map((each) => html`<${VoteTag} vote=${each} />`)}
                  </p>
                `
              }
              ${
                item.decision &&
                html`
                  <p class="tags"><${StandingTag} standing=${item.decision.standing} /></p>
                  <p>
                    ${[
                      item.decision.until && t('decision.until', { day: day(item.decision.until) }),
                      item.decision.lead && `${t('lead')}: ${item.decision.lead.shortName}`,
                      item.decision.output,
                      item.decision.due && `${t('due')}: ${day(item.decision.due)}`,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                `
              }
            `
          : html`
              <ol>${items.map((each) => html`<li>${each.title}</li>`)}</ol>
              ${meeting.closedAt && html`<p>${t('meeting.closed', { number: meeting.minutesNumber })}</p>`}
            `
      }
      <p class="note noprint">${t(mayTurn ? 'meeting.keys' : 'meeting.keys.follow')}</p>
    <//>
  `;
}
