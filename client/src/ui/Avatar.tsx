import { personColorIndex } from './person-color.ts';
import './avatar.css';

/** One or two letters for a name, whatever its script. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/**
 * A person as a coloured disc with initials. The name must stand beside it, or be offered by what holds it. `isRead`: the
 * initials are part of what a button is called, because they are what is seen on it.
 */
export function Avatar(props: { readonly personId: string; readonly name: string; readonly isRead?: boolean }) {
  return (
    <span className="avatar" data-person-color={personColorIndex(props.personId)} aria-hidden={props.isRead !== true}>
      {initialsOf(props.name)}
    </span>
  );
}
