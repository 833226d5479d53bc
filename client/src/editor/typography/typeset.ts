/** The last `replaced` letters before the caret, and the one typed, become `by`. */
export interface Setting {
  readonly replaced: number;
  readonly by: string;
}

const noBreakSpace = '\u00a0';
const narrowSpace = '\u202f';

type Rules = (before: string, typed: string) => Setting | undefined;

const isAtBeginning = (before: string): boolean => /(^|[\s([{\ufffc«“‘—–/-])$/.test(before);

/** A space that was typed before a sign stays with it: in addresses and times of day there is none. */
const bindSpace = (before: string, typed: string, space: string): Setting | undefined =>
  /\S $/.test(before) ? { replaced: 1, by: space + typed } : undefined;

const french: Rules = (before, typed) => {
  switch (typed) {
    case ';':
    case '!':
    case '?':
      return bindSpace(before, typed, narrowSpace);
    case ':':
    case '»':
      return bindSpace(before, typed, noBreakSpace);
    case ' ':
      return before.endsWith('«') ? { replaced: 0, by: noBreakSpace } : undefined;
    case '"':
      if (isAtBeginning(before)) return { replaced: 0, by: `«${noBreakSpace}` };
      return { replaced: 0, by: `${noBreakSpace}»` };
    case "'":
      return /\p{L}$/u.test(before) ? { replaced: 0, by: '’' } : undefined;
    default:
      return undefined;
  }
};

const english: Rules = (before, typed) => {
  if (typed === '"') return { replaced: 0, by: isAtBeginning(before) ? '“' : '”' };
  if (typed === "'") return { replaced: 0, by: isAtBeginning(before) ? '‘' : '’' };
  return undefined;
};

const rulesByLanguage: ReadonlyMap<string, Rules> = new Map([
  ['fr', french],
  ['en', english],
]);

/**
 * How a printer would set a letter that somebody types behind `before`, in the language of the passage (BCP 47). Nothing
 * where it stays as it is typed.
 */
export function typeset(before: string, typed: string, language: string): Setting | undefined {
  if (typed === '.') return /(^|[^.])\.\.$/.test(before) ? { replaced: 2, by: '…' } : undefined;
  const [primary = ''] = language.toLowerCase().split('-');
  return rulesByLanguage.get(primary)?.(before, typed);
}
