import type { Editor } from '@tiptap/core';
import { Link } from 'lucide-react';
import { Fragment, type RefObject, useEffect, useRef } from 'react';
import { Toolbar as AriaToolbar, Separator } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import type { RecentEntries } from '../insert/recent-entries.ts';
import { useShownState } from '../use-shown-state.ts';
import { BlockTypeMenu } from './BlockTypeMenu.tsx';
import { FormatMenu } from './FormatMenu.tsx';
import { InsertMenu } from './InsertMenu.tsx';
import { MoreTools } from './MoreTools.tsx';
import { runCommand } from './run-command.ts';
import { ToolButton } from './ToolButton.tsx';
import { type TextCommand, textCommands } from './text-commands.ts';
import { isMenu, type Tool, toolMenus } from './tool-menus.ts';
import { isUnavailable, readToolState, type ToolState } from './tool-state.ts';
import { useFittingCount } from './use-fitting-count.ts';
import './toolbar.css';

const tools: readonly Tool[] = [...textCommands, ...toolMenus];

const byRank = tools.toSorted((a, b) => a.rank - b.rank);

const groups = ['history', 'marks', 'blocks', 'insert'] as const;

/** The tools for the text: one stop for Tab, arrows inside, Escape back to the text. What does not fit is under "more". */
export function Toolbar(props: {
  readonly editor: Editor;
  readonly recent: RecentEntries;
  readonly onLink: () => void;
}) {
  const { editor } = props;
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const state = useShownState(editor, readToolState);
  const { shown, hidden } = useShownTools(bar);
  useEscapeToText(bar, editor);
  return (
    <div className="toolbar" ref={bar}>
      <AriaToolbar className="toolbar__tools" aria-label={t('toolbar.label')} data-testid="toolbar">
        {groups.map((group) => (
          <Fragment key={group}>
            {shown
              .filter((tool) => tool.group === group)
              .map((tool) =>
                isMenu(tool) ? (
                  <FormatMenu key={tool.id} menu={tool} editor={editor} isDisabled={!state.isEditable} />
                ) : (
                  <CommandButton key={tool.id} command={tool} state={state} editor={editor} />
                ),
              )}
            {group === 'marks' && (
              <ToolButton
                icon={Link}
                label={t('toolbar.link')}
                keys="Mod-k"
                isOn={state.isLink}
                isDisabled={!state.isEditable}
                onPress={props.onLink}
              />
            )}
            {group !== 'insert' && <Separator orientation="vertical" className="toolbar__separator" />}
            {group === 'history' && (
              <>
                <BlockTypeMenu editor={editor} lineId={state.lineId} isDisabled={!state.isEditable} />
                <Separator orientation="vertical" className="toolbar__separator" />
              </>
            )}
          </Fragment>
        ))}
        <Separator orientation="vertical" className="toolbar__separator" />
        <InsertMenu editor={editor} recent={props.recent} isDisabled={!state.isEditable} />
        {hidden.length > 0 && <MoreTools tools={hidden} state={state} editor={editor} />}
      </AriaToolbar>
    </div>
  );
}

/** Menus and tooltips stand outside the bar and keep their own Escape. */
function useEscapeToText(bar: RefObject<HTMLDivElement | null>, editor: Editor) {
  useEffect(() => {
    const element = bar.current;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') editor.view.focus();
    };
    element?.addEventListener('keydown', leave);
    return () => element?.removeEventListener('keydown', leave);
  }, [bar, editor]);
}

/** Which tools have a place, by rank; the others go under "more". */
function useShownTools(bar: RefObject<HTMLDivElement | null>) {
  const isCoarse = useMediaQuery('(pointer: coarse)');
  const isNarrow = useMediaQuery('(max-width: 800px)');
  const itemWidth = isCoarse ? 42 : 36;
  // The type of block, the link, "insert", the lines between groups and the padding are always there.
  const alwaysWidth = (isNarrow ? 60 + itemWidth : 140 + 104) + itemWidth + (isNarrow ? 16 : 5 * 17 + 32);
  const all = useFittingCount(bar, { itemWidth, reservedWidth: alwaysWidth });
  const count = all >= tools.length ? all : all - 1;
  const isShown = (tool: Tool) => byRank.indexOf(tool) < count;
  return { shown: tools.filter(isShown), hidden: tools.filter((tool) => !isShown(tool)) };
}

interface CommandProps {
  readonly state: ToolState;
  readonly editor: Editor;
}

/** One tool of `textCommands`. */
export function CommandButton({ command, state, editor }: CommandProps & { readonly command: TextCommand }) {
  const { t } = useTranslation(['translation', 'blocks']);
  return (
    <ToolButton
      icon={command.icon}
      label={command.label(t)}
      keys={command.keys}
      isOn={command.isOn === undefined ? undefined : state.isOn[command.id] === true}
      isDisabled={isUnavailable(command, state)}
      onPress={(press) => runCommand(editor, command.run, press)}
    />
  );
}
