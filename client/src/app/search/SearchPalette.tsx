import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog, Input, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { formatShortcut } from '../../editor/shortcut.ts';
import { wantedActions } from '../actions/find-actions.ts';
import { useSearch } from '../search-context.ts';
import { PassageText } from './PassageText.tsx';
import { type PaletteOption, usePaletteOptions } from './palette-options.ts';
import { closePalette } from './palette-state.ts';
import { SearchStatus } from './SearchStatus.tsx';
import { useSearchResults } from './use-search-results.ts';
import { WhereAndWhen } from './WhereAndWhen.tsx';
import './search-palette.css';

/**
 * Finds documents by their words and actions by their names, above any page: type, arrows, Enter; Escape gives the page
 * back.
 */
export function SearchPalette({ startText }: { readonly startText: string }) {
  const { t } = useTranslation();
  const search = useSearch();
  useEffect(() => search.prepare(), [search]);
  return (
    <ModalOverlay
      className="palette-shade"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) closePalette();
      }}
    >
      <Modal className="palette">
        <Dialog className="palette__panel" aria-label={t('search.title')}>
          <Combobox startText={startText} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Combobox({ startText }: { readonly startText: string }) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState(startText);
  const isForActions = wantedActions(text) !== undefined;
  const answered = useSearchResults(isForActions ? '' : text);
  const options = usePaletteOptions(text, answered);
  const isAnswered = isForActions || text.trim() === '' || answered?.text === text;
  const choose = (option: PaletteOption | undefined) => option?.run();
  const { active, move, reset, press } = useActiveOption(options, isAnswered, choose);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (event.nativeEvent.isComposing || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step === undefined) press();
    else move(step);
  };
  return (
    <>
      <div className="palette__field">
        <Search className="icon" aria-hidden />
        <Input
          className="palette__input"
          data-testid="search"
          role="combobox"
          aria-label={t('search.label')}
          aria-autocomplete="list"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active < 0 ? undefined : `${listId}-${active}`}
          placeholder={t('search.placeholder')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            reset();
          }}
          onKeyDown={onKeyDown}
        />
        <kbd className="palette__keys" aria-hidden>
          Esc
        </kbd>
      </div>
      <div
        className="palette__list"
        id={listId}
        role="listbox"
        aria-busy={!isAnswered}
        aria-label={t(isForActions ? 'search.actions' : text.trim() === '' ? 'search.recent' : 'search.results')}
      >
        {options.map((option, index) => (
          <Option
            key={option.key}
            id={`${listId}-${index}`}
            option={option}
            isActive={index === active}
            onChoose={() => choose(option)}
            onKeyDown={onKeyDown}
          />
        ))}
      </div>
      {isForActions ? <ActionStatus count={options.length} /> : <SearchStatus text={text} answered={answered} />}
    </>
  );
}

/** Which line Enter would take. A key pressed before the answer is there takes the best of that answer. */
function useActiveOption(
  options: readonly PaletteOption[],
  isAnswered: boolean,
  choose: (option: PaletteOption | undefined) => void,
) {
  const [moved, setMoved] = useState<number>();
  const [isPressed, setIsPressed] = useState(false);
  // Where nothing is found, making something new must be wanted.
  const first = options.length === 0 || options[0]?.kind === 'new' ? -1 : 0;
  const active = Math.min(moved ?? first, options.length - 1);
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    if (!isPressed || !isAnswered) return;
    setIsPressed(false);
    latest.current(options[active]);
  }, [isPressed, isAnswered, options, active]);
  return {
    active,
    move: (step: number) => setMoved((Math.max(active + step, -1) + options.length) % Math.max(options.length, 1)),
    reset: () => {
      setMoved(undefined);
      setIsPressed(false);
    },
    press: () => setIsPressed(true),
  };
}

function ActionStatus({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return (
    <div className="search-status" role="status">
      <p>{t(count === 0 ? 'search.noAction' : 'search.actionsHint')}</p>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: PaletteOption;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  /** The field's own, for when a pointer has left the focus on the line. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Option({ id, option, isActive, onChoose, onKeyDown }: OptionProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const { icon: Icon } = option;
  return (
    <div
      className="palette__option"
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      <Icon className="icon" aria-hidden />
      <span className="palette__text">
        <span className="palette__title">
          <PassageText parts={option.title} />
        </span>
        {option.passage !== undefined && (
          <span className="palette__passage">
            <PassageText parts={option.passage} />
          </span>
        )}
      </span>
      {option.keys !== undefined && <kbd className="palette__keys">{formatShortcut(option.keys)}</kbd>}
      {option.entry !== undefined && (
        <WhereAndWhen folderId={option.entry.folderId} changedAt={option.entry.changedAt} />
      )}
    </div>
  );
}
