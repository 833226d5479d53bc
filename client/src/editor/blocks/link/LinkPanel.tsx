import type { Editor } from '@tiptap/core';
import { ExternalLink, Unlink } from 'lucide-react';
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { parseLink } from './safe-link.ts';
import './link-panel.css';

/** Edits the link under the selection, in place. Escape gives the selection back untouched. */
export function LinkPanel({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const anchor = useSelectionAnchor(editor);
  const close = () => {
    onClose();
    editor.view.focus();
  };
  return (
    <>
      <span className="link-panel__anchor" ref={anchor} />
      <Popover
        label={t('linkPanel.title')}
        triggerRef={anchor}
        placement="bottom start"
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
      >
        <LinkForm editor={editor} onDone={close} />
      </Popover>
    </>
  );
}

function LinkForm({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [before] = useState(() => currentHref(editor));
  const [address, setAddress] = useState(before);
  const [isRefused, setIsRefused] = useState(false);
  const href = parseLink(address);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (href === undefined) {
      setIsRefused(true);
      return;
    }
    applyLink(editor, href);
    onDone();
  };
  return (
    <form className="link-panel" onSubmit={submit}>
      <TextField
        label={t('linkPanel.address')}
        placeholder={t('linkPanel.placeholder')}
        value={address}
        onChange={(text) => {
          setAddress(text);
          setIsRefused(false);
        }}
        error={isRefused ? t('linkPanel.error') : undefined}
        autoFocus
      />
      <div className="link-panel__actions">
        <Button kind="primary" type="submit">
          {t('linkPanel.apply')}
        </Button>
        {before !== '' && (
          <>
            {href !== undefined && (
              <a className="button button--quiet" href={href} target="_blank" rel="noopener noreferrer">
                <ExternalLink className="icon" aria-hidden />
                {t('linkPanel.open')}
              </a>
            )}
            <Button
              kind="quiet"
              onPress={() => {
                editor.chain().extendMarkRange('link').unsetLink().run();
                onDone();
              }}
            >
              <Unlink className="icon" aria-hidden />
              {t('linkPanel.remove')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

function currentHref(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  return typeof href === 'string' ? href : '';
}

/** Without a selection and outside a link, the address itself becomes the text. */
function applyLink(editor: Editor, href: string): void {
  if (editor.state.selection.empty && !editor.isActive('link')) {
    const text = href.replace(/^(mailto|tel):/, '');
    editor
      .chain()
      .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
      .run();
    return;
  }
  editor.chain().extendMarkRange('link').setLink({ href }).run();
}

/** An invisible box over the selection, for the panel to stand beside. */
function useSelectionAnchor(editor: Editor) {
  const anchor = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const { from, to } = editor.state.selection;
    const start = editor.view.coordsAtPos(from);
    const end = editor.view.coordsAtPos(to);
    if (anchor.current === null) return;
    anchor.current.style.top = `${start.top}px`;
    anchor.current.style.left = `${start.left}px`;
    anchor.current.style.height = `${Math.max(1, end.bottom - start.top)}px`;
  }, [editor]);
  return anchor;
}
