import { FilePlus2, FileText, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog, Input, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSearch } from '../search-context.ts';
import { PassageText } from './PassageText.tsx';
import { type PaletteOption, usePaletteOptions } from './palette-options.ts';
import { SearchStatus } from './SearchStatus.tsx';
import { useSearchResults } from './use-search-results.ts';
import { WhereAndWhen } from './WhereAndWhen.tsx';
import './search-palette.css';

/** Finds documents by their words, above any page: type, arrows, Enter; Escape gives the page back. */
export function SearchPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const search = useSearch();
  useEffect(() => search.prepare(), [search]);
  return (
    <ModalOverlay
      className="palette-shade"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="palette">
        <Dialog className="palette__panel" aria-label={t('search.title')}>
          <Combobox onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Combobox({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const answered = useSearchResults(text);
  const options = usePaletteOptions(text, answered);
  const isAnswered = text.trim() === '' || answered?.text === text;
  const choose = (option: PaletteOption | undefined) => {
    if (option === undefined) return;
    onClose();
    option.run();
  };
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
        aria-label={text.trim() === '' ? t('search.recent') : t('search.results')}
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
      <SearchStatus text={text} answered={answered} />
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
  const first = options[0]?.kind === 'document' ? 0 : -1;
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
    move: (step: number) => setMoved((Math.max(active + step, -1) + options.length) % options.length),
    reset: () => {
      setMoved(undefined);
      setIsPressed(false);
    },
    press: () => setIsPressed(true),
  };
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
  const Icon = option.kind === 'new' ? FilePlus2 : FileText;
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
      {option.entry !== undefined && (
        <WhereAndWhen folderId={option.entry.folderId} changedAt={option.entry.changedAt} />
      )}
    </div>
  );
}
