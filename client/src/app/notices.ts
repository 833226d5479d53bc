import { createStore } from 'zustand/vanilla';

/** A quiet note at the edge of the page. Never for something that matters to the text: that stands above the text. */
export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Goes away by itself. */
  readonly isBrief: boolean;
}

/** What is shown now, oldest first. */
export const notices = createStore<readonly Notice[]>(() => []);

const briefMs = 5_000;

/** Shows a note; one with the same id replaces it. */
export function showNotice(notice: Notice): void {
  notices.setState([...notices.getState().filter(({ id }) => id !== notice.id), notice], true);
  if (notice.isBrief)
    setTimeout(
      () =>
        notices.setState(
          notices.getState().filter((shown) => shown !== notice),
          true,
        ),
      briefMs,
    );
}

/** Takes a note away. */
export function dismissNotice(id: string): void {
  notices.setState(
    notices.getState().filter((notice) => notice.id !== id),
    true,
  );
}
