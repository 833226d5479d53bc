import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { stubPage } from '../../fake-page.ts';
import { createCaretAwareness } from './caret-awareness.ts';

let page: EventTarget;
let awareness: Awareness;

beforeEach(() => {
  page = stubPage();
  awareness = new Awareness(new Y.Doc());
});
afterEach(() => {
  awareness.destroy();
  vi.unstubAllGlobals();
});

const frame = () => page.dispatchEvent(new Event('pagehide'));
const somebodyIsHere = () => awareness.states.set(7, { user: { name: 'Bob' } });

describe('the carets’ view of who is here', () => {
  it('announces one’s own caret after the frame, where it is by then, and knows it at once', () => {
    const announced = vi.fn();
    awareness.on('update', announced);
    const seen = createCaretAwareness(awareness);
    seen.setLocalStateField('cursor', { anchor: 1 });
    seen.setLocalStateField('cursor', { anchor: 2 });
    expect(seen.getLocalState()).toEqual({ cursor: { anchor: 2 } });
    expect(announced).not.toHaveBeenCalled();
    frame();
    expect(announced).toHaveBeenCalledOnce();
    expect(awareness.getLocalState()).toEqual({ cursor: { anchor: 2 } });
  });

  it('keeps what else is said of oneself meanwhile', () => {
    const seen = createCaretAwareness(awareness);
    seen.setLocalStateField('cursor', { anchor: 1 });
    awareness.setLocalStateField('user', { name: 'Ana' });
    frame();
    expect(awareness.getLocalState()).toEqual({ cursor: { anchor: 1 }, user: { name: 'Ana' } });
  });

  it('tells the plugin of one’s own caret only when somebody else’s could have to be drawn again', () => {
    const heard = vi.fn();
    const seen = createCaretAwareness(awareness);
    seen.on('change', heard);
    awareness.setLocalStateField('cursor', { anchor: 1 });
    expect(heard).not.toHaveBeenCalled();
    somebodyIsHere();
    awareness.setLocalStateField('cursor', { anchor: 2 });
    expect(heard).toHaveBeenCalledOnce();
  });

  it('tells of others who come and go, until it is let go', () => {
    const heard = vi.fn();
    const seen = createCaretAwareness(awareness);
    seen.on('change', heard);
    awareness.emit('change', [{ added: [], updated: [], removed: [7] }, 'remote']);
    expect(heard).toHaveBeenCalledOnce();
    seen.off('change', heard);
    awareness.emit('change', [{ added: [7], updated: [], removed: [] }, 'remote']);
    expect(heard).toHaveBeenCalledOnce();
  });
});
