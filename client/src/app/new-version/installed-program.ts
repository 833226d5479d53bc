import { createStore, type StoreApi } from 'zustand/vanilla';
import { programLockName, takeOverMessage } from '../../service-worker/agreement.ts';

/** The program as the device keeps it, which may be newer than the one this page runs. */
export interface InstalledProgram {
  /** Whether a version that this page does not run is whole on the device. */
  readonly hasNewer: StoreApi<boolean>;
  /** Asks the server for a newer version, and waits until it is whole on the device. */
  check(): Promise<'newer' | 'none' | 'unreachable'>;
  /** Makes the newer version the one that pages start with; false when it does not take its place. Reloads nothing. */
  takeOver(): Promise<boolean>;
}

const workerScript = '/service-worker.js';
const repairWorkerScript = '/repair-worker.js';
/** Somebody who looks in for the first time waits for the page, and for nothing that only the next start needs. */
const firstKeptAfterMs = 2_000;
const installDeadlineMs = 120_000;
const takeOverDeadlineMs = 5_000;

/** Without these there is no service worker: plain HTTP beyond localhost, or a browser that forbids it. */
export const canWorkOffline = (): boolean => window.isSecureContext && 'serviceWorker' in navigator;

/**
 * Says, for as long as this page lives, by which script it was started: a worker of any version keeps the files of
 * that build until then.
 */
export function announceProgram(scriptUrl: string): void {
  const name = programLockName(new URL(scriptUrl).pathname);
  void navigator.locks.request(name, { mode: 'shared' }, () => new Promise(() => undefined));
}

/**
 * Keeps the program on the device. `installedFirst` is called once, when it can start without a network from now on.
 * A device that cannot keep it goes on as a page like any other.
 */
export function openInstalledProgram(installedFirst: () => void): InstalledProgram {
  const container = navigator.serviceWorker;
  const hasNewer = createStore(() => false);
  const registered = register();

  async function register(): Promise<ServiceWorkerRegistration | undefined> {
    const wasControlled = container.controller !== null;
    // Another window let the newer version in. This one goes on with its own, until its person wants otherwise.
    container.addEventListener('controllerchange', () => {
      if (wasControlled) hasNewer.setState(true, true);
    });
    // The first page of all comes before its copy.
    if (!wasControlled) await new Promise((resolve) => setTimeout(resolve, firstKeptAfterMs));
    try {
      const registration = await container.register(workerScript, { updateViaCache: 'none' });
      registration.addEventListener('updatefound', () => void follow(registration));
      if (registration.waiting !== null && registration.active !== null) hasNewer.setState(true, true);
      void follow(registration);
      // A scope of its own, so that no other worker, however broken, can stand before the page that repairs.
      await container.register(repairWorkerScript, { scope: '/repair', updateViaCache: 'none' });
      return registration;
    } catch (error) {
      console.warn('Écritoire cannot be kept on this device', error);
      return undefined;
    }
  }

  async function follow({ installing, active }: ServiceWorkerRegistration): Promise<void> {
    if (installing === null) return;
    const isWhole = await reaches(installing, 'installed', installDeadlineMs);
    if (!isWhole) return;
    if (active === null) installedFirst();
    else hasNewer.setState(true, true);
  }

  return {
    hasNewer,
    async check() {
      const registration = await registered;
      try {
        await registration?.update();
      } catch {
        // No network, or a script that cannot even be read.
        return 'unreachable';
      }
      if (registration?.installing) await reaches(registration.installing, 'installed', installDeadlineMs);
      return hasNewer.getState() || registration?.waiting ? 'newer' : 'none';
    },
    async takeOver() {
      const waiting = (await registered)?.waiting;
      if (waiting == null) return true;
      waiting.postMessage({ type: takeOverMessage });
      return reaches(waiting, 'activating', takeOverDeadlineMs);
    },
  };
}

const stages: readonly ServiceWorkerState[] = ['installing', 'installed', 'activating', 'activated'];

/** Whether the worker comes that far in time. */
async function reaches(worker: ServiceWorker, stage: ServiceWorkerState, deadlineMs: number): Promise<boolean> {
  const { promise: outcome, resolve } = Promise.withResolvers<boolean>();
  const look = () => {
    if (worker.state === 'redundant') resolve(false);
    else if (stages.indexOf(worker.state) >= stages.indexOf(stage)) resolve(true);
  };
  worker.addEventListener('statechange', look);
  const deadline = setTimeout(() => resolve(false), deadlineMs);
  look();
  const hasReached = await outcome;
  clearTimeout(deadline);
  worker.removeEventListener('statechange', look);
  return hasReached;
}

/** Where nothing is kept on the device, every reload brings what the server has. */
export function openServedProgram(scriptUrl: string): InstalledProgram {
  return {
    hasNewer: createStore(() => false),
    async check() {
      try {
        const page = await (await fetch('/', { cache: 'no-store' })).text();
        return page.includes(new URL(scriptUrl).pathname) ? 'none' : 'newer';
      } catch {
        return 'unreachable';
      }
    },
    takeOver: () => Promise.resolve(true),
  };
}
