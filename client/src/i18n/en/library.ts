/** The list of documents, and what is done to one of them there. */
export const libraryWords = {
  library: {
    columnTitle: 'Title',
    columnFolder: 'Folder',
    columnTrashed: 'Here since',
    columnChanged: 'Changed',
    columnState: 'State',
    noText: 'No text yet',
    showMore: 'Show more',
    rowActions: 'Actions for “{{title}}”',
    open: 'Open',
    rename: 'Rename',
    copyLink: 'Copy link',
    saved: 'Saved',
    onDevice: 'On this device',
    listUnavailable:
      'This browser gives Écritoire no storage here, as in a private window. You can write and share, but this list and your texts disappear from the device when you close the window.',
    creationFailed: 'The document could not be created: {{reason}} Nothing was lost.',
  },
  empty: {
    title: 'Write, even without a network',
    text: 'Your documents are kept on this device, and reach the others as soon as there is a network.',
    templates: 'Or start from a template',
  },
  templates: {
    minutes: 'Meeting minutes',
    minutesAbout: 'Who was there, what was said, who does what',
    decision: 'Decision note',
    decisionAbout: 'The question, the options, the choice',
    checklist: 'Checklist',
    checklistAbout: 'Steps to tick off, one by one',
  },
  rename: {
    title: 'Rename',
    label: 'Title',
    action: 'Rename',
    failed: 'The title could not be changed: {{reason}}',
  },
  delete: {
    title_one: 'Delete “{{title}}” from this device?',
    title_other: 'Delete {{count}} documents from this device?',
    checking: 'Checking whether the server has everything…',
    isSaved: 'The server has all of it. Whoever has the link can still open it there.',
    isUnsaved:
      'Some of it is on this device only: the server does not have it yet. If you delete now, that part is lost for good.',
    unsavedSince: 'Not yet on the server since {{when}}.',
    action: 'Delete from this device',
    failed: 'Not deleted: {{reason}}',
    done_one: '“{{title}}” was deleted from this device',
    done_other: '{{count}} documents were deleted from this device',
    everywhere:
      'It goes from all your linked devices. One that has it open, or has words of it that the server lacks, keeps it in the trash.',
    unlisted: 'It cannot be put back from the trash any more.',
  },
  link: {
    copied: 'Link copied',
    title: 'Link to the document',
  },
} as const;
