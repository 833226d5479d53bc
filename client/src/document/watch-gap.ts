import * as Y from 'yjs';

/** A gap that the network closes within this time was only a matter of order. */
const lastingMs = 3_000;

export interface GapWatch {
  /** Whether there is a gap that lasts. */
  isOpen(): boolean;
  /** Looks now: what was read from the device does not wait for the network to put it in order. */
  look(): void;
  stop(): void;
}

/**
 * Tells, through `changed`, when the document holds changes that wait for others which are not here: a stored row was
 * lost, or a peer lacks something. Yjs keeps them out of sight, so without a word they look deleted (nextcloud/text#4414).
 */
export function watchGap(doc: Y.Doc, changed: () => void): GapWatch {
  let isOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = () => {
    clearTimeout(timer);
    timer = undefined;
    const hasGap = isWaiting(doc);
    if (hasGap === isOpen) return;
    isOpen = hasGap;
    changed();
  };
  const consider = () => {
    if (isWaiting(doc) && !isOpen) timer ??= setTimeout(say, lastingMs);
    else say();
  };
  doc.on('afterAllTransactions', consider);
  return {
    isOpen: () => isOpen,
    look: say,
    stop() {
      clearTimeout(timer);
      doc.off('afterAllTransactions', consider);
    },
  };
}

const isWaiting = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

/** The words in changes that wait, in the order they were typed: out of reach of the editor, but not lost. */
export function readWaitingWords({ store }: Y.Doc): string {
  if (store.pendingStructs === null) return '';
  return Y.decodeUpdateV2(store.pendingStructs.update)
    .structs.map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('');
}
