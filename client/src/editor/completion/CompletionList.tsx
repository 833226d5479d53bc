import type { Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { useShownState } from '../use-shown-state.ts';
import type { Completion, CompletionSource, OpenCompletion } from './completion.ts';
import '../../ui/menu.css';
import './completion-list.css';

/** How one choice is shown. Those of one group stand together. */
export interface ChoiceLine {
  readonly key: string;
  /** Or a character in its place. */
  readonly icon: LucideIcon | string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly group?: string | undefined;
}

interface ListProps<Choice> {
  readonly editor: Editor;
  readonly completion: Completion<Choice>;
  readonly source: CompletionSource<Choice>;
  /** The name of the list for those who do not see it. */
  readonly label: string;
  readonly lineOf: (choice: Choice) => ChoiceLine;
  /** What is said politely whenever the choices change. */
  readonly countOf: (choices: readonly Choice[]) => string;
  /** What stands there when nothing fits; without it the list goes. */
  readonly none?: string | undefined;
}

/** The choices under the sign that asked for them. The focus stays in the text, which says what is chosen. */
export function CompletionList<Choice>(props: ListProps<Choice>) {
  const { editor, completion } = props;
  const open = useShownState(editor, ({ state }) => completion.find(state) ?? null);
  // It belongs to the text, also for those who go from landmark to landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <div ref={setPlace}>
      {open !== null && place !== null && (
        // Another sign is another list in another place.
        <OpenList key={open.from} {...props} open={open} place={place} />
      )}
    </div>
  );
}

function OpenList<Choice>(props: ListProps<Choice> & { readonly open: OpenCompletion; readonly place: HTMLElement }) {
  const { editor, completion, source, open } = props;
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const choices = source.choicesFor(open.query);
  const active = Math.min(open.active, choices.length - 1);
  useLayoutEffect(() => placeAt(anchor.current, editor, open.from), [editor, open.from]);
  useSpokenChoice(editor, id, active);
  if (choices.length === 0 && props.none === undefined) return null;
  const lines = choices.map((choice, index) => ({ ...props.lineOf(choice), choice, index }));
  return (
    <>
      <span className="completion__anchor" ref={anchor} />
      <div className="visually-hidden" role="status">
        {props.countOf(choices)}
      </div>
      <Popover
        className="menu completion"
        triggerRef={anchor}
        placement="bottom start"
        offset={6}
        containerPadding={10}
        isOpen
        isNonModal
        UNSTABLE_portalContainer={props.place}
      >
        <div className="menu__list" role="listbox" id={id} aria-label={props.label}>
          {groupsOf(lines).map(({ name, members }) => (
            <Group key={name ?? ''} name={name}>
              {members.map(({ choice, index, key, ...line }) => (
                <Line
                  key={key}
                  {...line}
                  id={`${id}-${index}`}
                  isActive={index === active}
                  onPoint={() => completion.pointAt(editor.view, index)}
                  onChoose={() => completion.choose(editor, choice, source)}
                />
              ))}
            </Group>
          ))}
        </div>
        {choices.length === 0 && <p className="menu__note completion__note">{props.none}</p>}
      </Popover>
    </>
  );
}

/** Neighbours of one group together. */
function groupsOf<T extends Pick<ChoiceLine, 'group'>>(lines: readonly T[]) {
  const groups: { readonly name: string | undefined; readonly members: T[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === line.group) last.members.push(line);
    else groups.push({ name: line.group, members: [line] });
  }
  return groups;
}

function Group({ name, children }: { readonly name: string | undefined; readonly children: ReactNode }) {
  if (name === undefined) return <>{children}</>;
  return (
    <fieldset className="completion__group" aria-label={name}>
      <div className="menu__heading" aria-hidden>
        {name}
      </div>
      {children}
    </fieldset>
  );
}

function Line(props: {
  readonly id: string;
  readonly icon: ChoiceLine['icon'];
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}) {
  const { icon: Icon, isActive, hint } = props;
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <button
      type="button"
      className="menu__item completion__line"
      role="option"
      id={props.id}
      ref={line}
      tabIndex={-1}
      aria-selected={isActive}
      {...(isActive && { 'data-focused': true })}
      onPointerMove={isActive ? undefined : props.onPoint}
      // The focus stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      {typeof Icon === 'string' ? (
        <span className="icon completion__character" aria-hidden>
          {Icon}
        </span>
      ) : (
        <Icon className="icon" aria-hidden />
      )}
      <span className="completion__label">{props.label}</span>
      {hint !== undefined && (
        <kbd className="menu__hint" aria-hidden>
          {hint}
        </kbd>
      )}
    </button>
  );
}

function placeAt(anchor: HTMLElement | null, { view }: Editor, position: number): void {
  if (anchor === null) return;
  const { top, bottom, left } = view.coordsAtPos(position);
  anchor.style.top = `${top}px`;
  anchor.style.left = `${left}px`;
  anchor.style.height = `${Math.max(1, bottom - top)}px`;
}

/** Tells those who do not see the list what Enter would take; nothing of it stays when the list is gone. */
function useSpokenChoice({ view }: Editor, listId: string, active: number): void {
  useEffect(() => {
    const { dom } = view;
    dom.setAttribute('aria-haspopup', 'listbox');
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-controls', listId);
    return () => {
      for (const name of ['aria-haspopup', 'aria-autocomplete', 'aria-controls']) dom.removeAttribute(name);
    };
  }, [view, listId]);
  useEffect(() => {
    if (active < 0) return;
    view.dom.setAttribute('aria-activedescendant', `${listId}-${active}`);
    return () => view.dom.removeAttribute('aria-activedescendant');
  }, [view, listId, active]);
}
