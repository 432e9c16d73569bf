/** Present: puts items on the agenda of a meeting, and shows them on every screen that follows it. */
import { gql } from '../../api.js';

export const ADD = gql(`
  mutation AddToAgenda($input: AddToAgendaInput!) {
    addToAgenda(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
export const PRESENT = gql(`
  mutation PresentItem($input: PresentItemInput!) {
    presentItem(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
