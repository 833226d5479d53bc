import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';

/** Something that a person can do here and now, under the name that its menu gives it. */
export interface Action {
  /** Offered by two places at once, it is shown once. */
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: string;
  /** What else one may call it, separated by spaces. */
  readonly synonyms?: string | undefined;
  /** `Mod` for Control or Command. */
  readonly keys?: string | undefined;
  /** Offered only to those who look for it by name. */
  readonly isRare?: boolean | undefined;
  /** It is done in the text, and takes the focus there at once: the next letter must not be lost. */
  readonly isInText?: boolean;
  readonly run: () => void;
}

type Source = () => readonly Action[];

const sources = new Set<Source>();

/** What can be done on the page as it is now. Each part of the page is asked anew. */
export function offeredActions(): readonly Action[] {
  const byId = new Map<string, Action>();
  for (const source of sources) for (const action of source()) byId.set(action.id, action);
  return [...byId.values()];
}

/** Offers the actions of a part of the page by name, as long as that part is there. */
export function useOfferedActions(source: Source): void {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    const ask = () => latest.current();
    sources.add(ask);
    return () => void sources.delete(ask);
  }, []);
}
