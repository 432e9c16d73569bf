/** Undo: what a revision changed is taken back, as a new revision. */
import { gql } from './api.js';
import { act } from './deed.js';

const UNDO = gql(`
  mutation Undo($input: UndoRevisionInput!) {
    undoRevision(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);

/**
 * Take a revision back; whoever offers to do so hears of it.
 * @param {{plan: string, revision: number, reason: string, expectedRevision?: number}} input
 */
export async function undo(input) {
  const became = await act(UNDO, input);
  if (became.payload?.revision) dispatchEvent(new CustomEvent('sinergi:undone', { detail: input.revision }));
  return became;
}
