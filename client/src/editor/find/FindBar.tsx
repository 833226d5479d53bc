import type { Editor } from '@tiptap/core';
import { ArrowDown, ArrowUp, CaseSensitive, Regex, Replace, Search, WholeWord, X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WithTooltip } from '../../ui/Tooltip.tsx';
import { formatShortcut } from '../shortcut.ts';
import type { FindQuery } from './find-query.ts';
import { createFinder, type Finder, type FindState } from './finder.ts';
import './find-bar.css';

/** That somebody asked for the search; asked again, it is another object. */
export interface FindRequest {
  readonly isReplacing: boolean;
}

export interface FindBarProps {
  readonly editor: Editor;
  readonly isEditable: boolean;
  readonly request: FindRequest;
  /** What was looked for last. */
  readonly query: FindQuery;
  readonly onQuery: (query: FindQuery) => void;
  readonly onClose: () => void;
}

/** Find and replace in one text. It lies over the paper, so that nothing moves. */
export function FindBar(props: FindBarProps) {
  const { editor, isEditable, query, onQuery } = props;
  const { t } = useTranslation();
  const bar = useRef<HTMLElement>(null);
  const finder = useFinder(editor, query);
  const state = useFindState(finder);
  const [replacement, setReplacement] = useState('');
  const [isReplacing, setIsReplacing] = useState(props.request.isReplacing);
  const [replacedCount, setReplacedCount] = useState<number>();
  const close = () => {
    props.onClose();
    editor.view.focus();
  };
  const change = (changed: Partial<FindQuery>) => {
    setReplacedCount(undefined);
    onQuery({ ...query, ...changed });
  };
  const step = (direction: 1 | -1) => {
    setReplacedCount(undefined);
    finder?.step(direction);
  };
  const replace = () => {
    setReplacedCount(undefined);
    void finder?.replace(replacement);
  };
  useRequest(props, bar, (text) => change({ text }), setIsReplacing);
  useFindKeys(bar, { close, step, replace });
  return (
    <search className="find-bar" aria-label={t('find.title')} ref={bar} data-testid="find-bar">
      <div className="find-bar__line">
        <TextField
          label={t('find.field')}
          isLabelHidden
          placeholder={t('find.field')}
          icon={<Search className="icon" aria-hidden />}
          value={query.text}
          onChange={(text) => change({ text })}
          error={state.problem && t(problemWords[state.problem])}
          inputTestId="find-field"
        />
        <IconButton label={t('find.previous')} shortcut={formatShortcut('Shift-F3')} onPress={() => step(-1)}>
          <ArrowUp className="icon" aria-hidden />
        </IconButton>
        <IconButton label={t('find.next')} shortcut="F3" onPress={() => step(1)}>
          <ArrowDown className="icon" aria-hidden />
        </IconButton>
        <IconButton label={t('common.close')} shortcut="Escape" onPress={close}>
          <X className="icon" aria-hidden />
        </IconButton>
      </div>
      <div className="find-bar__line find-bar__options">
        <Choice label={t('find.case')} isOn={query.isCaseKept} onChange={(isCaseKept) => change({ isCaseKept })}>
          <CaseSensitive className="icon" aria-hidden />
        </Choice>
        <Choice
          label={t('find.accents')}
          isOn={query.areAccentsKept}
          onChange={(areAccentsKept) => change({ areAccentsKept })}
        >
          <span className="find-bar__sign" aria-hidden>
            é
          </span>
        </Choice>
        <Choice
          label={t('find.wholeWord')}
          isOn={query.isWholeWord}
          onChange={(isWholeWord) => change({ isWholeWord })}
        >
          <WholeWord className="icon" aria-hidden />
        </Choice>
        <Choice label={t('find.pattern')} isOn={query.isPattern} onChange={(isPattern) => change({ isPattern })}>
          <Regex className="icon" aria-hidden />
        </Choice>
        {isEditable && (
          <Choice label={t('find.replacing')} isOn={isReplacing} onChange={setIsReplacing}>
            <Replace className="icon" aria-hidden />
          </Choice>
        )}
        <Count state={state} isAsked={query.text !== ''} replacedCount={replacedCount} />
      </div>
      {isEditable && isReplacing && (
        <div className="find-bar__line">
          <TextField
            label={t('find.replacement')}
            isLabelHidden
            placeholder={t('find.replacement')}
            value={replacement}
            onChange={setReplacement}
            inputTestId="replace-field"
          />
          <Button isDisabled={query.text === ''} onPress={replace}>
            {t('find.replace')}
          </Button>
          <Button
            isDisabled={query.text === ''}
            onPress={() => void finder?.replaceAll(replacement).then(setReplacedCount)}
          >
            {t('find.replaceAll')}
          </Button>
        </div>
      )}
    </search>
  );
}

