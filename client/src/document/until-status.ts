import type { DocumentStatus } from './document-status.ts';

/** What has a status that changes. */
export interface StatusSource {
  getStatus(): DocumentStatus;
  subscribe(listener: () => void): () => void;
}

/** Resolves once the status is as wanted, at once when it is already, and after `atMostMs` at the latest. */
export function untilStatus(
  source: StatusSource,
  isWanted: (status: DocumentStatus) => boolean,
  atMostMs?: number,
): Promise<void> {
  if (isWanted(source.getStatus())) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(deadline);
      stop();
      resolve();
    };
    const deadline = atMostMs === undefined ? undefined : setTimeout(finish, atMostMs);
    const stop = source.subscribe(() => {
      if (isWanted(source.getStatus())) finish();
    });
  });
}
