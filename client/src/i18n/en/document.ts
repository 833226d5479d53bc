/** The page of a document: its menus, what it says in place of the text, who is here. */
export const documentWords = {
  document: {
    title: 'Title',
    text: 'Text of the document',
    textOf: 'Text of “{{title}}”',
    placeholder: 'Write here',
    changed: 'Changed {{when}}',
    openSidebar: 'Show the sidebar',
    closeSidebar: 'Hide the sidebar',
    more: 'More',
    blockGone: 'The block that this link leads to is no longer in the document.',
    share: 'Share',
    shareText: 'Whoever has this link and can reach this server can read and change the document.',
    copyLink: 'Copy link',
    renameTitle: 'Rename',
    saveAsFile: 'Save the text as a file',
    shortcuts: 'Keyboard shortcuts',
    words_one: '{{count}} word',
    words_other: '{{count}} words',
    characters_one: '{{count}} character',
    characters_other: '{{count}} characters',
    reading_one: '{{count}} minute to read',
    reading_other: '{{count}} minutes to read',
    copyAsMarkdown: 'Copy as Markdown',
    copiedAsMarkdown: 'The document is on the clipboard as Markdown.',
    copyRefused: 'The browser does not let Écritoire copy here. “Save the text as a file” gives the same words.',
    outline: 'On this page',
  },
  phase: {
    fetching: 'Fetching the document from the server',
    absentTitle: 'Not on this device yet',
    absentText:
      'This document has not been opened here before, and the server cannot be reached. It will appear by itself as soon as there is a connection.',
    unreadableTitle: 'The copy on this device cannot be read',
    unreadableText: 'Écritoire changed nothing in it. Reason: {{reason}}',
    unreadableAwaited:
      'If the server has the document, it opens from there by itself as soon as there is a connection.',
    unreadableEverywhere:
      'The server has no text of it either. Reload the page first; people who have the document open still have its text.',
    unreadableNewer: 'Take the new version to go on with it.',
    removedTitle: 'This document is no longer on this device',
    removedText: 'It was deleted here, from another tab. Whoever has the link and a copy can still open it.',
    updateAction: 'Use the new version',
    updateLook: 'Look again',
    update: {
      offered: 'The new version is on this device and ready.',
      looking: 'Looking for the new version…',
      absent: 'The server does not have it yet. Tell whoever looks after Écritoire in your office.',
      unreachable: 'The server cannot be reached now. The new version comes with the connection.',
      taking: 'One moment: going over to the new version…',
      'held-back':
        'The new version waits: a window of Écritoire holds changes that this device could not store yet. You can go on writing.',
      failed: 'The new version could not start. You go on with this one, nothing is lost.',
    },
    frozen: {
      content: {
        title: 'This document needs a newer version of Écritoire',
        text: 'Some of it is built in a way that this version could damage. You can read it here; nothing is changed in the document.',
      },
      writer: {
        title: 'This document can be changed with a newer version of Écritoire only',
        text: 'It was made with one. You can read it here; nothing is changed in the document.',
      },
      reader: {
        title: 'This document can be opened with a newer version of Écritoire only',
        text: 'These are its words, perhaps not all of them, and not as they were laid out. Get the new version to see it as it is; nothing is changed in the document.',
      },
    },
    errorTitle: 'This device could not store your last changes.',
    errorText:
      'Reason: {{reason}} Écritoire keeps trying, and the text is still in this page: leave it open, and save a copy as a file.',
    unavailableTitle: 'This device does not keep this text.',
    unavailableText:
      'The browser gives Écritoire no storage here, as in a private window. Save a copy before you close it.',
    newerTitle: 'A newer version of Écritoire now looks after this document.',
    newerText:
      'This page is of an older version and cannot store here any more. What you type is still in this page: let the server receive it, or save a copy, then take the new version.',
    saveCopy: 'Save a copy',
    damageAwaitedTitle: 'A part of this document cannot be read on this device.',
    damageAwaitedText:
      'All the rest is here. The missing part comes back by itself from the server, or from another tab, if they have it.',
    damagePartialTitle: 'A part of this document may be missing.',
    damagePartialText:
      'It could not be read on this device. What the server has of it is back; words typed here that had not been sent yet may be in the damaged part.',
    damageReplacedTitle: 'This is the server’s copy of the document.',
    damageReplacedText:
      'The copy on this device cannot be read. Words typed here that had not been sent yet may be in it.',
    damageWholeTitle: 'This document is whole again.',
    damageWholeText:
      'A part of it could not be read on this device. Everything is back from the server or another tab.',
    damageKept:
      'The damaged part is left as it is. Save it as a file for whoever looks after Écritoire in your office: they may still find words in it.',
    saveDamage: 'Save the damaged part',
    restoredTitle: 'The browser had deleted this document from this device.',
    restoredText:
      'Écritoire has stored it again from this page, whole. The settings say how to make the browser keep it.',
    refusedTitle: 'The server refuses this document.',
    refusedText: 'You can go on writing; it stays on this device and nobody else receives it.',
    tooLargeTitle: 'This document is larger than the server allows.',
    tooLargeText:
      'What you write stays on this device and nobody else receives it. Move a part to a new document, delete it here, then try again.',
    nearLimitTitle: 'This document is almost as large as the server allows.',
    nearLimitText: 'Everything is still saved. Move a part of it to a new document while there is room.',
  },
  reading: {
    focus: 'Only the text',
    focusSynonyms: 'focus mode quiet zen concentrate distraction',
    focused: 'Only the text is shown. Escape or the button at the top brings the rest back.',
    leaveFocus: 'Show everything again',
    wide: 'Full width',
    measured: 'Width of a page',
    wideSynonyms: 'wide narrow margins full width page',
    showInvisibles: 'Show invisible characters',
    hideInvisibles: 'Hide invisible characters',
    invisiblesSynonyms: 'spaces pilcrow paragraph marks non-breaking',
  },
  people: {
    here_one: '{{count}} person here',
    here_other: '{{count}} people here',
    you: 'you',
    list: 'People here',
    joined: '{{names}} joined',
    left: '{{names}} left',
    someone: 'Someone',
    goTo: 'Go to {{name}}',
    follow: 'Follow {{name}}',
    followed: 'You follow {{name}}.',
    unfollowed: 'You no longer follow {{name}}.',
    stopFollowing: 'Stop following',
    noCaret: '{{name}} is nowhere in the text yet.',
  },
  announce: {
    offline: 'No connection. What you write is kept on this device.',
    online: 'Connected again.',
    refused: 'The server refuses this document. What you write is kept on this device.',
    error: 'This device could not store your last changes. Keep this page open.',
  },
} as const;
