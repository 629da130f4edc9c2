import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { describe } from '../../src-core/calculate/describe.ts';
import { descriptionLines } from '../../src-core/calculate/description-text.ts';
import type { DescriptionContext } from '../../src-core/calculate/facts.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import type { Mac } from '../../src-core/net/mac.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { lengthOf, parsePrefix, prefixFamily, type Prefix } from '../../src-core/net/prefix.ts';
import { nat64Address } from '../../src-core/net/transition.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { vendorQuery } from '../app/queries.ts';
import { CopyAnswer } from './copy-answer.tsx';
import { Examples } from './examples.tsx';
import { FactGroups } from './fact-groups.tsx';
import { Field } from './field.tsx';
import { read, readOptional } from './problem.ts';
import { useInputs } from './use-inputs.ts';
import styles from './calculate.module.css';

const examples = [
  'fe80::211:22ff:fe33:4455%eth0',
  '2001:db8:12:3400::/56',
  '2001:db8::1/64',
  '192.0.2.33',
  '192.0.2.5-192.0.2.77',
  '00:11:22:33:44:55',
  '00:01:00:01:2a:3b:4c:5d:00:11:22:33:44:55',
  '0x20010db8000000000000000000000001',
  '8.b.d.0.1.0.0.2.ip6.arpa',
  'vni 1000',
  'mtu 1500',
];

/** @throws ParseError where no address can be made from a MAC under it */
function parseUnder(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefixFamily(prefix) === 4 || lengthOf(prefix) > 64)
    throw new ParseError('a prefix for EUI-64', text, 0, 'an IPv6 prefix of /64 or shorter was expected');
  return prefix;
}

function parseNat64(text: string): Prefix {
  const prefix = parsePrefix(text);
  // Refuses a prefix that can be none of NAT64.
  nat64Address(prefix, parseAddress('192.0.2.1'));
  return prefix;
}

/** Says what a text is and all that follows from it. */
export function DescribeTool(): ReactElement {
  const [inputs, change] = useInputs('describe');
  const text = inputs.text ?? '';
  const under = useMemo(() => readOptional(inputs.under, parseUnder), [inputs.under]);
  const nat64 = useMemo(() => readOptional(inputs.nat64, parseNat64), [inputs.nat64]);
  const context = useMemo<DescriptionContext>(
    () => ({
      ...(under.value === undefined ? {} : { under: under.value }),
      ...(nat64.value === undefined ? {} : { nat64: nat64.value }),
    }),
    [under, nat64],
  );
  const answer = useDescription(text, context);
  const shown = answer?.value;
  return (
    <div className={styles.tool}>
      <div className={styles.inputs}>
        <Field
          label="Address, prefix, range, MAC, DUID, number or name"
          value={text}
          placeholder="2001:db8::1"
          autoFocus
          problem={answer?.problem}
          onChange={(next) => change({ text: next })}
        />
        <Field
          label="Under prefix (addresses from a MAC)"
          value={inputs.under}
          placeholder="2001:db8::/64"
          width={31}
          problem={under.problem}
          onChange={(next) => change({ under: next })}
        />
        <Field
          label="NAT64 prefix"
          value={inputs.nat64}
          placeholder="64:ff9b::/96"
          width={31}
          problem={nat64.problem}
          onChange={(next) => change({ nat64: next })}
        />
      </div>
      {shown !== undefined && (
        <div className={styles.answer}>
          <div className={styles.answerHead}>
            <h2 className={styles.answerTitle}>
              <span role="status">{visibleText(shown.title, 300)}</span>
            </h2>
            <CopyAnswer
              tool="describe"
              inputs={inputs}
              answer={{
                text: () => `${descriptionLines(shown).join('\n')}\n`,
                json: () => ({ text: text.trim(), ...shown }),
              }}
            />
          </div>
          <FactGroups groups={shown.groups} />
        </div>
      )}
      {text.trim() === '' && (
        <Examples texts={examples} onChoose={(chosen) => change({ text: chosen })}>
          Type or paste an address, a prefix, a range, a MAC, a DUID, a number, a name of reverse DNS, a VNI
          or an MTU: this says what it is, and all that follows from it.
        </Examples>
      )}
    </div>
  );
}

/** What the queries say of each vendor; React Query keeps the list the same for as long as it says the same. */
function vendorTexts(results: readonly UseQueryResult<{ vendor: string | null }>[]): (string | null)[] {
  return results.map(({ data, error }) => {
    if (data !== undefined) return data.vendor;
    return error === null ? 'looking it up…' : `could not be looked up: ${failureText(error)}`;
  });
}

/** The description, with the vendors of the MACs in it as soon as the program has told them; undefined for no text. */
function useDescription(text: string, context: DescriptionContext) {
  const macs = useMemo(() => macsIn(text, context), [text, context]);
  const vendors = useQueries({ queries: macs.map((mac) => vendorQuery(mac)), combine: vendorTexts });
  return useMemo(() => {
    if (text.trim() === '') return undefined;
    const vendorOf = (mac: Mac): string | null => vendors[macs.indexOf(mac)] ?? null;
    return read(() => describe(text, { ...context, vendorOf }));
  }, [text, context, macs, vendors]);
}

/** The MACs whose vendors a description asks for. */
function macsIn(text: string, context: DescriptionContext): Mac[] {
  const asked = new Set<Mac>();
  read(() =>
    describe(text, {
      ...context,
      vendorOf: (mac) => {
        asked.add(mac);
        return null;
      },
    }),
  );
  return [...asked];
}
