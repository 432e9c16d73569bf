/** Pair: what two OPDs need of each other, work by work. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { Choice, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Linked } from './linked.js';

const PAIR = gql(`
  query Pair($plan: String!, $one: String!, $other: String!) {
    plan(slug: $plan) {
      opds(first: 100) { nodes { id shortName name } }
      there: opdTie(opd: $one, needed: $other) { links { ...PairTie } }
      back: opdTie(opd: $other, needed: $one) { links { ...PairTie } }
    }
  }
  fragment PairTie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { ...PairTieEnd }
    targetNode { ...PairTieEnd }
  }
  fragment PairTieEnd on PlanNode {
    __typename id label
    ... on Opd { shortName name }
    ... on Program {
      level opd { id shortName name } years { year } parent { id label level parent { id label level } }
    }
  }
`);

/** @param {import('./outward.js').Way} given */
export function Pair({ asked, plan }) {
  const [one = '', other = ''] = [asked.a, asked.b];
  const answer = useAnswer(PAIR, { plan: plan.slug, one, other });
  return answered(answer, ({ plan: { opds, there, back } }) => {
    const options = opds.nodes.map(({ shortName, name }) => [shortName, `${shortName} – ${name}`]);
    const links = [there, back].flatMap((tie) => tie?.links ?? []);
    const label = t('ties.pair', { one, other, count: number(links.length) });
    return html`
      <p class="note" role="status">${links.length ? label : t('ties.pair.none')}</p>
      <${Linked}
        links=${links}
        asked=${asked}
        plan=${plan}
        label=${label}
        name=${`keterkaitan-${one}-${other}`}
        across=${false}
        main=${opds.nodes.find((each) => each.shortName === one)?.id ?? ''}
        controls=${html`
          <${Choice} name="a" label=${t('opd')} value=${one} options=${options} />
          <${Choice} name="b" label=${t('ties.and')} value=${other} options=${options} />
        `}
      />
    `;
  });
}
