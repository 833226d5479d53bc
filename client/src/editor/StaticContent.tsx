import { Box } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import { byFolder } from './blocks/by-folder.ts';
import type { StaticView } from './blocks/contract.ts';
import { htmlToReact } from './html-to-react.ts';
import { StaticText } from './StaticText.tsx';
import { contentSchema } from './schema.ts';
import './editor.css';
import './formats/styles.ts';
import './guard/guard.css';

/**
 * The text as it is, with nothing mounted on it: for a document built in a way that the editor's binding would damage. What is unknown is shown by its words.
 */
export function StaticContent({ doc, language }: { readonly doc: Y.Doc; readonly language: string }) {
  const content = doc.getXmlFragment('content');
  useContentVersion(content);
  return (
    <div className="text" lang={language}>
      {renderAll(content.toArray())}
    </div>
  );
}

/** Draws again with every change of the document, without an editor. */
function useContentVersion(content: Y.XmlFragment): string {
  const read = () => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(content.doc ?? new Y.Doc()))]);
  return useSyncExternalStore((listener) => {
    content.observeDeep(listener);
    return () => content.unobserveDeep(listener);
  }, read);
}

type XmlNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** Yjs gives every part of a document a lasting name: client and clock. */
const keyOf = ({ _item }: XmlNode): string => `${_item?.id.client}:${_item?.id.clock}`;

const renderAll = (nodes: readonly XmlNode[], isInText = false): ReactNode[] =>
  nodes.map((node) =>
    node instanceof Y.XmlElement ? (
      <Block key={keyOf(node)} block={node} isInText={isInText} />
    ) : (
      <StaticText key={keyOf(node)} text={node} />
    ),
  );

const staticViews = new Map(
  [
    ...byFolder(
      import.meta.glob<Readonly<Record<string, StaticView>>>('./blocks/*/static-view.tsx', {
        eager: true,
        import: 'staticViews',
      }),
    ).values(),
  ].flatMap((views) => Object.entries(views)),
);

function Block({ block, isInText }: { readonly block: Y.XmlElement; readonly isInText: boolean }) {
  const { t } = useTranslation();
  const known = contentSchema.nodes[block.nodeName];
  const children = renderAll(block.toArray(), isInText || known?.inlineContent === true);
  const View = staticViews.get(block.nodeName);
  if (View !== undefined)
    return (
      <View block={block} attributes={block.getAttributes()}>
        {children}
      </View>
    );
  if (known?.spec.toDOM !== undefined)
    return htmlToReact(known.spec.toDOM(known.create(block.getAttributes())), children);
  if (isInText)
    return (
      <span className="foreign foreign--inline" title={t('foreign.label')}>
        <Box aria-hidden />
        {children}
      </span>
    );
  return (
    <div className="foreign">
      <div className="foreign__bar">
        <Box aria-hidden />
        <span className="foreign__label">{t('foreign.label')}</span>
      </div>
      <div className="foreign__words">{children}</div>
    </div>
  );
}
