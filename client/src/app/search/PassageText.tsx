import type { PassagePart } from '../../search/passage.ts';
import './search.css';

/** Words with those that were looked for marked. */
export function PassageText({ parts }: { readonly parts: readonly PassagePart[] }) {
  let at = 0;
  return parts.map(({ text, isFound }) => {
    at += text.length;
    return isFound ? (
      <mark key={at} className="found">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    );
  });
}
