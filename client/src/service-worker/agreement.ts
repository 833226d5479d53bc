/**
 * What a page and a service worker must agree on though they may come from different builds, in either direction: so
 * nothing here is ever changed, only added to.
 */

/** A message to a waiting worker: "the person wants the new version". */
export const takeOverMessage = 'SKIP_WAITING';

const programLockPrefix = 'ecritoire:program:';

/**
 * The name of the Web Lock that a page holds, shared, as long as it lives: it says by which script the page was
 * started, and so whose files must be kept for it. The browser lets go of it when a page ends, however it ends.
 */
export const programLockName = (scriptPath: string): string => programLockPrefix + scriptPath;

/** The script that a page with this lock was started by; `undefined` for a lock of another kind. */
export const scriptOfLock = (lockName: string): string | undefined =>
  lockName.startsWith(programLockPrefix) ? lockName.slice(programLockPrefix.length) : undefined;
