import { type Editor, getMarkRange, type Range } from '@tiptap/core';
import { ExternalLink, FileSymlink, Unlink } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { documentIdOfAddress, isOfThisSite } from '../document-link/document-address.ts';
import type { OtherDocuments } from '../document-link/other-documents.ts';
import { PanelBeside } from '../PanelBeside.tsx';
import { parseLink } from './safe-link.ts';
import './link-panel.css';

export interface LinkPanelProps {
  readonly editor: Editor;
  readonly documents: OtherDocuments;
  readonly onClose: () => void;
}

/** Edits the link under the selection, or that the caret touches, in place. Escape gives the selection back untouched. */
export function LinkPanel({ editor, documents, onClose }: LinkPanelProps) {
  const { t } = useTranslation();
  const [range] = useState(() => editor.state.selection);
  const close = () => {
    onClose();
    editor.view.focus();
  };
  return (
    <PanelBeside editor={editor} range={range} label={t('linkPanel.title')} onClose={close}>
      <LinkForm editor={editor} documents={documents} onDone={close} />
    </PanelBeside>
  );
}

function LinkForm(props: Omit<LinkPanelProps, 'onClose'> & { readonly onDone: () => void }) {
  const { editor, documents, onDone } = props;
  const { t } = useTranslation();
  const [link] = useState(() => touchedLink(editor));
  const before = link?.href ?? '';
  const [address, setAddress] = useState(before);
  const [isRefused, setIsRefused] = useState(false);
  const href = parseLink(address);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (href === undefined) {
      setIsRefused(true);
      return;
    }
    applyLink(editor, href, link?.range);
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
            {href !== undefined && <OpenLink href={href} documents={documents} />}
            <Button
              kind="quiet"
              onPress={() => {
                if (link !== undefined) editor.chain().setTextSelection(link.range).unsetLink().run();
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

/** A document opens in place of this one; what is elsewhere, in a window of its own. */
function OpenLink({ href, documents }: { readonly href: string; readonly documents: OtherDocuments }) {
  const { t } = useTranslation();
  const id = documentIdOfAddress(href);
  if (id !== undefined && (isOfThisSite(href) || typeof documents.find(id) === 'object'))
    return (
      <Button kind="quiet" onPress={() => documents.open(id)}>
        <FileSymlink className="icon" aria-hidden />
        {t('linkPanel.open')}
      </Button>
    );
  return (
    <a className="button button--quiet" href={href} target="_blank" rel="noopener noreferrer">
      <ExternalLink className="icon" aria-hidden />
      {t('linkPanel.open')}
    </a>
  );
}

/** The link at the selection; at a caret also one that ends or begins there. */
export function touchedLink({ state }: Editor): { readonly href: string; readonly range: Range } | undefined {
  const { $from } = state.selection;
  const link = state.schema.marks['link'];
  const range = link && getMarkRange($from, link);
  // What is selected beside a link is to become one of its own.
  if (link === undefined || !range || (!state.selection.empty && (range.to <= $from.pos || range.from > $from.pos)))
    return undefined;
  const href: unknown = link.isInSet(state.doc.nodeAt(range.from)?.marks ?? [])?.attrs['href'];
  return typeof href === 'string' ? { href, range } : undefined;
}

/** Without a selection and outside a link, the address itself becomes the text. */
export function applyLink(editor: Editor, href: string, range: Range | undefined): void {
  if (editor.state.selection.empty && range === undefined) {
    const text = href.replace(/^(mailto|tel):/, '');
    editor
      .chain()
      .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
      .run();
    return;
  }
  const chain = editor.chain();
  // With another address the words are no longer the title of what it leads to.
  (range === undefined ? chain : chain.setTextSelection(range)).setLink({ href, title: null }).run();
}
