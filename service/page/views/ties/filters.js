/** Filters: which dependencies are shown: by kind, origin, certainty, and whether only across OPDs. */
import { html } from '../../vendor/preact.js';
import { Slider } from '../../fields.js';
import { Choice, Switch } from '../../pieces.js';
import { called, number, t } from '../../words.js';
import { opdOf } from './link.js';

/** @typedef {import('../../address.js').Query} Query */
/**
 * @typedef {{dependencyKind: string | null, origin: string, confidence: number, standing: string, originNode?: {},
 *   targetNode?: {}}} Filtered
 */

const KINDS = ['LAND', 'PERMIT', 'DATA', 'INFRASTRUCTURE', 'PEOPLE', 'FINANCE', 'SEQUENCE', 'PUBLIC_INFORMATION'];
const ORIGINS = ['DECLARED', 'DERIVED', 'INFERRED'];

const NAMES = ['jenis', 'asal', 'yakin', 'lintas'];
/** How many filters are set. @param {Query} asked */
const chosen = (asked) => NAMES.filter((name) => asked[name] && asked[name] !== '0').length;

/** Whether an end has work in a year; what has no years fits every year. @param {any} node @param {number} year */
const worksIn = (node, year) =>
  !node?.years?.length || node.years.some((/** @type {{year: number}} */ each) => each.year === year);

/** Whether a dependency fits what is asked. @param {Filtered} link @param {Query} asked */
export const fits = (link, asked) =>
  link.standing !== 'REJECTED' &&
  link.confidence >= Number(asked.yakin ?? 0) / 100 &&
  (!asked.jenis || link.dependencyKind === asked.jenis) &&
  (!asked.asal || link.origin === asked.asal) &&
  (!asked.tahun || (worksIn(link.originNode, Number(asked.tahun)) && worksIn(link.targetNode, Number(asked.tahun))));

/** Whether a dependency is between the works of different OPDs. @param {import('./link.js').Tie} link */
export const isAcross = (link) => opdOf(link.originNode)?.shortName !== opdOf(link.targetNode)?.shortName;

/**
 * @param {{asked: Query, across?: boolean}} given `across`: whether there is a
 *   choice to see only what is between OPDs
 */
export const Filters = ({ asked, across = true }) => html`
  <details class="filters" open=${chosen(asked) > 0}>
    <summary>${t('filters')}${chosen(asked) > 0 && ` (${number(chosen(asked))})`}</summary>
    <div class="bar">
      <${Choice}
        name="jenis"
        label=${t('ties.kind')}
        value=${asked.jenis ?? ''}
        all=${t('all')}
        options=${KINDS.map((each) => [each, called('DependencyKind', each)])}
      />
      <${Choice}
        name="asal"
        label=${t('origin')}
        value=${asked.asal ?? ''}
        all=${t('all')}
        options=${ORIGINS.map((each) => [each, called('Origin', each)])}
      />
      <${Slider}
        name="yakin"
        label=${(/** @type {number} */ share) => t('ties.sure', { share: number(share) })}
        value=${Number(asked.yakin ?? 0)}
        least=${0}
        most=${90}
        step=${10}
      />
      ${across && html`<${Switch} name="lintas" label=${t('ties.across')} value=${asked.lintas} />`}
    </div>
  </details>
`;
