import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Whose caret is gone to: once, or with each of its moves. */
interface Request {
  readonly personId: string;
  readonly isFollowed: boolean;
}

const request = createStore<{ readonly asked: Request | undefined }>(() => ({ asked: undefined }));

/** Brings the caret of somebody else into sight. One's own stays where it is. */
export const goToPerson = (personId: string): void => request.setState({ asked: { personId, isFollowed: false } });

/** The same, and again whenever it moves, until one does something oneself or they leave. One person at a time. */
export const followPerson = (personId: string): void => request.setState({ asked: { personId, isFollowed: true } });

export const stopFollowing = (): void => request.setState({ asked: undefined });

export const useFollowRequest = (): Request | undefined => useStore(request, ({ asked }) => asked);
