import { fold } from '../../../i18n/fold.ts';

export interface Emoji {
  readonly character: string;
  readonly name: string;
}

interface KnownEmoji extends Emoji {
  readonly nameWords: readonly string[];
  readonly otherWords: readonly string[];
}

/** The emoji of one language, in their order. */
export interface EmojiNames {
  /** The best first; of equals in their order. Any case, accents left out. */
  search(typed: string, most: number): readonly Emoji[];
  find(character: string): Emoji | undefined;
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Reads the lines of `virtual:emoji-names`. */
export function readEmojiNames(lines: string, language: string): EmojiNames {
  const known = new Map(
    lines.split('\n').map((line): [string, KnownEmoji] => {
      const [character = '', name = '', others = ''] = line.split('\t');
      const toWords = (text: string) => wordsOf(fold(text, language));
      return [character, { character, name, nameWords: toWords(name), otherWords: toWords(others) }];
    }),
  );
  return {
    find: (character) => known.get(character),
    search(typed, most) {
      const query = fold(typed, language);
      return [...known.values()]
        .flatMap((emoji) => {
          const rank = rankOf(emoji, query);
          return rank === undefined ? [] : [{ emoji, rank }];
        })
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most)
        .map(({ emoji }) => emoji);
    },
  };
}

/** How well an emoji fits: the lowest fits best, nothing does not fit. */
function rankOf({ nameWords, otherWords }: KnownEmoji, query: string): number | undefined {
  const isBegun = (word: string) => word.startsWith(query);
  const ranks = [
    nameWords.length === 1 && nameWords[0] === query,
    nameWords.includes(query),
    otherWords.includes(query),
    nameWords.some(isBegun),
    otherWords.some(isBegun),
  ];
  const rank = ranks.indexOf(true);
  return rank < 0 ? undefined : rank;
}
