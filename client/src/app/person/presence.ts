import type { Awareness } from 'y-protocols/awareness';

export interface PresentPerson {
  readonly id: string;
  /** Empty when they gave none. */
  readonly name: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const longestShownName = 60;

/**
 * The other people in a document, each once however many tabs they have, by name. What others announce is not
 * trusted: whoever has no readable `user` is not a person, a missing id is made from the connection.
 */
export function readPresence(awareness: Awareness, ownId: string): readonly PresentPerson[] {
  const peopleById = new Map<string, PresentPerson>();
  for (const [client, state] of awareness.getStates()) {
    const user: unknown = state['user'];
    if (client === awareness.clientID || !isRecord(user)) continue;
    const id = typeof user['id'] === 'string' && user['id'] !== '' ? user['id'] : `client-${client}`;
    const name = typeof user['name'] === 'string' ? user['name'].trim().slice(0, longestShownName) : '';
    if (id !== ownId) peopleById.set(id, { id, name });
  }
  return [...peopleById.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Who came and who left between two readings. */
export function comparePresence(before: readonly PresentPerson[], after: readonly PresentPerson[]) {
  const missingFrom = (list: readonly PresentPerson[]) => (person: PresentPerson) =>
    !list.some(({ id }) => id === person.id);
  return { joined: after.filter(missingFrom(before)), left: before.filter(missingFrom(after)) };
}
