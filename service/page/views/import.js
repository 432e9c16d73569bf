/**
 * Impor: files are dropped, what they would change is shown cell by cell, what is doubtful is answered, then it is
 * confirmed.
 */
import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { href } from '../address.js';
import { forget, gql, problemOf, sendFiles } from '../api.js';
import { newId, once, outcomeOf } from '../deed.js';
import { useDraft } from '../draft.js';
import { Card, View } from '../pieces.js';
import { Signed } from '../rights.js';
import { number, t } from '../words.js';
import { Files } from './files.js';
import { Columns } from './import/columns.js';
import { Preview } from './import/preview.js';
import { Progress } from './import/progress.js';
import { Questions } from './import/questions.js';
import { NewPlan } from './import/new_plan.js';

const IMPORT = gql(`
  mutation Import($input: ImportFilesInput!) {
    importFiles(input: $input) {
      revision comparedWith
      errors { __typename ... on Problem { message } }
      preview {
        importable unchanged
        files { file format rows repeatedRows }
        unread { file sheet column filled holds example }
        new(first: 100, only: NODE) { totalCount nodes { localId kind label source } }
        newLinks: new(first: 1, only: LINK) { totalCount }
        changed(first: 100) { totalCount nodes { localId kind label source fields { field before after difference } } }
        gone(first: 100, only: NODE) { totalCount nodes { localId kind label source } }
        notUnderstood(first: 100) { totalCount nodes { file sheet row column value reason severity hint } }
        matched(first: 100) { totalCount nodes { written source label sureness reason } }
        questions(first: 100) {
          totalCount nodes { question kind unit written source candidates { localId label sureness reason } }
        }
        proposals {
          file sheet mapping { format columnNames yaml columns { heading column sureness reason } }
          others { column filled example }
        }
        mappings { format columnNames yaml columns { heading column sureness reason } }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof IMPORT>['importFiles']} Payload */
/** @typedef {NonNullable<Payload['preview']>} Previewed */
/**
 * @typedef {{format: string, columns: {heading: string, column: string}[], constants: {column: string,
 *   value: string}[]}} Mapping
 */

/** @param {import('../shell.js').Given} given */
export default function Import({ plan }) {
  return html`
    <${View} title=${t('menu.berkas')} lead=${t('import.lead')}>
      <${Files} here="impor" />
      <${Signed} to=${t('import.to')} plan=${plan}><${Desk} key=${plan.slug} plan=${plan} /><//>
      <${Card} title=${t('plan.new')} note=${t('plan.new.note')} className="noprint">
        <${Signed} to=${t('plan.new.to')} plan=${null}><${NewPlan} /><//>
      <//>
    <//>
  `;
}

/** Where files lie while they are looked at. @param {{plan: {slug: string}}} given */
function Desk({ plan }) {
  const [files, setFiles] = useState(/** @type {File[]} */ ([]));
  const [whole, setWhole] = useState(false);
  const [payload, setPayload] = useState(/** @type {Payload | null} */ (null));
  const [wrong, setWrong] = useState('');
  const [running, run] = useState('');
  const [proposals, propose] = useState(/** @type {Previewed['proposals']} */ ([]));
  const [mappings, setMappings] = useState(/** @type {Mapping[]} */ ([]));
  const [answers, setAnswers] = useState(/** @type {Record<string, string>} */ ({}));
  const { written, write, drop } = useDraft(`import/${plan.slug}`, { reason: '' });
  const result = useRef(/** @type {HTMLElement | null} */ (null));
  const preview = payload?.preview ?? null;

  const send = async (
    /** @type {{files: File[], dryRun: boolean, whole: boolean}} */ { files: sent, dryRun, whole: all },
  ) => {
    const id = newId();
    run(id);
    setWrong('');
    try {
      const input = {
        plan: plan.slug,
        files: sent.map(() => null),
        whole: all,
        dryRun,
        mappings,
        mappingFiles: [],
        progressId: id,
        reason: written.reason?.trim() ?? '',
        answers: Object.entries(answers).map(([question, node]) => ({ question, node: node || null })),
        ...(dryRun ? {} : { expectedRevision: payload?.comparedWith }),
      };
      const asked = (/** @type {object} */ more) =>
        sendFiles(
          IMPORT,
          /** @type {any} */ ({ input: { ...input, ...more } }),
          sent.map((file, at) => [`variables.input.files.${at}`, file]),
        );
      const told = sent.map(({ name, size: bytes, lastModified }) => [name, bytes, lastModified]);
      const { importFiles } = dryRun
        ? await asked({})
        : await once([{ ...input, progressId: '' }, told], (idempotencyKey) => asked({ idempotencyKey }));
      const outcome = outcomeOf(importFiles);
      setWrong(outcome.wrong);
      if (importFiles.preview || dryRun) setPayload(importFiles);
      // What was said of columns can be put right after it was read so.
      const found = importFiles.preview?.proposals ?? [];
      propose((was) => (was.length ? was : found));
      if (!dryRun && outcome.payload) {
        drop();
        forget();
      }
    } catch (thrown) {
      setWrong(problemOf(thrown).message);
    }
    run('');
  };
  useEffect(() => {
    if (payload) result.current?.focus();
  }, [payload]);
  const choose = (/** @type {File[]} */ chosen) => {
    if (!chosen.length) return;
    setFiles(chosen);
    setPayload(null);
    propose([]);
    setMappings([]);
    setAnswers({});
    send({ files: chosen, dryRun: true, whole });
  };
  const done = payload?.revision != null;
  const open = preview ? preview.questions.nodes.filter((each) => !(each.question in answers)).length : 0;
  return html`
    <${Card} title=${t('import.files')} note=${t('about.import.files')}>
      <${Drop} onFiles=${choose} />
      ${
        files.length > 0 &&
        html`
          <ul class="tags chosen">
            ${files.map((each) => html`<li class="tag">${each.name} · ${size(each.size)}</li>`)}
          </ul>
        `
      }
      <label class="check">
        <input
          type="checkbox"
          checked=${whole}
          onChange=${(/** @type {import('../pieces.js').InputEvent_} */ event) => {
            setWhole(event.currentTarget.checked);
            if (files.length) send({ files, dryRun: true, whole: event.currentTarget.checked });
          }}
        />
        <span>${t('import.whole')}</span>
      </label>
      ${running && html`<${Progress} id=${running} />`}
      ${wrong && html`<p class="notice bad" role="alert">${wrong}</p>`}
    <//>
    ${
      preview &&
      html`
        <section ref=${result} tabindex="-1" class="result" aria-label=${t('import.result')}>
          ${
            done
              ? html`
                  <div class="notice good" role="status">
                    <p><strong>${t('import.done', { revision: number(payload?.revision) })}</strong></p>
                    <p class="tags">
                      <a class="go" href=${href({ view: 'ringkasan' })}>${t('import.coverage')}</a>
                      <a class="go" href=${href({ view: 'riwayat', id: String(payload?.revision) })}>
                        ${t('import.see')}
                      </a>
                    </p>
                  </div>
                `
              : null
          }
          ${!done && proposals.length > 0 && html`<${Columns} proposals=${proposals} onSay=${setMappings} />`}
          ${
            !done &&
            preview.questions.totalCount > 0 &&
            html`<${Questions} questions=${preview.questions.nodes} answers=${answers} onAnswer=${setAnswers} />`
          }
          <${Preview} preview=${preview} whole=${whole} />
          ${
            !done &&
            html`
              <${Card}
                title=${t('import.confirm')}
                note=${
                  preview.importable
                    ? open
                      ? t('import.unanswered', { count: number(open) })
                      : t('import.ready')
                    : t('import.refused')
                }
                className="confirm"
              >
                <label class="field">
                  <span>${t('import.reason')}</span>
                  <input
                    name="reason"
                    maxlength="500"
                    value=${written.reason}
                    onInput=${(/** @type {import('../pieces.js').InputEvent_} */ event) =>
                      write({ reason: event.currentTarget.value })}
                  />
                </label>
                <p class="tags">
                  <button type="button" disabled=${!!running} onClick=${() => send({ files, dryRun: true, whole })}>
                    ${t('import.again')}
                  </button>
                  <button
                    type="button"
                    class="main"
                    disabled=${!!running || !preview.importable || open > 0}
                    onClick=${() => send({ files, dryRun: false, whole })}
                  >
                    ${t('import.now')}
                  </button>
                </p>
              <//>
            `
          }
        </section>
      `
    }
  `;
}

const size = (/** @type {number} */ bytes) =>
  bytes < 1e3 ? `${number(bytes)} B` : bytes < 1e6 ? `${number(bytes / 1e3, 0)} kB` : `${number(bytes / 1e6, 1)} MB`;

/** Where files are dropped or chosen. @param {{onFiles: (files: File[]) => void}} given */
function Drop({ onFiles }) {
  const [over, set] = useState(false);
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    set(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return html`
    <label
      class="drop ${over ? 'over' : ''}"
      onDragOver=${(/** @type {Event} */ event) => {
        event.preventDefault();
        set(true);
      }}
      onDragLeave=${() => set(false)}
      onDrop=${drop}
    >
      <strong>${t('import.drop')}</strong>
      <span class="note">${t('import.formats')}</span>
      <input
        class="unseen"
        type="file"
        multiple
        accept=".csv,.tsv,.xlsx,.xls,.ods,.pdf,.json,.yaml,.yml,.html,.htm,.zip"
        onChange=${(/** @type {import('../pieces.js').InputEvent_} */ event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  `;
}
