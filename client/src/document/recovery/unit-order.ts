/** A Yjs unit and what stood around it when it was written. Names are `client:clock`. */
export interface OrderedUnit {
  readonly name: string;
  readonly client: number;
  readonly clock: number;
  /** Written right after this unit; `undefined` when nothing was before it. */
  readonly origin: string | undefined;
  readonly rightOrigin: string | undefined;
}

interface Node<U> {
  readonly unit: U;
  readonly origin: Node<U> | undefined;
  readonly rightOrigin: Node<U> | undefined;
  next: Node<U> | undefined;
}

/**
 * Puts units of one text into the order that Yjs gives them (YATA), whichever of them are there and whoever knew what.
 * What they were written next to and is not among them counts as the end of the text.
 */
export function orderUnits<U extends OrderedUnit>(units: readonly U[]): U[] {
  const nodesByName = new Map<string, Node<U>>();
  let first: Node<U> | undefined;
  for (const unit of inCausalOrder(units)) {
    const nodeOf = (name: string | undefined) => (name === undefined ? undefined : nodesByName.get(name));
    const node: Node<U> = { unit, origin: nodeOf(unit.origin), rightOrigin: nodeOf(unit.rightOrigin), next: undefined };
    const left = findLeft(node, first);
    node.next = left === undefined ? first : left.next;
    if (left === undefined) first = node;
    else left.next = node;
    nodesByName.set(unit.name, node);
  }
  const ordered: U[] = [];
  for (let node = first; node !== undefined; node = node.next) ordered.push(node.unit);
  return ordered;
}

/** The rule of Yjs's `Item.integrate`: among those written at the same place, by client, and each with its followers. */
function findLeft<U extends OrderedUnit>(node: Node<U>, first: Node<U> | undefined): Node<U> | undefined {
  let left = node.origin;
  const passed = new Set<Node<U>>();
  const conflicting = new Set<Node<U>>();
  let other = left === undefined ? first : left.next;
  for (; other !== undefined && other !== node.rightOrigin; other = other.next) {
    passed.add(other);
    conflicting.add(other);
    if (other.origin === node.origin) {
      if (other.unit.client < node.unit.client) {
        left = other;
        conflicting.clear();
      } else if (other.rightOrigin === node.rightOrigin) break;
    } else if (other.origin !== undefined && passed.has(other.origin)) {
      if (!conflicting.has(other.origin)) {
        left = other;
        conflicting.clear();
      }
    } else break;
  }
  return left;
}

/** Each client's in the order of writing, and each after what it was written next to. */
function inCausalOrder<U extends OrderedUnit>(units: readonly U[]): U[] {
  const names = new Set(units.map(({ name }) => name));
  const done = new Set<string>();
  const isReady = ({ origin, rightOrigin }: U) =>
    [origin, rightOrigin].every((name) => name === undefined || !names.has(name) || done.has(name));
  const sorted = [...units].sort((a, b) => a.clock - b.clock);
  const queues = [...Map.groupBy(sorted, ({ client }) => client).values()].map((queue) => ({ queue, at: 0 }));
  const ordered: U[] = [];
  const take = (units: { queue: U[]; at: number }) => {
    const unit = units.queue[units.at];
    units.at += 1;
    if (unit === undefined) return;
    done.add(unit.name);
    ordered.push(unit);
  };
  while (ordered.length < units.length) {
    const before = ordered.length;
    for (const line of queues)
      for (let head = line.queue[line.at]; head !== undefined && isReady(head); head = line.queue[line.at]) take(line);
    // Only entries that somebody made up wait for each other.
    const stuck = ordered.length === before ? queues.find(({ queue, at }) => at < queue.length) : undefined;
    if (stuck !== undefined) take(stuck);
  }
  return ordered;
}
