import * as Y from 'yjs';
import { canonicalContent } from '../support/canonical-content.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom, type Random } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createTracedPerson, type TracedPerson } from './traced-person.ts';

const personCount = 4;
const stepCount = 60;

/** What one server made of a seeded trace. */
export interface Playback {
  /** For each step, what each person heard of it. */
  readonly steps: readonly Step[];
  /** The document as a newcomer has it. */
  readonly document: string;
  readonly stateVector: unknown;
  readonly names: readonly string[];
}

interface Step {
  readonly action: string;
  readonly heard: readonly string[];
}

/** Lets everybody do what the seed says, a step at a time. Waits for what `expected` heard, but not for less. */
export async function playTrace(syncUrl: string, seed: number, expected?: Playback): Promise<Playback> {
  const random = createRandom(seed);
  const room = newDocumentId();
  const people = Array.from({ length: personCount }, (_, index) => createTracedPerson(syncUrl, room, index + 1));
  const newcomer = createTracedPerson(syncUrl, room, personCount + 1);
  const steps: Step[] = [];
  try {
    await people[0]?.join();
    await quiet(people);
    for (let step = 0; step < stepCount; step += 1) {
      const before = people.map((person) => person.heard().length);
      const who = random.below(people.length);
      const action = `${who} ${await takeStep(people, who, random, step)}`;
      const since = () => people.map((person, index) => [...person.heard().slice(before[index])].sort().join());
      await waitUntil('the host sees everybody who is here', () => isPresenceSettled(people));
      await quiet(people);
      const wanted = expected?.steps[step]?.heard;
      if (wanted !== undefined) {
        const hasAll = () => since().every((heard, index) => heard.length >= (wanted[index] ?? '').length);
        await waitUntil(`step ${step} (${action}) of seed ${seed}: ${wanted.join(' | ')}`, hasAll, 5_000);
      }
      steps.push({ action, heard: since() });
    }
    for (const person of people) if (!person.isConnected) await person.join();
    await newcomer.join();
    await quiet([...people, newcomer]);
    await waitUntil('everybody has the same', () => isSame([...people, newcomer]));
    return {
      steps,
      document: canonicalContent(newcomer.doc),
      stateVector: [...Y.decodeStateVector(Y.encodeStateVector(newcomer.doc))].sort(([a], [b]) => a - b),
      names: newcomer.names(),
    };
  } finally {
    for (const person of [...people, newcomer]) person.close();
  }
}

async function takeStep(people: readonly TracedPerson[], who: number, random: Random, step: number): Promise<string> {
  const [host] = people;
  const person = people[who];
  if (person === undefined) throw new RangeError('Nobody');
  const text = person.doc.getText('content');
  const action = random.pick([
    'write',
    'write',
    'write',
    'erase',
    'set',
    'join',
    'join',
    'leave',
    'ask',
    'move',
  ] as const);
  const at = random.below(text.length + 1);
  switch (action) {
    case 'write':
      text.insert(at, `<${step}>`);
      break;
    case 'erase':
      text.delete(at, Math.min(4, text.length - at));
      break;
    case 'set':
      person.doc.getMap('attributes').set(random.pick(['title', 'language']), step);
      break;
    case 'join':
      if (!person.isConnected) await person.join();
      break;
    case 'leave':
      // Somebody stays, to see who left.
      if (person !== host) person.leave();
      break;
    case 'ask':
      person.asksAgain();
      break;
    case 'move':
      person.moves(`at ${step}`);
      break;
  }
  return action;
}

/** Resolves when everything said, and everything said in answer to it, was dealt with and nothing new came. */
async function quiet(people: readonly TracedPerson[]): Promise<void> {
  const count = () => people.reduce((sum, person) => sum + person.messageCount(), 0);
  let before = -1;
  while (before !== count()) {
    before = count();
    for (let round = 0; round < 2; round += 1) await Promise.all(people.map((person) => person.settled()));
  }
}

const isSame = (people: readonly TracedPerson[]): boolean =>
  new Set(people.map(({ doc }) => canonicalContent(doc))).size === 1;

/** A line that ended needs a moment to be noticed. */
const isPresenceSettled = ([host, ...others]: readonly TracedPerson[]): boolean =>
  others.every(
    (person, index) => person.isConnected || !host?.names().some((name) => name.startsWith(`${index + 2} `)),
  );
