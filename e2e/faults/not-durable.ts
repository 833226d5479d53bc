import { DatabaseSync } from 'node:sqlite';

// Loaded before a relay with `--import`: what it would be if SQLite were left at synchronous=NORMAL and the check for
// it forgotten. The power-cut test must notice; the relay itself offers no way to do this.
const { exec, prepare } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function (text) {
  return exec.call(this, text.replaceAll(/(synchronous\s*=\s*)(FULL|EXTRA|2|3)/gi, '$1NORMAL'));
};

DatabaseSync.prototype.prepare = function (text, options) {
  const isReadBack = /^\s*PRAGMA\s+synchronous\s*;?\s*$/i.test(text);
  return prepare.call(this, isReadBack ? 'SELECT 2 AS synchronous' : text, options);
};
