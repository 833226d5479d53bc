export const calloutKinds = ['info', 'warning', 'success', 'tip'] as const;

export type CalloutKind = (typeof calloutKinds)[number];

/** What a document holds may be anything, and a later version may know more kinds: those look like information. */
export const toCalloutKind = (written: unknown): CalloutKind => calloutKinds.find((kind) => kind === written) ?? 'info';
