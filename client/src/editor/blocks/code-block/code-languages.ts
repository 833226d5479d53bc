/** The languages that are offered, by the name that is written in a document. Names of languages are the same in all languages. */
export const codeLanguages: ReadonlyMap<string, string> = new Map([
  ['bash', 'Bash'],
  ['c', 'C'],
  ['cpp', 'C++'],
  ['csharp', 'C#'],
  ['css', 'CSS'],
  ['diff', 'Diff'],
  ['go', 'Go'],
  ['graphql', 'GraphQL'],
  ['html', 'HTML'],
  ['ini', 'INI, TOML'],
  ['java', 'Java'],
  ['javascript', 'JavaScript'],
  ['json', 'JSON'],
  ['kotlin', 'Kotlin'],
  ['lua', 'Lua'],
  ['makefile', 'Makefile'],
  ['markdown', 'Markdown'],
  ['perl', 'Perl'],
  ['php', 'PHP'],
  ['python', 'Python'],
  ['r', 'R'],
  ['ruby', 'Ruby'],
  ['rust', 'Rust'],
  ['scss', 'SCSS'],
  ['sql', 'SQL'],
  ['swift', 'Swift'],
  ['typescript', 'TypeScript'],
  ['vbnet', 'Visual Basic .NET'],
  ['xml', 'XML'],
  ['yaml', 'YAML'],
]);

/** What people write behind a fence instead. */
const shortNames: Readonly<Record<string, string>> = {
  sh: 'bash',
  shell: 'bash',
  cs: 'csharp',
  'c++': 'cpp',
  golang: 'go',
  toml: 'ini',
  js: 'javascript',
  jsx: 'javascript',
  kt: 'kotlin',
  md: 'markdown',
  pl: 'perl',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  ts: 'typescript',
  tsx: 'typescript',
  vb: 'vbnet',
  yml: 'yaml',
};

/** What a document holds may be anything: a name that is not offered stays as it is; none is plain text. */
export function toCodeLanguage(written: unknown): string {
  const name = typeof written === 'string' ? written.toLowerCase() : '';
  return Object.hasOwn(shortNames, name) ? (shortNames[name] ?? name) : name;
}
