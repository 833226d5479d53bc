import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { NewVersion, NewVersionState } from './new-version.ts';

/** The page's own new version, if there is one. */
export const NewVersionContext = createContext<NewVersion | undefined>(undefined);

export function useNewVersion(): NewVersion & { readonly current: NewVersionState } {
  const newVersion = useContext(NewVersionContext);
  if (newVersion === undefined) throw new Error('No new version around this component');
  return { ...newVersion, current: useStore(newVersion.state) };
}
