import { randomBytes } from 'node:crypto';
import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';

/** An address nobody has used. */
export const newDocumentId = (): DocumentId => documentIdFromBytes(randomBytes(16));
