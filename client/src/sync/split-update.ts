import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC | Y.Skip;

/**
 * The same change as updates of about `pieceBytes` each, in an order in which every one can be applied when it comes:
 * what a peer has received of them it keeps, and is not sent again. A backlog in one frame must pass between two cuts
 * of the line, or never does (logux#113). Deletions come first:
 * whoever looks which words died unmeant must know what was meant (rule M1). An update that is small enough comes back as it is.
 */
export function splitUpdate(update: Uint8Array, pieceBytes: number): readonly Uint8Array[] {
  if (update.length <= pieceBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const pieces: Uint8Array[] = [];
  let piece = createPiece();
  const finish = () => {
    if (piece.byteLength() === 0) return;
    pieces.push(piece.encode());
    piece = createPiece();
  };
  for (const [client, ranges] of ds.clients)
    for (const range of ranges) {
      piece.delete(client, range);
      if (piece.byteLength() >= pieceBytes) finish();
    }
  for (const struct of inCausalOrder(structs.flatMap((whole) => cut(whole, pieceBytes)))) {
    if (struct instanceof Y.Skip) continue;
    if (!piece.canFollow(struct)) finish();
    piece.add(struct);
    if (piece.byteLength() >= pieceBytes) finish();
  }
  finish();
  return pieces;
}

/** One long text may be larger than a piece. */
function cut(struct: Struct, pieceBytes: number): Struct[] {
  if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) return [struct];
  const parts: Struct[] = [struct];
  let last = struct;
  while (last.content instanceof Y.ContentString && last.content.str.length > pieceBytes) {
    // Between two characters, not within one.
    const isWithin = /[\uD800-\uDBFF]/.test(last.content.str.charAt(pieceBytes - 1));
    const at = isWithin ? pieceBytes + 1 : pieceBytes;
    const { client, clock } = last.id;
    const rest = last.content.splice(at);
    last.length = at;
    last = new Y.Item(
      new Y.ID(client, clock + at),
      null,
      new Y.ID(client, clock + at - 1),
      null,
      struct.rightOrigin,
      null,
      null,
      rest,
    );
    parts.push(last);
  }
  return parts;
}

/** Every struct after those that it stands on. */
function* inCausalOrder(structs: readonly Struct[]): Generator<Struct> {
  const waiting = Map.groupBy(structs, ({ id }) => id.client);
  for (const list of waiting.values()) list.reverse();
  const isHere = ({ client, clock }: Y.ID) =>
    clock < (waiting.get(client)?.at(-1)?.id.clock ?? Number.POSITIVE_INFINITY);

  for (const first of waiting.keys()) {
    const path = [first];
    for (let client = path.at(-1); client !== undefined; client = path.at(-1)) {
      const list = waiting.get(client) ?? [];
      const next = list.at(-1);
      const missing = next && dependencies(next).find((id) => !isHere(id) && !path.includes(id.client));
      if (missing !== undefined) {
        path.push(missing.client);
        continue;
      }
      if (next !== undefined) {
        list.pop();
        yield next;
      }
      // Back to whoever waited for this one; it may wait for another.
      if (path.length > 1 || next === undefined) path.pop();
    }
  }
}

function dependencies(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
}

interface DeletedRange {
  readonly clock: number;
  readonly len: number;
}

/** Encodes structs and deletions as one V1 update. Of one client it takes what follows without a gap. */
function createPiece() {
  const runsByClient = new Map<
    number,
    { firstClock: number; nextClock: number; count: number; body: Y.UpdateEncoderV1 }
  >();
  const deletionsByClient = new Map<number, { count: number; body: encoding.Encoder }>();
  let bytes = 0;

  return {
    /** About what it takes, encoded. */
    byteLength: () => bytes,
    canFollow({ id }: Struct): boolean {
      return (runsByClient.get(id.client)?.nextClock ?? id.clock) === id.clock;
    },
    add(struct: Struct): void {
      const { client, clock } = struct.id;
      const run = runsByClient.get(client) ?? {
        firstClock: clock,
        nextClock: clock,
        count: 0,
        body: new Y.UpdateEncoderV1(),
      };
      runsByClient.set(client, run);
      const before = encoding.length(run.body.restEncoder);
      struct.write(run.body, 0);
      bytes += encoding.length(run.body.restEncoder) - before;
      run.count += 1;
      run.nextClock = clock + struct.length;
    },
    delete(client: number, { clock, len }: DeletedRange): void {
      const list = deletionsByClient.get(client) ?? { count: 0, body: encoding.createEncoder() };
      deletionsByClient.set(client, list);
      const before = encoding.length(list.body);
      encoding.writeVarUint(list.body, clock);
      encoding.writeVarUint(list.body, len);
      bytes += encoding.length(list.body) - before;
      list.count += 1;
    },
    encode(): Uint8Array {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, runsByClient.size);
      for (const [client, { firstClock, count, body }] of runsByClient) {
        for (const number of [count, client, firstClock]) encoding.writeVarUint(encoder, number);
        encoding.writeUint8Array(encoder, encoding.toUint8Array(body.restEncoder));
      }
      encoding.writeVarUint(encoder, deletionsByClient.size);
      for (const [client, { count, body }] of deletionsByClient) {
        for (const number of [client, count]) encoding.writeVarUint(encoder, number);
        encoding.writeUint8Array(encoder, encoding.toUint8Array(body));
      }
      return encoding.toUint8Array(encoder);
    },
  };
}
