import type { Passage } from '../../search/passage.ts';
import type { RouteState } from '../routes.ts';

/** What opening a result hands to the page: the place of the words, where the text has them. */
export function stateOfResult(passage: Passage | undefined): RouteState {
  const isPlace = passage?.parts.some(({ isFound }) => isFound) === true;
  return isPlace ? { passage: { blockId: passage.blockId, offset: passage.offset } } : {};
}
