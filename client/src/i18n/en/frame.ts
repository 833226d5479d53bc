/** Around every page, and in place of one. */
export const frameWords = {
  common: {
    cancel: 'Cancel',
    close: 'Close',
    retry: 'Try again',
    reload: 'Reload',
    repair: 'Repair Écritoire',
    untitled: 'Untitled',
    toLibrary: 'All documents',
    skipToContent: 'Skip to the content',
    newDocument: 'New document',
    settings: 'Settings',
    loading: 'One moment',
    justNow: 'just now',
  },
  sidebar: {
    label: 'Documents and settings',
    recent: 'Recent',
    onDevice: 'On this device',
  },
  notice: {
    label: 'Notes',
    newVersion: 'New version ready',
    newVersionAction: 'Use it',
    newVersionTaking: 'One moment: going over to the new version…',
    newVersionHeldBack:
      'The new version waits: a window of Écritoire holds changes that this device could not store yet. You can go on writing.',
    newVersionFailed: 'The new version could not start. You go on with this one, nothing is lost.',
    offlineReady: 'Écritoire now also opens without a network.',
    insecure:
      'This address is not secure (http). You can write, and your text is kept on this device, but Écritoire cannot be opened here without a network. Ask for an address that starts with https.',
    dismiss: 'Dismiss',
  },
  notFound: {
    title: 'There is nothing at this address',
    text: 'The link may have been cut when it was copied. Your documents are all in the list.',
    page: 'Page not found',
  },
  missingPart: {
    title: 'A part of Écritoire could not be loaded',
    text: 'Your texts are on this device, untouched. Most often the network was gone for a moment.',
    help: 'If trying again and reloading do not help:',
  },
  crash: {
    title: 'Something went wrong in this page',
    text: 'Everything that was stored before is safe on this device. Reloading usually helps.',
    repair: 'If it does not:',
    report: 'If it comes back, tell whoever looks after Écritoire in your office, with these lines:',
  },
} as const;
