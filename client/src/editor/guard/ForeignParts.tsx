import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useShownState } from '../use-shown-state.ts';
import type { ForeignContent } from './foreign-content.ts';
import { removeSelectedPart } from './keep-foreign.ts';
import { removalAsked } from './placeholder-view.ts';
import './guard.css';

interface ForeignPartsProps {
  readonly editor: Editor;
  readonly foreign: ForeignContent;
  readonly isAsking: boolean;
  readonly onAsk: () => void;
  readonly onAnswer: () => void;
}

/** Says aloud which unknown part is selected, and asks before one is removed. */
export function ForeignParts({ editor, foreign, isAsking, onAsk, onAnswer }: ForeignPartsProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const words = useShownState(editor, ({ state }) => readSelectedPart(state, foreign));
  useEffect(() => {
    const paper = place.current?.parentElement;
    paper?.addEventListener(removalAsked, onAsk);
    return () => paper?.removeEventListener(removalAsked, onAsk);
  }, [onAsk]);

  const remove = () => {
    onAnswer();
    if (words !== null) editor.view.dispatch(removeSelectedPart(editor.state));
    editor.view.focus();
  };
  return (
    <div ref={place}>
      <div className="visually-hidden" role="status">
        {words === null ? '' : t('foreign.selected', { words })}
      </div>
      <Dialog
        role="alertdialog"
        title={t('foreign.removeTitle')}
        isOpen={isAsking && words !== null}
        onClose={onAnswer}
        actions={
          <>
            <Button onPress={onAnswer} autoFocus>
              {t('foreign.keep')}
            </Button>
            <Button kind="danger" onPress={remove}>
              {t('foreign.removeAction')}
            </Button>
          </>
        }
      >
        <div className="dialog__text">
          <p>{t('foreign.removeText')}</p>
        </div>
      </Dialog>
    </div>
  );
}

/** The words of the unknown part that is the selection; `null` when it is something else. */
function readSelectedPart({ selection }: Editor['state'], { nodes }: ForeignContent): string | null {
  if (!(selection instanceof NodeSelection) || !nodes.has(selection.node.type.name)) return null;
  return selection.node.textContent.slice(0, 200);
}
