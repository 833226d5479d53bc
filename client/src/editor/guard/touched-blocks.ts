import * as Y from 'yjs';

type XmlNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** The top-level blocks that a transaction added or changed something in; of the root's children, the added ones only. */
export function touchedBlocks(content: Y.XmlFragment, transaction: Y.Transaction): readonly XmlNode[] {
  const touched = new Set<XmlNode>();
  for (const type of transaction.changed.keys()) {
    if (Object.is(type, content)) {
      for (const block of content.toArray()) if (isNew(block, transaction)) touched.add(block);
    } else {
      const block = topLevelBlock(type, content);
      if (block !== undefined) touched.add(block);
    }
  }
  return [...touched];
}

function isNew({ _item }: XmlNode, { beforeState }: Y.Transaction): boolean {
  return _item !== null && _item.id.clock >= (beforeState.get(_item.id.client) ?? 0);
}

function topLevelBlock(type: unknown, content: Y.XmlFragment): Y.XmlElement | Y.XmlText | undefined {
  let current = type;
  while (current instanceof Y.AbstractType) {
    // A block that was deleted is nobody's to look at.
    if (current._item?.deleted === true) return undefined;
    const parent: unknown = current.parent;
    if (parent === content)
      return current instanceof Y.XmlElement || current instanceof Y.XmlText ? current : undefined;
    current = parent;
  }
  return undefined;
}
