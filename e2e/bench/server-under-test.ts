import { startRelay } from '../support/relay.ts';

/** A server of the stock protocol, in a process and a folder of its own. */
export interface ServerUnderTest {
  readonly name: string;
  readonly syncUrl: string;
  readonly dataDir: string;
  /** Whether it acknowledges what is on its disk. */
  readonly confirms: boolean;
  /** Of the process that runs now. */
  pid(): number;
  /** SIGKILL, then a start on the same folder; resolves when it accepts connections. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startOurRelay(): Promise<ServerUnderTest> {
  const relay = await startRelay();
  return {
    name: 'Écritoire',
    syncUrl: relay.syncUrl,
    dataDir: relay.dataDir,
    confirms: true,
    pid: () => relay.pid,
    restart: relay.restart,
    close: relay.close,
  };
}
