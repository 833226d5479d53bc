import { err, ok, type Result } from '@ecritoire/shared';
import { useEffect, useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';

export type PartState<T> =
  | { readonly name: 'loading' }
  | { readonly name: 'loaded'; readonly value: T }
  /** Its file could not be fetched, or is not what it should be. */
  | { readonly name: 'missing' };

/** A part of the program that is fetched when it is needed, or ahead. */
export interface Part<T> {
  getState(): PartState<T>;
  subscribe(listener: () => void): () => void;
  /** Fetches the part; again when that failed before. Cheap once it is there. */
  load(): Promise<Result<T, 'missing'>>;
}

export function createPart<T>(fetchPart: () => Promise<T>): Part<T> {
  const state = createStore<PartState<T>>(() => ({ name: 'loading' }));
  let loading: Promise<Result<T, 'missing'>> | undefined;

  async function fetchOnce(): Promise<Result<T, 'missing'>> {
    state.setState({ name: 'loading' }, true);
    try {
      const value = await fetchPart();
      state.setState({ name: 'loaded', value }, true);
      return ok(value);
    } catch (error) {
      console.warn('A part of the program could not be loaded', error);
      loading = undefined;
      state.setState({ name: 'missing' }, true);
      return err('missing');
    }
  }

  return {
    getState: state.getState,
    subscribe: state.subscribe,
    load() {
      loading ??= fetchOnce();
      return loading;
    },
  };
}

/** Where a part is, fetched from the moment a component asks for it. */
export function usePart<T>(part: Part<T>): PartState<T> {
  useEffect(() => {
    if (part.getState().name !== 'loaded') void part.load();
  }, [part]);
  return useSyncExternalStore(part.subscribe, part.getState);
}
