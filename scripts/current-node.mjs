const oldest = [24, 15];

/**
 * Ends the process with one clear line when this Node cannot run Écritoire: an older one cannot strip types, or
 * bundles an SQLite that may lose committed writes. pnpm falls back to the machine's own Node, without a word, when
 * an install failed.
 */
export function requireCurrentNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(
    `Écritoire needs Node ${oldest.join('.')} or newer and this is ${process.versions.node}: ` +
      'run `npx -y pnpm install`, which brings the right one, and read its warnings.',
  );
  process.exit(1);
}
