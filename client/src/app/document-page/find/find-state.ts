import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { FindRequest } from '../../../editor/find/FindBar.tsx';

const request = createStore<{ readonly open: FindRequest | undefined }>(() => ({ open: undefined }));

/** Opens the search in the document of the page; when it is open, its field takes the focus. */
export const openFind = (isReplacing: boolean): void => request.setState({ open: { isReplacing } });

export const closeFind = (): void => request.setState({ open: undefined });

export const useFindRequest = (): FindRequest | undefined => useStore(request, ({ open }) => open);
