/** What a search makes no difference between. */
export interface FoldRules {
  readonly isCaseKept: boolean;
  readonly areAccentsKept: boolean;
}

/** A text as it is searched, and where each of its characters stands in the text as it was written. */
export interface FoldedText {
  readonly text: string;
  /** The place of the first written character of what was found. */
  startOf(index: number): number;
  /** The place behind the last written character of what was found, given where that ends; never in the middle of an accent. */
  endOf(index: number): number;
}

const plainText = /^[\0-\x7f]*$/;

/** What one types on a keyboard for what typography makes of it. */
const typed: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'Oe',
  æ: 'ae',
  Æ: 'Ae',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '\u00a0': ' ',
  '\u202f': ' ',
};

const foldCharacter = (character: string, { isCaseKept, areAccentsKept }: FoldRules): string => {
  const bare = areAccentsKept ? character : (typed[character] ?? character.normalize('NFD').replaceAll(/\p{M}/gu, ''));
  return isCaseKept ? bare : bare.toLowerCase();
};

const isSame = (index: number): number => index;

/** A function that folds texts by these rules: "reunion" is then in « Réunion », and `l'agent` in « l’agent ». */
export function createFold(rules: FoldRules): (text: string) => FoldedText {
  const known = new Map<string, string>();
  const foldOf = (character: string): string => {
    const folded = known.get(character) ?? foldCharacter(character, rules);
    known.set(character, folded);
    return folded;
  };
  return (text) => {
    if (plainText.test(text))
      return { text: rules.isCaseKept ? text : text.toLowerCase(), startOf: isSame, endOf: isSame };
    const starts: number[] = [];
    const ends: number[] = [];
    let folded = '';
    let at = 0;
    for (const character of text) {
      const bare = foldOf(character);
      at += character.length;
      // An accent that is a character of its own belongs to the letter before it.
      if (bare === '' && ends.length > 0) ends[ends.length - 1] = at;
      for (let index = 0; index < bare.length; index += 1) {
        starts.push(at - character.length);
        ends.push(at);
      }
      folded += bare;
    }
    return {
      text: folded,
      startOf: (index) => starts[index] ?? text.length,
      endOf: (index) => ends[index - 1] ?? 0,
    };
  };
}