const problemWords = {
  unreadable: 'find.unreadable',
  'too-slow': 'find.tooSlow',
  'no-thread': 'find.noThread',
  'too-many': 'find.tooMany',
} as const;

/** How many there are, in words that are also read out. */
function Count(props: {
  readonly state: FindState;
  readonly isAsked: boolean;
  readonly replacedCount: number | undefined;
}) {
  const { t } = useTranslation();
  const { count, current, isComplete, problem } = props.state;
  const words = () => {
    if (props.replacedCount !== undefined) return t('find.replaced', { count: props.replacedCount });
    if (!props.isAsked || problem !== undefined) return '';
    if (!isComplete) return '…';
    if (count === 0) return t('find.none');
    return current === undefined ? t('find.count', { count }) : t('find.place', { current, count });
  };
  return (
    <span className="find-bar__count" role="status" data-testid="find-count">
      {words()}
    </span>
  );
}

function Choice(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <WithTooltip label={props.label}>
      <ToggleButton className="icon-button" aria-label={props.label} isSelected={props.isOn} onChange={props.onChange}>
        {props.children}
      </ToggleButton>
    </WithTooltip>
  );
}

/** The finder of this editor, looking for what is asked. */
function useFinder(editor: Editor, query: FindQuery): Finder | undefined {
  const [finder, setFinder] = useState<Finder>();
  useEffect(() => {
    const made = createFinder(editor);
    setFinder(made);
    return () => made.close();
  }, [editor]);
  useEffect(() => void finder?.look(query), [finder, query]);
  return finder;
}

const noState: FindState = { count: 0, current: undefined, isComplete: true, problem: undefined };

function useFindState(finder: Finder | undefined): FindState {
  return useSyncExternalStore(
    (changed) => finder?.subscribe(changed) ?? (() => undefined),
    () => finder?.getState() ?? noState,
  );
}

/** Whoever asks for the search is in its field, and looks for what they have selected in one block. */
function useRequest(
  { editor, request }: FindBarProps,
  bar: RefObject<HTMLElement | null>,
  onText: (text: string) => void,
  onReplacing: (isReplacing: boolean) => void,
): void {
  const latest = useRef({ onText, onReplacing });
  latest.current = { onText, onReplacing };
  useEffect(() => {
    const { $from, $to, from, to } = editor.state.selection;
    const selected = $from.sameParent($to) ? editor.state.doc.textBetween(from, to) : '';
    if (selected !== '') latest.current.onText(selected);
    if (request.isReplacing) latest.current.onReplacing(true);
    const field = bar.current?.querySelector('input');
    field?.focus();
    field?.select();
  }, [editor, request, bar]);
}

interface FindKeys {
  readonly close: () => void;
  readonly step: (direction: 1 | -1) => void;
  readonly replace: () => void;
}

/** Enter and Escape in the bar; F3, and Ctrl+G or ⌘G, anywhere on the page. */
function useFindKeys(bar: RefObject<HTMLElement | null>, keys: FindKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      const isInBar = target instanceof Node && bar.current?.contains(target) === true;
      const isStep =
        event.key === 'F3' || ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'g');
      const isEnter = isInBar && target instanceof HTMLInputElement && event.key === 'Enter' && !event.isComposing;
      if (isInBar && event.key === 'Escape' && !event.isComposing) latest.current.close();
      else if (isEnter && target !== bar.current?.querySelector('input')) latest.current.replace();
      else if (isStep || isEnter) latest.current.step(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [bar]);
}
