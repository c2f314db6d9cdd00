import { useEffect, useRef, useState } from 'preact/hooks';
import { PLATFORM_IDS, type PlatformId } from '../../src/accounts/platforms.ts';
import type { CheckWishes } from '../../src/research/protocol.ts';
import { t } from '../../src/ui/language/message.ts';
import { researchWords } from '../../src/ui/wording-research.ts';

interface InputFormProps {
  readonly isReading: boolean;
  /** The columns of what was read last, to choose from. */
  readonly headers: readonly string[];
  readonly onCheck: (
    inputs: readonly { name: string; content: Blob }[],
    wishes: CheckWishes,
  ) => void;
}

/** What to check: text that is pasted, files that are chosen or dropped; and how to read it. */
export function InputForm({ isReading, headers, onCheck }: InputFormProps) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [platform, setPlatform] = useState('');
  const [column, setColumn] = useState('');
  const [idColumn, setIdColumn] = useState('');
  const [problem, setProblem] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  useDrop((dropped) => {
    setFiles(dropped);
    setProblem('');
    // The field says what is chosen, also when it was dropped.
    const transfer = new DataTransfer();
    for (const file of dropped) transfer.items.add(file);
    if (chooser.current) chooser.current.files = transfer.files;
  });

  const submit = () => {
    const pasted =
      text.trim() === '' ? [] : [{ name: t('research.pasted'), content: new Blob([text]) as Blob }];
    const inputs = [...pasted, ...files.map((file) => ({ name: file.name, content: file }))];
    setProblem(inputs.length === 0 ? t('research.nothingToCheck') : '');
    if (inputs.length === 0) return;
    onCheck(inputs, {
      column: column.trim() || undefined,
      idColumn: idColumn.trim() || undefined,
      platform: PLATFORM_IDS.find((id) => id === platform),
    });
  };

  return (
    <form
      aria-label={t('research.input')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReading) submit();
      }}
    >
      <p>
        <label for="names">
          {t('research.paste')} <span class="quiet">({t('research.pasteHint')})</span>
        </label>
        <textarea
          id="names"
          dir="auto"
          rows={6}
          spellcheck={false}
          autocomplete="off"
          value={text}
          aria-describedby="input-problem"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </p>
      <p>
        <label for="files">{t('research.files')}</label>
        <input
          id="files"
          type="file"
          multiple
          ref={chooser}
          aria-describedby="files-hint"
          onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
        />
        <span id="files-hint" class="quiet small">
          {t('research.filesHint')}. {t('research.drop')}
        </span>
      </p>
      <p>
        <label for="platform">{t('research.platform')}</label>
        <select
          id="platform"
          value={platform}
          onChange={(event) => setPlatform(event.currentTarget.value)}
        >
          <option value="">{t('research.platformUnknown')}</option>
          {PLATFORM_IDS.map((id: PlatformId) => (
            <option key={id} value={id}>
              {researchWords.platformName(id)}
            </option>
          ))}
        </select>
      </p>
      <details>
        <summary>{t('research.columns')}</summary>
        <ColumnField id="column" label={t('research.column')} value={column} onInput={setColumn} />
        <ColumnField
          id="id-column"
          label={t('research.idColumn')}
          value={idColumn}
          onInput={setIdColumn}
        />
        <datalist id="headers">
          {headers.map((header) => (
            <option key={header} value={header} />
          ))}
        </datalist>
      </details>
      <p id="input-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button strong" aria-disabled={isReading}>
        {t('research.check')}
      </button>
    </form>
  );
}

function ColumnField(props: {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
}) {
  return (
    <p>
      <label for={props.id}>
        {props.label} <span class="quiet">({t('research.columnHint')})</span>
      </label>
      <input
        id={props.id}
        type="text"
        list="headers"
        autocomplete="off"
        spellcheck={false}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </p>
  );
}

/** Files dropped anywhere on the page; without this the browser would open them in its place. */
function useDrop(onFiles: (files: readonly File[]) => void): void {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
