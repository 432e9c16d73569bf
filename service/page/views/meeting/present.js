/** Present: shows an item of a meeting on every screen that follows it. */
import { gql } from '../../api.js';

export const PRESENT = gql(`
  mutation PresentItem($input: PresentItemInput!) {
    presentItem(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
