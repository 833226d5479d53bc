import { useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { discard, putBack } from '../../../document/recovery/put-back.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import type { TextAccess } from './decisions.ts';
import { followOpenEntries, type IsOwnClient, type OpenEntry } from './open-entries.ts';
import { RecoveryPanel } from './RecoveryPanel.tsx';
import { focusedEntry, moveFocusOn } from './tray-focus.ts';

export interface RecoveryTrayProps {
  /** `isOwnClient` must stay the same function. */
  readonly document: { readonly doc: Y.Doc; readonly isOwnClient: IsOwnClient };
  /** BCP 47, of the text. */
  readonly language: string;
  /** Absent where the person may only read: then the words can be copied. */
  readonly text?: TextAccess;
}

/** Words that merging would have lost and that no device could put back by itself. Nothing when there are none. */
export function RecoveryTray({ document, language, text }: RecoveryTrayProps) {
  const { doc } = document;
  const tray = useRef<HTMLElement>(null);
  const [discarding, setDiscarding] = useState<readonly OpenEntry[]>([]);
  const entries = useOpenEntries(document, tray, text);
  if (entries.length === 0) return null;

  const goOn = (taken: readonly OpenEntry[], leave: () => void) => {
    const [first] = taken;
    moveFocusOn(() => tray.current, first === undefined ? 0 : entries.indexOf(first), leave);
  };
  const take = (taken: readonly OpenEntry[]) => {
    goOn(taken, () => showWords(taken, text));
    putBack(doc, keysOf(taken));
  };
  const letGo = () => {
    goOn(discarding, () => text?.focus());
    setDiscarding([]);
    discard(doc, keysOf(discarding));
  };
  const decide = text && { putBack: take, discard: setDiscarding, reveal: text.reveal };
  return (
    <>
      <RecoveryPanel entries={entries} language={language} decide={decide} ref={tray} />
      {discarding.length > 0 && (
        <DiscardDialog entries={discarding} language={language} onClose={() => setDiscarding([])} onDiscard={letGo} />
      )}
    </>
  );
}

const keysOf = (entries: readonly OpenEntry[]) => entries.flatMap(({ keys }) => keys);

/** Whoever stands on something that somebody else decides is not left standing nowhere. */
function useOpenEntries(
  { doc, isOwnClient }: RecoveryTrayProps['document'],
  tray: { readonly current: HTMLElement | null },
  text: TextAccess | undefined,
) {
  const [entries, setEntries] = useState<readonly OpenEntry[]>([]);
  const stood = useRef<{ readonly on: Element | null; readonly index: number }>(undefined);
  useEffect(
    () =>
      followOpenEntries(doc, isOwnClient, (next) => {
        const index = focusedEntry(tray.current);
        stood.current = index === undefined ? undefined : { on: window.document.activeElement, index };
        setEntries(next);
      }),
    [doc, isOwnClient, tray],
  );
  useEffect(() => {
    const { current } = stood;
    stood.current = undefined;
    if (current?.on?.isConnected === false)
      moveFocusOn(
        () => tray.current,
        current.index,
        () => text?.focus(),
      );
  }, [entries, tray, text]);
  return entries;
}

/** What has been put back is shown where it is: in its block, or in the paragraph that was made for it at the end. */
function showWords(taken: readonly OpenEntry[], text: TextAccess | undefined): void {
  const shown = taken.find(({ place }) => place !== undefined) ?? taken.at(-1);
  const words = shown?.passages[0];
  const blockId = shown?.place === undefined ? undefined : shown.blockId;
  text?.reveal({ blockId, ...(words !== undefined && { words }) });
}
