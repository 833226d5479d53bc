/** Where the text is, and why it is not where it should be. */
export const savingWords = {
  save: {
    loading: 'Opening…',
    onDevice: 'On this device',
    onDeviceOffline: 'On this device · offline',
    shared: 'On this device · shared',
    notShared: 'On this device · not shared',
    sending: 'Saving…',
    saved: 'Saved',
    error: 'Not stored',
    readOnly: 'Read only',
    updateNeeded: 'Update needed',
    absent: 'Not here yet',
    removed: 'Not on this device',
    unreadable: 'Cannot be read',
    short: {
      loading: 'Opening…',
      onDevice: 'Device',
      offline: 'Offline',
      shared: 'Shared',
      sending: 'Saving…',
      saved: 'Saved',
      error: 'Not stored',
      readOnly: 'Read only',
      updateNeeded: 'Update',
      absent: 'Not here yet',
      removed: 'Not here',
      unreadable: 'Unreadable',
    },
    panel: 'State of saving',
    explain: {
      loading: 'Écritoire is reading the document from this device. It takes a moment only.',
      onDevice:
        'Everything you type is stored on this device. There is no connection to the server; what you write will be sent by itself when there is one.',
      shared:
        'Everything you type is stored on this device and shared with the others. This server does not confirm what it stores, so Écritoire cannot promise that it keeps a copy.',
      notShared:
        'Everything you type is stored on this device. The server refuses this document, so nobody else receives your changes.',
      sending: 'Your last words are on their way. Nothing is lost if the connection drops.',
      saved: 'Everything is stored on this device and on the server. You can close the page.',
      error:
        'This device could not store your last changes: {{reason}} They are still in this page; keep it open and save a copy.',
      readOnly: 'You can read this document. The server does not accept changes from you.',
      updateNeeded:
        'This document holds parts made with a newer version of Écritoire. It is shown as it is and nothing in it is changed.',
      absent:
        'This document is not on this device, and the server cannot be reached. It comes by itself with the connection.',
      removed: 'It was deleted from this device, in another tab. Nothing you type here would be kept.',
      unreadable: 'The copy on this device cannot be read. Écritoire leaves it as it is and changes nothing in it.',
    },
    overHttp: 'Connected another way, a little slower: your network blocks the fast one.',
    intercepted:
      'Something on this network answers in the server’s place, often a sign-in page. Sign in to the network, then try again.',
    onDeviceAt: 'Stored on this device',
    onServerAt: 'Confirmed by the server',
    notYet: 'nothing new since opening',
    roomLeft: 'Room left',
  },
  failure: {
    'quota-exceeded': 'the browser gives it no more room.',
    blocked: 'another tab does not let go of it.',
    'newer-version': 'a newer version of Écritoire looks after it now.',
    corrupted: 'its stored copy cannot be read.',
    unavailable: 'the browser gives it no storage here, as in a private window.',
  },
} as const;
