import type { DocumentId } from '@ecritoire/shared';
import { createStore } from 'zustand/vanilla';
import type { FolderId } from '../../library/folders.ts';

/** A question about documents or folders, asked above whatever page is shown. */
export type LibraryDialog =
  | { readonly name: 'rename'; readonly id: DocumentId }
  /** To copy by hand, where the browser does not let a page use the clipboard. */
  | { readonly name: 'link'; readonly id: DocumentId; readonly blockId?: string }
  | { readonly name: 'move'; readonly ids: readonly DocumentId[] }
  | { readonly name: 'move-folder'; readonly id: FolderId }
  | { readonly name: 'icon'; readonly id: DocumentId }
  | { readonly name: 'folder-icon'; readonly id: FolderId }
  /** From this device, for good. */
  | { readonly name: 'delete'; readonly ids: readonly DocumentId[] }
  /** `undefined`: at the top. */
  | { readonly name: 'new-folder'; readonly parentId: FolderId | undefined }
  | { readonly name: 'rename-folder'; readonly id: FolderId }
  | { readonly name: 'delete-folder'; readonly id: FolderId };

/** What is asked now. */
export const requestedDialog = createStore<{ readonly dialog: LibraryDialog | undefined }>(() => ({
  dialog: undefined,
}));

export const requestDialog = (dialog: LibraryDialog): void => requestedDialog.setState({ dialog });

export const closeDialog = (): void => requestedDialog.setState({ dialog: undefined });
