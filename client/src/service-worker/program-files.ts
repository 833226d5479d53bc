/** One file of a build: its address, and what its bytes must be. */
export interface ProgramFile {
  /** Relative to the site. */
  readonly url: string;
  /** Null when the name itself carries a hash of the content. */
  readonly revision: string | null;
  /** As in the `integrity` attribute: `sha384-…`. */
  readonly integrity: string;
}

/** The files of one build on this device, beside those of the builds that open pages still run. */
export interface ProgramFiles {
  /**
   * Fetches the whole build. Rejects, and the build is not usable, when a file is missing or is not that build's: a
   * server in the middle of a deployment gives files of two builds, and a captive portal its own page for each.
   */
  install(): Promise<void>;
  /** Whether every file of the build is there. */
  isWhole(): Promise<boolean>;
  /** The page of this build, whatever the address. */
  findPage(): Promise<Response | undefined>;
  /** A file of this build, else of any other that is kept. */
  find(path: string): Promise<Response | undefined>;
  /** Deletes the other builds but those that hold one of these scripts. */
  keepOnly(scriptsInUse: readonly string[], mayDelete: () => boolean): Promise<void>;
}

const cachePrefix = 'ecritoire-program-';
const pagePath = '/index.html';

/** A browser has six lines to a site over HTTP/1.1, and the page itself still has parts to fetch. */
const filesAtOnce = 3;

/** The files of the build that `files` lists; `site` is the address of the site's root. */
export function createProgramFiles(
  files: readonly ProgramFile[],
  site: string,
  stored: CacheStorage,
  fetchFile: (request: Request) => Promise<Response>,
): ProgramFiles {
  const addressOf = ({ url }: ProgramFile) => new URL(url, site).href;
  // The page names every script by its hash, so no two builds have the same one.
  const page = files.find((file) => new URL(file.url, site).pathname === pagePath);
  const cacheName = `${cachePrefix}${page?.revision ?? 'without-page'}`;
  const match = { ignoreVary: true };

  async function fetchWhole(file: ProgramFile): Promise<Response> {
    const address = addressOf(file);
    // The same name means the same bytes: what an earlier build brought is not fetched again.
    const known = file.revision === null ? await stored.match(address, match) : undefined;
    if (known !== undefined) return known;
    // Asked for again even where the name is of one content: a login page may once have been kept under it for a year.
    const request = new Request(address, { cache: 'no-cache', integrity: file.integrity, redirect: 'error' });
    const response = await fetchFile(request);
    if (!response.ok) throw new Error(`${address} was answered with ${response.status}`);
    return response;
  }

  return {
    async install() {
      const cache = await stored.open(cacheName);
      const rest = files.values();
      const fetchRest = async () => {
        for (const file of rest) await cache.put(addressOf(file), await fetchWhole(file));
      };
      await Promise.all(Array.from({ length: filesAtOnce }, fetchRest));
    },
    async isWhole() {
      const cache = await stored.open(cacheName);
      const found = await Promise.all(files.map((file) => cache.match(addressOf(file), match)));
      return found.every((response) => response !== undefined);
    },
    async findPage() {
      return stored.match(new URL(pagePath, site).href, { ...match, cacheName });
    },
    async find(path) {
      const address = new URL(path, site).href;
      return (await stored.match(address, { ...match, cacheName })) ?? stored.match(address, match);
    },
    async keepOnly(scriptsInUse, mayDelete) {
      const others = (await stored.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
      // Asked after listing: a build that begins to install from now on is not on the list.
      if (!mayDelete()) return;
      for (const name of others) if (!(await holdsOneOf(name, scriptsInUse))) await stored.delete(name);
    },
  };

  async function holdsOneOf(name: string, paths: readonly string[]): Promise<boolean> {
    const cache = await stored.open(name);
    for (const path of paths) if ((await cache.match(new URL(path, site).href, match)) !== undefined) return true;
    return false;
  }
}
