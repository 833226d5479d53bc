import { createStore } from 'zustand/vanilla';

/** A file that the person gave to Écritoire, whatever it is. */
export interface ChosenFile {
  readonly name: string;
  readonly file: Blob;
}

/** What is to be opened now; `undefined` when nothing is. */
export const chosenFiles = createStore<readonly ChosenFile[] | undefined>(() => undefined);

/** Files that come while others are being opened are not taken: the dialog is over the page. */
export function chooseFiles(files: readonly File[]): void {
  if (files.length > 0 && chosenFiles.getState() === undefined)
    chosenFiles.setState(
      files.map((file) => ({ name: file.name, file })),
      true,
    );
}

export const dismissFiles = (): void => chosenFiles.setState(undefined, true);

/** Shows the browser's own dialog. It names no kind of file: telephones know none of ours, and would offer nothing. */
export function pickFiles(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => chooseFiles([...(input.files ?? [])]));
  input.click();
}
