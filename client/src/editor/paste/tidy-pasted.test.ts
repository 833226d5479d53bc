// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { destroyEditors, mountEditor } from '../block-ids/test-editor.ts';

afterEach(destroyEditors);

function paste(html: string) {
  const editor = mountEditor(new Y.Doc());
  editor.view.pasteHTML(html);
  return editor.state.doc;
}

const wordItem = (level: number, sign: string, words: string) => `
  <p class=MsoListParagraphCxSpMiddle style='margin-left:${36 * level}.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'>
  <![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

describe('what is pasted from Word', () => {
  it('[EDIT-PASTE] has the lists that one saw, nested, numbered and begun as there', () => {
    const items = [
      wordItem(1, '·', 'Budget'),
      wordItem(2, 'o', 'Salaries'),
      wordItem(2, 'o', 'Rent'),
      wordItem(1, '·', 'Calendar'),
      '<p class=MsoNormal>Between<o:p></o:p></p>',
      wordItem(1, '3.', 'Third'),
      wordItem(2, 'a)', 'Annex'),
    ];
    const doc = paste(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>${items.join('')}</body></html>`);
    expect(doc.toString()).toBe(
      'doc(bulletList(listItem(paragraph("Budget"), bulletList(listItem(paragraph("Salaries")), listItem(paragraph("Rent")))), ' +
        'listItem(paragraph("Calendar"))), paragraph("Between"), ' +
        'orderedList(listItem(paragraph("Third"), orderedList(listItem(paragraph("Annex"))))))',
    );
    expect(doc.lastChild?.attrs['start']).toBe(3);
  });

  it('[EDIT-PASTE] has two lists where bullets become numbers', () => {
    expect(paste(wordItem(1, '·', 'one') + wordItem(1, '1.', 'two')).toString()).toBe(
      'doc(bulletList(listItem(paragraph("one"))), orderedList(listItem(paragraph("two"))))',
    );
  });

  it('[EDIT-PASTE] has numbered headings without their number, empty lines that are empty, and nothing hidden', () => {
    const doc = paste(
      `<h1 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Purpose</h1>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <p class=MsoNormal>Seen<span style='mso-hide:all'> hidden</span></p>`,
    );
    expect(doc.toString()).toBe('doc(heading("Purpose"), paragraph, paragraph("Seen"))');
  });
});

describe('what is pasted from other programs', () => {
  it('[EDIT-PASTE] from Google Docs, has the list in its item, and is not bold', () => {
    const doc = paste(
      `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0"><ul><li dir="ltr"><p>one</p></li>
      <ul><li><p>deep</p></li></ul><li><p>two</p></li></ul></b><br class="Apple-interchange-newline">`,
    );
    expect(doc.firstChild?.toString()).toBe(
      'bulletList(listItem(paragraph("one"), bulletList(listItem(paragraph("deep")))), listItem(paragraph("two")))',
    );
  });

  it.each([
    [
      'Google Docs',
      '<ul><li role="checkbox" aria-checked="true"><img src="data:," alt="checked" aria-roledescription="checkbox"/><p>done</p></li>' +
        '<li role="checkbox" aria-checked="false"><img src="data:," alt="unchecked" aria-roledescription="checkbox"/><p>open</p></li></ul>',
    ],
    [
      'a web page',
      '<ul><li class="task-list-item"><input type="checkbox" checked disabled> done</li><li><input type="checkbox" disabled> open</li></ul>',
    ],
  ])('[EDIT-PASTE] from %s, has tasks that are done and tasks that are not', (_, html) => {
    const list = paste(html).firstChild;
    expect(list?.toString().replaceAll('" ', '"')).toBe(
      'taskList(taskItem(paragraph("done")), taskItem(paragraph("open")))',
    );
    expect(list?.children.map(({ attrs }) => attrs['checked'])).toEqual([true, false]);
  });

  it('[EDIT-PASTE] a list in which only some items have a box stays a list', () => {
    expect(paste('<ul><li><input type="checkbox">a</li><li>b</li></ul>').firstChild?.type.name).toBe('bulletList');
  });

  it('[EDIT-HOSTILE] leaves behind what nobody sees or what would run, and keeps the words of pictures', () => {
    const doc = paste(
      `<p>Hello <img src="https://example.org/x.png" onerror="alert(1)" alt="😀"> you<img src="https://example.org/y.png"></p>
      <script>alert(1)</script><noscript>no</noscript><p style="color:red;display: none">gone</p><p hidden>gone</p>
      <span aria-hidden="true">gone</span><template>gone</template><p onclick="alert(1)">end</p>`,
    );
    expect(doc.toString()).toBe('doc(paragraph("Hello 😀 you"), paragraph("end"))');
  });
});
