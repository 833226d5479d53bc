import english from 'emojibase-data/en/compact.json' with { type: 'json' };
import french from 'emojibase-data/fr/compact.json' with { type: 'json' };
import type { Plugin } from 'vite';

/** What we read of an emoji. What has no group is a part of others and no emoji by itself. */
interface CompactEmoji {
  readonly unicode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
}

const emojisById = new Map<string, readonly CompactEmoji[]>([
  ['virtual:emoji-names-en', english],
  ['virtual:emoji-names-fr', french],
]);

/** The package adds a variation selector also where Unicode has none, as behind 👍: what keyboards write has none either. */
function toQualified(unicode: string): string {
  const plain = unicode.replaceAll('\ufe0f', '');
  return /^\p{RGI_Emoji}$/v.test(plain) ? plain : unicode;
}

/**
 * The emoji of one language as `virtual:emoji-names-fr`: a line for each with the character, its name and what else it is
 * called, separated by tabs, in the order of Unicode. A fifth of what the package holds; skin tones are left out.
 */
export function emojiNames(): Plugin {
  return {
    name: 'emoji-names',
    resolveId: (id) => (emojisById.has(id) ? `\0${id}` : undefined),
    load(id) {
      const emojis = emojisById.get(id.slice(1));
      if (emojis === undefined) return undefined;
      const lines = emojis
        .filter(({ group }) => group !== undefined)
        .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
        .map(({ unicode, label, tags = [] }) => [toQualified(unicode), label, tags.join(' ')].join('\t'));
      return `export const names = ${JSON.stringify(lines.join('\n'))};`;
    },
  };
}
