/** What each block's folder brings (`import.meta.glob`), by the name of the folder, in an order that is always the same. */
export function byFolder<T>(modules: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const paths = Object.keys(modules).sort();
  return new Map(paths.flatMap((path) => pairOf(path, modules[path])));
}

function pairOf<T>(path: string, found: T | undefined): [string, T][] {
  const folder = path.split('/').at(-2);
  return folder === undefined || found === undefined ? [] : [[folder, found]];
}
