import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import { inlineText } from './plain-text.ts';
import { contentSchema } from './schema.ts';
import './editor.css';

/**
 * The text as it is, with nothing mounted on it: for a document that holds parts this version does not know, which the
 * editor's binding would delete. What is unknown is shown by its words.
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

const renderAll = (nodes: readonly XmlNode[]): ReactNode[] =>
  nodes.map((node) =>
    node instanceof Y.XmlElement ? <Block key={keyOf(node)} block={node} /> : <Inline key={keyOf(node)} node={node} />,
  );

const Inline = ({ node }: { readonly node: unknown }) => inlineText(node);

function Block({ block }: { readonly block: Y.XmlElement }) {
  const { t } = useTranslation();
  const children = renderAll(block.toArray());
  switch (block.nodeName) {
    case 'paragraph':
      return <p>{children}</p>;
    case 'heading':
      return <h2>{children}</h2>;
    case 'bulletList':
    case 'taskList':
      return <ul>{children}</ul>;
    case 'orderedList':
      return <ol>{children}</ol>;
    case 'listItem':
    case 'taskItem':
      return <li>{children}</li>;
    case 'blockquote':
      return <blockquote>{children}</blockquote>;
    case 'codeBlock':
      return <pre>{children}</pre>;
    case 'horizontalRule':
      return <hr />;
    case 'hardBreak':
      return <br />;
  }
  const isInline = contentSchema.nodes[block.nodeName]?.isInline === true;
  if (isInline) return <>{children}</>;
  return (
    <div className="text__unknown">
      <small className="text__unknown-label">{t('phase.unknownPart')}</small>
      {children}
    </div>
  );
}
