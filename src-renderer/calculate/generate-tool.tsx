import Button from '@mui/material/Button';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { grouped } from '../../src-core/calculate/scan-time.ts';
import { formatOctets } from '../../src-core/net/octets.ts';
import { failureText } from '../app/failure.ts';
import { saveFile } from '../components/save-file.ts';
import { BigTable } from './big-table.tsx';
import type { InputKey, Inputs } from './calculate-search.ts';
import { Choice } from './choice.tsx';
import { CopyAnswer } from './copy-answer.tsx';
import { Field } from './field.tsx';
import { eui64Address, make, makes, mostMade, pooledOctets, type Make } from './generate.ts';
import { read, type Problem } from './problem.ts';
import { ProblemText } from './problem-text.tsx';
import { useInputs } from './use-inputs.ts';
import styles from './calculate.module.css';

const labels: Record<Make, string> = {
  random: 'Random addresses',
  site: 'Site choice',
  ula: 'ULA',
  stable: 'Stable identifier',
  eui64: 'EUI-64',
};

const explanations: Record<Make, string> = {
  random:
    'Addresses of a prefix, each with the same chance, from the cryptographic generator of this browser.',
  site: 'A part of a prefix that nobody can foresee: a /48 for a site, or any other length.',
  ula: 'A unique local /48 by RFC 4193: from random bits, or from the time and a MAC (section 3.2.2).',
  stable:
    'The same identifier for an interface in a network each time, without telling which (RFC 7217). The secret is in no link.',
  eui64: 'The address that an interface forms from its MAC under a prefix (RFC 4291 appendix A).',
};

interface FieldSpec {
  readonly key: InputKey;
  readonly label: string;
  readonly placeholder: string;
  readonly width: number;
}

const prefixField: FieldSpec = { key: 'prefix', label: 'Prefix', placeholder: '2001:db8::/64', width: 46 };
const countField: FieldSpec = { key: 'count', label: 'How many', placeholder: '1', width: 14 };
const macField: FieldSpec = { key: 'mac', label: 'MAC', placeholder: '00:11:22:33:44:55', width: 24 };

const fields: Record<Make, readonly FieldSpec[]> = {
  random: [prefixField, { ...countField, placeholder: '10' }],
  site: [
    { ...prefixField, placeholder: '2001:db8::/32' },
    { key: 'length', label: 'Length', placeholder: '/48', width: 12 },
    countField,
  ],
  ula: [{ ...macField, label: 'MAC (else random bits)', width: 28 }, countField],
  stable: [
    prefixField,
    { key: 'interface', label: 'Interface', placeholder: 'eth0', width: 16 },
    { key: 'network', label: 'Network (SSID)', placeholder: 'none', width: 20 },
    { key: 'counter', label: 'Tried before', placeholder: '0', width: 14 },
  ],
  eui64: [prefixField, macField],
};

interface Made {
  readonly what: Make;
  readonly list: readonly string[];
}

/** Makes addresses and prefixes. */
export function GenerateTool(): ReactElement {
  const [inputs, change] = useInputs('generate');
  const what = makes.find((each) => each === inputs.make) ?? 'random';
  const [secret, setSecret] = useState('');
  const [drawn, setDrawn] = useState<Made | undefined>();
  const made = useMemo((): Made | undefined => {
    // What has one answer needs no button, and a link to it gives it at once.
    const address = what === 'eui64' ? read(() => eui64Address(inputs)).value : undefined;
    return address === undefined ? drawn : { what: 'eui64', list: [address] };
  }, [what, inputs, drawn]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (given: Inputs): Promise<void> => {
      setBusy(true);
      setProblem(undefined);
      try {
        setDrawn({ what, list: await make(what, given, secret) });
      } catch (error) {
        setDrawn(undefined);
        setProblem(problemOf(error));
      } finally {
        setBusy(false);
      }
    },
    [what, secret],
  );
  return (
    <div className={styles.tool}>
      <div className={styles.choices}>
        <Choice
          label="What to make"
          labels={labels}
          options={makes}
          value={what}
          onChange={(next) => {
            setProblem(undefined);
            change({ make: next });
          }}
        />
        <span className={styles.quiet}>{explanations[what]}</span>
      </div>
      <div className={styles.inputs}>
        {fields[what].map(({ key, label, placeholder, width }) => (
          <Field
            key={key}
            label={label}
            value={inputs[key]}
            placeholder={placeholder}
            width={width}
            onChange={(next) => change({ [key]: next })}
            onEnter={() => void run(inputs)}
          />
        ))}
        {what === 'stable' && <SecretField value={secret} onChange={setSecret} />}
        <div className={styles.besideField}>
          <Button variant="contained" disabled={busy} onClick={() => void run(inputs)}>
            Generate
          </Button>
        </div>
        {problem !== undefined && (
          <div className={styles.wide}>
            <ProblemText problem={problem} />
          </div>
        )}
      </div>
      {made !== undefined && made.what === what && <Result made={made} inputs={inputs} />}
    </div>
  );
}

function problemOf(error: unknown): Problem {
  const { problem } = read((): never => {
    throw error instanceof Error ? error : new Error(failureText(error));
  });
  return problem ?? { why: 'it could not be made' };
}

function SecretField({
  value,
  onChange,
}: {
  readonly value: string;
  onChange(next: string): void;
}): ReactElement {
  return (
    <>
      <Field
        label="Secret, in hexadecimal, 32 digits or more"
        value={value}
        placeholder="drawn once, and kept by you"
        width={46}
        onChange={onChange}
      />
      <div className={styles.besideField}>
        <Button
          color="inherit"
          onClick={() => onChange(formatOctets(pooledOctets()(32)).replaceAll(':', ''))}
        >
          Draw a secret
        </Button>
      </div>
    </>
  );
}

const columns = [
  { label: 'Number', track: '10ch', right: true },
  { label: 'Made', track: 'minmax(0, 1fr)' },
];

function Result({ made, inputs }: { readonly made: Made; readonly inputs: Inputs }): ReactElement {
  const { list, what } = made;
  const [active, setActive] = useState(0n);
  const count = BigInt(list.length);
  const rowAt = useCallback((index: bigint) => [grouped(index + 1n), list[Number(index)] ?? ''], [list]);
  return (
    <>
      <div className={styles.bar}>
        <h2 className={styles.answerTitle}>
          <span role="status">
            {count === 1n ? list[0] : `${grouped(count)} made`}
            {count >= BigInt(mostMade) && <span className={styles.quiet}>, the most at once</span>}
          </span>
        </h2>
        <Button
          color="inherit"
          onClick={() =>
            void saveFile({ fileName: `${what}.txt`, mediaType: 'text/plain', text: `${list.join('\n')}\n` })
          }
        >
          Save text
        </Button>
        <CopyAnswer
          tool="generate"
          inputs={inputs}
          answer={{ text: () => `${list.join('\n')}\n`, json: () => ({ make: what, made: list }) }}
        />
      </div>
      <BigTable
        label="What was made"
        columns={columns}
        count={count}
        rowAt={rowAt}
        main={1}
        active={active < count ? active : 0n}
        onActive={setActive}
      />
    </>
  );
}
