/** Undo: what a revision changed is taken back, as a new revision. */
import { gql } from './api.js';
import { act } from './deed.js';

const UNDO = gql(`
  mutation Undo($input: UndoRevisionInput!) {
    undoRevision(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);

/** @param {{plan: string, revision: number, reason: string, expectedRevision?: number}} input */
export const undo = (input) => act(UNDO, input);
