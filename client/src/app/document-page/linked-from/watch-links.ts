import type { DocumentId } from '@ecritoire/shared';
import type { LinkFound, Search } from '../../../search/search.ts';

/** The part of search that knows of links. */
export type LinkSearch = Pick<Search, 'getState' | 'subscribe' | 'linksTo'>;

/** A page that has just opened belongs to its text. */
const firstMs = 250;
/** Search may say many times a second that something is new. */
const restMs = 1_000;

/** Keeps `show` told of the documents that link to this one, until the returned function is called. */
export function watchLinks(
  search: LinkSearch,
  id: DocumentId,
  show: (links: readonly LinkFound[]) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let restedAt = performance.now() + firstMs;
  let { revision } = search.getState();

  async function ask(): Promise<void> {
    ({ revision } = search.getState());
    const links = await search.linksTo(id);
    timer = undefined;
    restedAt = performance.now() + restMs;
    if (isOver) return;
    show(links);
    askIfNew();
  }
  const plan = () => {
    timer ??= setTimeout(() => void ask(), Math.max(0, restedAt - performance.now()));
  };
  const askIfNew = () => {
    if (search.getState().revision !== revision) plan();
  };

  plan();
  const unsubscribe = search.subscribe(askIfNew);
  return () => {
    isOver = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
